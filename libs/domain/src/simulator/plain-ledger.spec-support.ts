// The months to come written down the long way: every lot in a list, every account a number, one unit after the other.
// It shares the rules' functions with the real month and nothing with the simulator.
import { compareDays, compareMonths, dayInMonth, type Day, dayOf, firstDay, type Month } from '../kernel/calendar';
import { type Cents, cents, minus, shareOf, sum } from '../kernel/money';
import { allocationFor, expiryOf, meanOfContributions } from '../allocations/allocation-amount';
import { creditTerms, scaled, type Terms } from '../allocations/credit-terms';
import { creditOf } from '../allocations/unit-credit';
import { dueDay } from '../contributions/contribution';
import { amountDue } from '../contributions/contribution-amount';
import { shareReceipt } from '../contributions/running-cost-share';
import { endOfStay } from '../lots/ended-credit';
import { endOfLot, type LotClock, soonerEnd } from '../lots/lot-dates';
import { compositionOn } from '../members/composition';
import { compositionDay, presenceIn } from '../members/presence';
import type { SimulatedUnit, Simulation } from './simulation';

/** A month's end in cents. */
export interface PlainMonth {
  readonly held: number;
  readonly owedToMembers: number;
  readonly free: number;
  readonly received: number;
  readonly credited: number;
  readonly expired: number;
  readonly spent: number;
  readonly units: number;
}

interface Lot {
  left: number;
  /** The last day it can be spent, as it is known in a month. */
  readonly endIn: (month: Month) => Day | null;
}

interface Books {
  bank: number;
  pot: number;
  aside: number;
  others: number;
  readonly lots: Lot[][];
}

/** Lives the months one after the other. Nobody fails to pay, joins or leaves but by their own stay. */
export function plainLedger(simulation: Simulation): PlainMonth[] {
  const { opening, units, months, firstMonth } = simulation;
  const lots = units.map((unit) =>
    unit.lots.map(({ amount, expiresOn }): Lot => {
      // As it is known today: pauses that have an end are counted, one without holds it for good.
      const held = unit.stay.pauses.some(
        ({ from, until }) => until === null && expiresOn !== null && compareDays(firstDay(from), expiresOn) <= 0,
      );
      const end = earliest(held ? null : expiresOn, clockOf(simulation, unit).end?.day ?? null);
      return { left: amount, endIn: () => end };
    }),
  );
  const others = opening.owedToMembers - balance(lots.flat());
  const books: Books = {
    bank: opening.free + opening.owedToMembers + opening.owedToOutlets + opening.setAside,
    ...{ pot: opening.free, aside: opening.setAside, others, lots },
  };
  return Array.from({ length: months }, (_, index) => plainMonth(simulation, books, firstMonth.add({ months: index })));
}

const balance = (lots: readonly Lot[]): number => lots.reduce((total, { left }) => total + left, 0);

function plainMonth(simulation: Simulation, books: Books, month: Month): PlainMonth {
  const { rules, assumptions, units } = simulation;
  const expired = expireBefore(books, month);
  for (const grant of assumptions.grants.filter((one) => one.month.equals(month))) {
    books.bank += grant.amount;
    books.pot += grant.amount;
  }
  let spent = 0;
  const there = units.filter(({ stay }) => presenceIn(month, rules.entry, stay) !== null);
  const potBefore = books.pot;
  const dues = there.map((unit) => dueOf(simulation, unit, month));
  for (const due of dues) {
    const { pot, runningCosts } = shareReceipt(rules, due);
    books.bank += due;
    books.pot += pot;
    books.aside += runningCosts;
  }
  const received = sum(dues);
  const tries = meanFirst(simulation, month) ? [{ pot: potBefore, received: cents(0), last: false }] : [];
  let credited = 0;
  for (const { pot, received: known, last } of [...tries, { pot: books.pot, received, last: true }]) {
    const done = tryCredits(simulation, books, { month, pot, received: known, last });
    if (!done) continue;
    credited = done.credited;
    spent += done.spent;
    break;
  }
  if (rules.allocation.mode === 'reimbursement') {
    const ceiling = { ...rules, allocation: { mode: 'fixed' as const, amountCents: rules.allocation.upToCents } };
    for (const { persons, stay } of there) {
      const composition = compositionOn(compositionDay(month, stay), persons);
      const presence = presenceIn(month, rules.entry, stay)!;
      const claimed = shareOf(
        allocationFor(ceiling, { composition, presence, mean: null }),
        assumptions.spentBasisPoints,
        10_000,
      );
      books.pot -= claimed;
      spent += claimed;
    }
  }
  books.bank -= spent;
  const owedToMembers = books.others + balance(books.lots.flat());
  return { held: books.bank, owedToMembers, free: books.pot, received, credited, expired, spent, units: there.length };
}

/** A mean is taken before contributions come in where the day of credit is before the debit's, and two days. */
function meanFirst({ rules }: Simulation, month: Month): boolean {
  if (rules.allocation.mode !== 'mean-of-contributions' || rules.credited.mode !== 'day-of-month') return false;
  const comesIn = dueDay(month, rules).add({ days: rules.collection.mode === 'direct-debit' ? 2 : 0 });
  return compareDays(dayInMonth(month, rules.credited.day), comesIn) < 0;
}

function earliest(a: Day | null, b: Day | null): Day | null {
  return a && b ? (compareDays(a, b) <= 0 ? a : b) : (a ?? b);
}

function clockOf({ rules }: Simulation, { stay }: SimulatedUnit): LotClock {
  const { unspent } = rules;
  const project =
    unspent.mode === 'end-of-project' && unspent.endsOn !== null
      ? { day: dayOf(unspent.endsOn), cause: 'project-ended' as const }
      : null;
  const ofStay = stay.lastMonth && endOfStay(rules, stay.lastMonth);
  return { pauses: stay.pauses, extensions: [], end: soonerEnd(ofStay, project) };
}

function expireBefore(books: Books, month: Month): number {
  let expired = 0;
  for (const lots of books.lots) {
    for (const lot of lots) {
      const end = lot.endIn(month);
      if (end === null || compareDays(end, firstDay(month)) >= 0) continue;
      expired += lot.left;
      lot.left = 0;
    }
  }
  books.pot += expired;
  return expired;
}

function dueOf({ rules }: Simulation, { pledges, persons, stay }: SimulatedUnit, month: Month): Cents {
  const made = pledges
    .filter(({ from }) => compareMonths(from, month) <= 0)
    .sort((a, b) => compareMonths(a.from, b.from));
  return amountDue(rules, {
    pledge: made.at(-1)?.amount ?? null,
    composition: compositionOn(compositionDay(month, stay), persons),
    presence: presenceIn(month, rules.entry, stay)!,
  });
}

interface Try {
  readonly month: Month;
  readonly pot: number;
  readonly received: Cents;
  readonly last: boolean;
}

function tryCredits(
  simulation: Simulation,
  books: Books,
  { month, pot, received, last }: Try,
): { credited: number; spent: number } | null {
  const { rules, units, assumptions, whenShort } = simulation;
  const there = units.filter(({ stay }) => presenceIn(month, rules.entry, stay) !== null).length;
  const mean = rules.allocation.mode === 'mean-of-contributions' ? meanOfContributions(received, there).mean : null;
  const amounts = units.map(({ stay, persons }, index) => {
    const composition = compositionOn(compositionDay(month, stay), persons);
    return creditOf(rules, month, { stay, composition, balance: cents(balance(books.lots[index]!)), mean });
  });
  const request = { units: there, wanted: sum(amounts.map((amount) => amount ?? cents(0))), mean, pot: cents(pot) };
  let found: Terms = creditTerms(rules, { ...request, decision: 'as-ruled' });
  if ('stopped' in found && last && whenShort !== 'carry-on')
    found = creditTerms(rules, { ...request, decision: whenShort });
  const anyway = last && whenShort === 'carry-on';
  if ('stopped' in found && !anyway) return null;
  let [credited, spent] = [0, 0];
  amounts.forEach((wanted, index) => {
    if (wanted === null) return;
    const amount = 'terms' in found ? scaled(wanted, found.terms) : wanted;
    const lots = books.lots[index]!;
    const unit = units[index]!;
    const lot = { lotMonth: month, since: month, expiresOn: expiryOf(rules, month) };
    const clock = clockOf(simulation, unit);
    const endIn = (later: Month): Day | null => endOfLot(lot, clock, firstDay(later))?.day ?? null;
    const known = endIn(month);
    // Only a pause without an end makes a date that moves on.
    lots.push({ left: amount, endIn: clock.pauses.some(({ until }) => until === null) ? endIn : () => known });
    books.pot -= amount;
    credited += amount;
    const part = shareOf(amount, assumptions.spentBasisPoints, 10_000);
    spent += part;
    spendOldestFirst(lots, part);
  });
  return { credited, spent };
}

function spendOldestFirst(lots: readonly Lot[], amount: Cents): void {
  let still = amount as number;
  for (const lot of lots) {
    const taken = Math.min(lot.left, still);
    lot.left -= taken;
    still -= taken;
  }
  if (still > 0) throw new Error(`a unit spent ${minus(cents(still), cents(0))} cents it did not have`);
}
