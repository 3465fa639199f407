// The credits of a month that has begun and has not made them (all): a look ahead counts them as made.
import { compareMonths, firstDay, type Month } from '../kernel/calendar';
import { type Cents, NO_MONEY, sum } from '../kernel/money';
import { expiryOf, meanOfContributions } from '../allocations/allocation-amount';
import { creditOf } from '../allocations/unit-credit';
import type { Rules } from '../rules/rules';
import { endOfLot } from '../lots/lot-dates';
import { compositionOn } from '../members/composition';
import { compositionDay, presenceIn } from '../members/presence';
import type { SimulatedUnit } from './simulation';

/** A unit, and whether it has had the month's credit. */
export interface UnitAndCredit {
  readonly unit: SimulatedUnit;
  readonly credited: boolean;
}

/** A month under way: its rules, and what was called for it in all, in cents. */
export interface MonthBegun {
  readonly month: Month;
  readonly rules: Rules;
  readonly called: Cents;
}

/**
 * The same units, each with the credit (cents) that the month still gives it as its youngest lot, and their sum. A mean
 * that is not taken yet is taken over all that was called, as if everybody paid.
 */
export function withCreditsToCome(
  { month, rules, called }: MonthBegun,
  units: readonly UnitAndCredit[],
): { readonly units: readonly SimulatedUnit[]; readonly toCome: Cents } {
  const there = units.filter(({ unit }) => presenceIn(month, rules.entry, unit.stay) !== null).length;
  const byMean = rules.allocation.mode === 'mean-of-contributions';
  const mean = byMean ? meanOfContributions(called, there).mean : null;
  const amounts = units.map(({ unit, credited }) => {
    if (credited) return NO_MONEY;
    const { stay, persons, lots } = unit;
    const composition = compositionOn(compositionDay(month, stay), persons);
    const balance = sum(lots.map(({ amount }) => amount));
    return creditOf(rules, month, { stay, composition, balance, mean }) ?? NO_MONEY;
  });
  const lot = { lotMonth: month, since: month, expiresOn: expiryOf(rules, month) };
  return {
    units: units.map(({ unit }, index) => {
      const amount = amounts[index] ?? NO_MONEY;
      if (amount === 0) return unit;
      const end = endOfLot(lot, { pauses: unit.stay.pauses, extensions: [], end: null }, firstDay(month));
      return { ...unit, lots: [...unit.lots, { amount, expiresOn: end?.day ?? null }] };
    }),
    toCome: sum(amounts),
  };
}

/** Whether a unit is still there after a month, or comes later. */
export function staysBeyond(month: Month, { stay }: SimulatedUnit): boolean {
  return stay.lastMonth === null || compareMonths(stay.lastMonth, month) > 0;
}
