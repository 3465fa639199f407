// Arrears paid in parts: equal parts to the cent, a month apart, the oldest due first.
import { compareDays, dayInMonth, type Day, monthOfDay } from '../kernel/calendar';
import { type Cents, cents, minus, plus, split, sum } from '../kernel/money';
import { RuleBroken } from '../kernel/rule-broken';

/** A due to be paid in parts, in cents; given oldest first. */
export interface OwedDue {
  readonly dueId: string;
  readonly owed: Cents;
  readonly received: Cents;
}

/** A part of one due, in cents; `through` is what must have been received of the due in all once it is kept. */
export interface Instalment {
  readonly instalmentNo: number;
  readonly dueId: string;
  readonly amount: Cents;
  readonly through: Cents;
  readonly on: Day;
}

/** How arrears are to be paid: in how many parts, the first on which day. */
export interface PlanWanted {
  readonly count: number;
  readonly firstOn: Day;
  readonly today: Day;
  /** The most parts that the rules of the dues allow. */
  readonly largest: number;
}

/**
 * Splits what is owed into equal parts, a month apart on the day of the first (the last day of shorter months); the cents
 * that cannot be shared go to the first parts. The parts of each due add up to what is owed of it.
 * @throws RuleBroken `nothing-owed`, `too-many-instalments`, `agreed-day-out-of-range`
 */
export function instalmentsOf(dues: readonly OwedDue[], { count, firstOn, today, largest }: PlanWanted): Instalment[] {
  const total = sum(dues.map(({ owed }) => owed));
  if (total <= 0) throw new RuleBroken('nothing-owed');
  if (count < 1 || count > largest || count > total) throw new RuleBroken('too-many-instalments', { largest });
  checkAgreedDay(firstOn, today);
  const amounts = split(total, Array<number>(count).fill(1));
  const left = dues.filter(({ owed }) => owed > 0).map((due) => ({ ...due }));
  return amounts.flatMap((amount, index) => {
    const on = dayInMonth(monthOfDay(firstOn).add({ months: index }), firstOn.day);
    return take(left, amount).map((part) => ({ ...part, instalmentNo: index + 1, on }));
  });
}

/** A promise: one part, of one due. @throws RuleBroken `nothing-owed`, `promise-too-large`, `agreed-day-out-of-range` */
export function promiseOf(due: OwedDue, amount: Cents, on: Day, today: Day): Instalment {
  if (due.owed <= 0) throw new RuleBroken('nothing-owed');
  if (amount > due.owed) throw new RuleBroken('promise-too-large', { owedCents: due.owed });
  checkAgreedDay(on, today);
  return { instalmentNo: 1, dueId: due.dueId, amount, through: plus(due.received, amount), on };
}

const LONGEST_WAIT_DAYS = 366;

function checkAgreedDay(on: Day, today: Day): void {
  const last = today.add({ days: LONGEST_WAIT_DAYS });
  if (compareDays(on, today) >= 0 && compareDays(on, last) <= 0) return;
  throw new RuleBroken('agreed-day-out-of-range', { from: today.toString(), to: last.toString() });
}

interface Left {
  dueId: string;
  owed: Cents;
  received: Cents;
}

// Takes an amount out of what is left, oldest due first, and moves what is received of each on by it.
function take(left: Left[], amount: Cents): Pick<Instalment, 'dueId' | 'amount' | 'through'>[] {
  const parts: Pick<Instalment, 'dueId' | 'amount' | 'through'>[] = [];
  let rest = amount;
  for (const due of left) {
    const part = cents(Math.min(rest, due.owed));
    if (part === 0) continue;
    due.owed = minus(due.owed, part);
    due.received = plus(due.received, part);
    rest = minus(rest, part);
    parts.push({ dueId: due.dueId, amount: part, through: due.received });
  }
  return parts;
}
