// What is left of each month's credit: which lot a unit spends from, so that the oldest goes first and each keeps its date.
import { compareDays, compareMonths, type Day, type Month, monthOfDay } from '../kernel/calendar';
import { type Cents, cents } from '../kernel/money';

/** One movement of an allocation account, as its lots see it; amount in cents. */
export interface LotMovement {
  readonly direction: 'credit' | 'debit';
  readonly amount: Cents;
  /** The lot that a credit belongs to, or that a debit names (an expiry, a separation); null for spending. */
  readonly lot: { readonly month: Month; readonly expiresOn: Day | null } | null;
  /** A credit that undoes a spending: it gives back what was spent last. */
  readonly givesBack: boolean;
  readonly bookedOn: Day;
}

/** What is left of one lot, in cents; never 0. */
export interface Lot {
  readonly lotMonth: Month;
  /** The last day it can be spent, as it was booked; null: it has no end of its own. */
  readonly expiresOn: Day | null;
  readonly leftCents: Cents;
  /** The month in which its clock began to run: that of its first credit. */
  readonly since: Month;
}

interface OpenLot {
  readonly month: Month;
  readonly expiresOn: Day | null;
  readonly since: Month;
  left: number;
  /** What spending took from it: at most this much can come back. */
  spent: number;
}

/**
 * What is left of each lot of one account, the oldest first, from all its movements in the order of its chain. Spending
 * takes the oldest lot first: the lot of the earlier month; in one month the lot that ends sooner, and one that never
 * ends last. A debit that names its lot takes that one (and, should it not hold enough, goes on as spending does). A
 * credit that gives back a spending returns to the lots spent from last. A credit without a lot is a lot of the month it
 * was booked in, and has no end of its own. The lots always add up to the account's balance.
 * @throws RangeError when more went than had come: no guarded account allows it
 */
export function lotsLeft(movements: readonly LotMovement[]): Lot[] {
  const lots: OpenLot[] = [];
  for (const movement of movements) {
    if (movement.direction === 'debit') take(lots, movement);
    else if (movement.givesBack) giveBack(lots, movement);
    else put(lots, movement, movement.amount);
  }
  return lots
    .filter(({ left }) => left > 0)
    .map(({ month, expiresOn, since, left }) => ({ lotMonth: month, expiresOn, since, leftCents: cents(left) }));
}

function put(lots: OpenLot[], { lot, bookedOn }: LotMovement, amount: number): void {
  const since = monthOfDay(bookedOn);
  const { month, expiresOn } = lot ?? { month: since, expiresOn: null };
  const key = { month, expiresOn };
  const place = lots.findIndex((known) => compareLots(known, key) >= 0);
  const known = lots[place];
  if (known && compareLots(known, key) === 0) known.left += amount;
  else lots.splice(place < 0 ? lots.length : place, 0, { ...key, since, left: amount, spent: 0 });
}

function take(lots: readonly OpenLot[], { lot, amount }: LotMovement): void {
  const named = lot && lots.find((known) => compareLots(known, lot) === 0);
  let still: number = amount;
  if (named) {
    const taken = Math.min(named.left, still);
    named.left -= taken;
    still -= taken;
  }
  for (const open of lots) {
    if (still === 0) return;
    const taken = Math.min(open.left, still);
    open.left -= taken;
    open.spent += taken;
    still -= taken;
  }
  if (still > 0) throw new RangeError('more went from an allocation account than had come');
}

function giveBack(lots: OpenLot[], movement: LotMovement): void {
  let still: number = movement.amount;
  for (const open of [...lots].reverse()) {
    const back = Math.min(open.spent, still);
    open.left += back;
    open.spent -= back;
    still -= back;
  }
  if (still > 0) put(lots, { ...movement, lot: null }, still);
}

/** What names a lot of an account. */
export interface LotKey {
  readonly month: Month;
  readonly expiresOn: Day | null;
}

/** The order in which lots are spent: the earlier month, then what ends sooner; negative when `a` goes first. */
export function compareLots(a: LotKey, b: LotKey): number {
  const byMonth = compareMonths(a.month, b.month);
  if (byMonth !== 0) return byMonth;
  if (a.expiresOn === null || b.expiresOn === null) return Number(a.expiresOn === null) - Number(b.expiresOn === null);
  return compareDays(a.expiresOn, b.expiresOn);
}
