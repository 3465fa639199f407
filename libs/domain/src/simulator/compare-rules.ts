// Who would pay or receive more or less under a draft of the rules: on the fund's real people, in classes of at least five.
import type { Month } from '../kernel/calendar';
import { type Cents, minus, NO_MONEY, sum } from '../kernel/money';
import { allocationFor, meanOfContributions } from '../allocations/allocation-amount';
import { amountDue } from '../contributions/contribution-amount';
import type { Rules } from '../rules/rules';
import { compositionOn } from '../members/composition';
import { compositionDay, presenceIn } from '../members/presence';
import { type DifferenceClass, inClasses, SMALLEST_CLASS } from './classes-of-five';
import { pledgeIn, type SimulatedUnit } from './simulation';

/** How many pay (or receive) less, the same, more: each count is 0 or at least 5, or null where it would tell of fewer. */
export interface Directions {
  readonly less: number | null;
  readonly same: number | null;
  readonly more: number | null;
}

/** One side of the comparison; totals in cents a month, null for fewer than five units. */
export interface Comparison {
  readonly inForceCents: Cents | null;
  readonly draftCents: Cents | null;
  readonly directions: Directions | null;
  /** Draft less in force, a unit; null for fewer than five units. */
  readonly classes: readonly DifferenceClass[] | null;
}

/** What a draft would change in a month for the units that take part in it. */
export interface RulesComparison {
  readonly units: number;
  /** What is called: the dues. */
  readonly pays: Comparison;
  /** What is credited in a whole month, before any cap; for a reimbursement its ceiling. */
  readonly gets: Comparison;
  /** Received less paid. */
  readonly gains: Comparison;
}

/** Two versions of the rules, and the month they are compared in. */
export interface DraftAndInForce {
  readonly draft: Rules;
  readonly inForce: Rules;
  readonly month: Month;
}

/**
 * Compares a draft with the rules in force. A pledge stands as it was made (nobody's debit changes in silence), under
 * either version; so a changed share of income, band or bound shows nothing until people pledge anew. Units count for a
 * whole month. Of a mean of contributions all are taken to pay. Exact to the cent, before rounding into classes.
 */
export function compareRules(
  { draft, inForce, month }: DraftAndInForce,
  units: readonly SimulatedUnit[],
): RulesComparison {
  const present = units.filter(({ stay }) => presenceIn(month, { mode: 'full-current-month' }, stay) !== null);
  const before = amountsUnder(inForce, month, present);
  const after = amountsUnder(draft, month, present);
  const side = (of: (amounts: Amounts) => readonly Cents[]): Comparison => compared(of(before), of(after));
  return {
    units: present.length,
    pays: side(({ pays }) => pays),
    gets: side(({ gets }) => gets),
    gains: side(({ pays, gets }) => gets.map((amount, index) => minus(amount, pays[index] ?? NO_MONEY))),
  };
}

interface Amounts {
  readonly pays: readonly Cents[];
  readonly gets: readonly Cents[];
}

const WHOLE_MONTH = { numerator: 1, denominator: 1 };

function amountsUnder(rules: Rules, month: Month, units: readonly SimulatedUnit[]): Amounts {
  const compositions = units.map(({ persons, stay }) => compositionOn(compositionDay(month, stay), persons));
  const whole = compositions.map((composition) => ({ composition, presence: WHOLE_MONTH }));
  const pays = whole.map((unit, index) => {
    const made = units[index];
    return amountDue(rules, { ...unit, pledge: made ? pledgeIn(month, made) : null });
  });
  const { mean } = meanOfContributions(sum(pays), units.length);
  const { allocation } = rules;
  const advanced: Rules =
    allocation.mode === 'reimbursement'
      ? { ...rules, allocation: { mode: 'fixed', amountCents: allocation.upToCents } }
      : rules;
  return { pays, gets: whole.map((unit) => allocationFor(advanced, { ...unit, mean })) };
}

function compared(before: readonly Cents[], after: readonly Cents[]): Comparison {
  if (before.length < SMALLEST_CLASS) return { inForceCents: null, draftCents: null, directions: null, classes: null };
  const differences = after.map((amount, index) => minus(amount, before[index] ?? NO_MONEY));
  return {
    inForceCents: sum(before),
    draftCents: sum(after),
    directions: directionsOf(differences),
    classes: inClasses(differences),
  };
}

/** A count under five is not told; nor, when there is only one such, the next smallest: it would follow by taking away. */
function directionsOf(differences: readonly number[]): Directions {
  const counts = [
    { key: 'less', units: differences.filter((difference) => difference < 0).length },
    { key: 'same', units: differences.filter((difference) => difference === 0).length },
    { key: 'more', units: differences.filter((difference) => difference > 0).length },
  ].sort((a, b) => a.units - b.units);
  const few = counts.filter(({ units }) => units > 0 && units < SMALLEST_CLASS);
  const shown = counts.filter(({ units }) => units >= SMALLEST_CLASS);
  const hiddenUnits = few.reduce((total, { units }) => total + units, 0);
  const alsoHidden = few.length > 0 && hiddenUnits < SMALLEST_CLASS ? shown.slice(0, 1) : [];
  const hidden = new Set([...few, ...alsoHidden].map(({ key }) => key));
  const told = (key: string): number | null =>
    hidden.has(key) ? null : (counts.find((count) => count.key === key)?.units ?? 0);
  return { less: told('less'), same: told('same'), more: told('more') };
}
