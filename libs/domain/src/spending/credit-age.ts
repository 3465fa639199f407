// How long credit lies before it is spent: each cent spent has the age of the credit it came from, the oldest first.
import { compareDays, type Day, daysBetween, monthOfDay } from '../kernel/calendar';
import { type Cents, cents } from '../kernel/money';
import { compareLots, type LotKey, type LotMovement } from '../lots/lots-left';

/** Two days, both included. */
export interface Period {
  readonly from: Day;
  readonly to: Day;
}

/** An amount spent at once, and the whole days since it was credited. */
export interface SpentCredit {
  readonly ageDays: number;
  readonly amountCents: Cents;
}

/** What was spent at an age of at most so many whole days, and more than the class before; null: of any age above. */
export interface AgeClass {
  readonly toDays: number | null;
  readonly amountCents: Cents;
}

/** The age of what was spent; the mean and the middle in whole days, null when nothing was spent. */
export interface CreditAge {
  readonly meanDays: number | null;
  /** Half of what was spent was not older than this. */
  readonly medianDays: number | null;
  readonly classes: readonly AgeClass[];
}

interface Layer extends LotKey {
  readonly creditedOn: Day;
  left: number;
}

interface Slice {
  readonly layer: Layer;
  readonly spentOn: Day;
  amount: number;
}

/** Upper bounds of the classes, in days: a week, two, a month, two. */
const BOUNDS = [7, 15, 30, 60, null] as const;

/**
 * What one account spent in a period, by age, from all its movements in the order of its chain. Spending takes the lots
 * as {@link LotMovement} says, the oldest first; what a debit names (an expiry, a separation) was not spent; what a
 * refund gives back was never spent, the last spent first.
 */
export function creditAges(movements: readonly LotMovement[], { from, to }: Period): SpentCredit[] {
  const layers: Layer[] = [];
  const slices: Slice[] = [];
  for (const movement of movements) {
    if (movement.direction === 'debit') take(layers, slices, movement);
    else put(layers, movement, movement.givesBack ? giveBack(slices, movement.amount) : movement.amount);
  }
  return slices
    .filter(({ amount, spentOn }) => amount > 0 && compareDays(spentOn, from) >= 0 && compareDays(spentOn, to) <= 0)
    .map(({ layer, spentOn, amount }) => ({
      ageDays: Math.max(0, daysBetween(layer.creditedOn, spentOn)),
      amountCents: cents(amount),
    }));
}

function put(layers: Layer[], { lot, bookedOn }: LotMovement, amount: number): void {
  if (amount === 0) return;
  const { month, expiresOn } = lot ?? { month: monthOfDay(bookedOn), expiresOn: null };
  const layer = { month, expiresOn, creditedOn: bookedOn, left: amount };
  const place = layers.findIndex((known) => compareLayers(known, layer) > 0);
  layers.splice(place < 0 ? layers.length : place, 0, layer);
}

function take(layers: Layer[], slices: Slice[], { lot, amount, bookedOn }: LotMovement): void {
  let still: number = amount;
  const named = lot ? layers.filter((layer) => compareLots(layer, lot) === 0) : [];
  for (const layer of [...named, ...layers]) {
    if (still === 0) return;
    const taken = Math.min(layer.left, still);
    layer.left -= taken;
    still -= taken;
    if (lot === null && taken > 0) slices.push({ layer, spentOn: bookedOn, amount: taken });
  }
}

// Answers what could not be given back to anything that was spent.
function giveBack(slices: readonly Slice[], amount: number): number {
  let still = amount;
  for (const slice of slices.toReversed()) {
    const back = Math.min(slice.amount, still);
    slice.amount -= back;
    slice.layer.left += back;
    still -= back;
  }
  return still;
}

function compareLayers(a: Layer, b: Layer): number {
  return compareLots(a, b) || compareDays(a.creditedOn, b.creditedOn);
}

/** Sums up ages: the mean and the middle (each cent counts the same), and what was spent in each class. */
export function creditAge(spent: readonly SpentCredit[]): CreditAge {
  const total = spent.reduce((whole, { amountCents }) => whole + amountCents, 0);
  const days = spent.reduce((whole, { ageDays, amountCents }) => whole + ageDays * amountCents, 0);
  return {
    meanDays: total === 0 ? null : Math.round(days / total),
    medianDays: total === 0 ? null : middle(spent, total),
    classes: BOUNDS.map((toDays, index) => ({ toDays, amountCents: within(spent, BOUNDS[index - 1] ?? -1, toDays) })),
  };
}

function middle(spent: readonly SpentCredit[], total: number): number {
  let reached = 0;
  for (const { ageDays, amountCents } of spent.toSorted((a, b) => a.ageDays - b.ageDays)) {
    reached += amountCents;
    if (reached * 2 >= total) return ageDays;
  }
  return 0;
}

function within(spent: readonly SpentCredit[], above: number, upTo: number | null): Cents {
  const inside = spent.filter(({ ageDays }) => ageDays > above && (upTo === null || ageDays <= upTo));
  return cents(inside.reduce((whole, { amountCents }) => whole + amountCents, 0));
}
