// What may be asked of people who join, change their pledge, pause or leave.
import { compareDays, compareMonths, type Day, type Month, monthOfDay } from '../kernel/calendar';
import type { Cents } from '../kernel/money';
import { RuleBroken } from '../kernel/rule-broken';
import { checkPledge, pledgeFromIncome } from './pledge';
import { checkGuidedAnswers, type GuidedAnswers } from '../rules/guided-proposal';
import type { Rules } from '../rules/rules';

/** A person as described on admission. */
export interface AdmittedPerson {
  readonly name: string;
  readonly bornIn: Month | null;
  readonly sharePercent: number;
}

/** Whether the rules weigh ages: only then is a month of birth asked. */
export function weighsAges(rules: Rules): boolean {
  return rules.allocation.mode === 'household-weights' && rules.allocation.ageWeights.length > 0;
}

/**
 * Checks the people of a unit against the rules.
 * @throws RuleBroken `unit-needs-one-person`, `birth-month-needed`, `field-not-needed` (a birth month that no rule weighs)
 */
export function checkPersons(rules: Rules, persons: readonly AdmittedPerson[]): void {
  const alone = persons.length === 1 && persons[0]?.sharePercent === 100;
  if (persons.length === 0 || (rules.unit === 'person' && !alone)) {
    throw new RuleBroken('unit-needs-one-person', { persons: persons.length });
  }
  for (const [index, { bornIn }] of persons.entries()) {
    if (weighsAges(rules) && bornIn === null) throw new RuleBroken('birth-month-needed', { person: index + 1 });
    if (!weighsAges(rules) && bornIn !== null) throw new RuleBroken('field-not-needed', { field: 'bornIn' });
  }
}

/** A pledge as declared: an amount, or for a share of income the income, which is computed with and thrown away. */
export interface DeclaredPledge {
  readonly pledge: Cents | null;
  readonly monthlyNetIncome: Cents | null;
  /** What was said of themselves, where the rules keep it with the pledge. */
  readonly guided?: GuidedAnswers | null | undefined;
}

/**
 * The pledge in cents a month that the rules accept; null where nobody contributes.
 * @throws RuleBroken `pledge-missing`, `field-not-needed`, `pledge-outside-rules`
 */
export function pledgeAccepted(rules: Rules, declared: DeclaredPledge): Cents | null {
  const { pledge, monthlyNetIncome } = declared;
  if (rules.contribution.mode === 'none') {
    if (pledge !== null || monthlyNetIncome !== null)
      throw new RuleBroken('field-not-needed', { field: 'pledgeCents' });
    return null;
  }
  if (monthlyNetIncome !== null && rules.contribution.mode !== 'income-share') {
    throw new RuleBroken('field-not-needed', { field: 'monthlyNetIncomeCents' });
  }
  const amount = monthlyNetIncome === null ? pledge : pledgeFromIncome(rules, monthlyNetIncome);
  if (amount === null) throw new RuleBroken('pledge-missing');
  checkPledge(rules, amount, monthlyNetIncome === null ? '/pledgeCents' : '/monthlyNetIncomeCents');
  return amount;
}

/**
 * The answers to keep with a pledge; null when none were given. The amount need not be the one that they propose.
 * @throws RuleBroken `field-not-needed` where the rules do not keep answers, `guided-answer-unknown`
 */
export function answersKept(rules: Rules, { guided }: Pick<DeclaredPledge, 'guided'>): GuidedAnswers | null {
  if (!guided) return null;
  const { contribution } = rules;
  if (contribution.mode !== 'guided' || !contribution.keepAnswers) {
    throw new RuleBroken('field-not-needed', { field: 'guided' });
  }
  checkGuidedAnswers(rules, guided);
  return guided;
}

/**
 * Checks the day somebody joins: within fifty years back and one year ahead.
 * @throws RuleBroken `joined-on-out-of-range`
 */
export function checkJoining(joinedOn: Day, today: Day): void {
  const tooEarly = compareDays(joinedOn, today.subtract({ years: 50 })) < 0;
  const tooLate = compareDays(joinedOn, today.add({ years: 1 })) > 0;
  if (tooEarly || tooLate) throw new RuleBroken('joined-on-out-of-range', { joinedOn: joinedOn.toString() });
}

/** The next month that has not begun: a changed pledge, a pause or a departure takes effect from then at the earliest. */
export function nextUnopenedMonth(today: Day, started: readonly Month[]): Month {
  return started.reduce(
    (next, month) => (compareMonths(month, next) >= 0 ? month.add({ months: 1 }) : next),
    monthOfDay(today),
  );
}

/**
 * Checks a month asked for against the first one that is still open.
 * @throws RuleBroken `month-already-begun` with the first open month
 */
export function checkUnopened(month: Month, firstOpen: Month): void {
  if (compareMonths(month, firstOpen) < 0) {
    throw new RuleBroken('month-already-begun', { month: month.toString(), firstOpenMonth: firstOpen.toString() });
  }
}

/**
 * Checks the day from which a household is another: after the first day of the last month that has begun, whose dues
 * count the people of that day. @throws RuleBroken `month-already-begun`
 */
export function checkComposition(changesOn: Day, firstOpenMonth: Month): void {
  const begun = firstOpenMonth.subtract({ months: 1 });
  if (compareDays(changesOn, begun.toPlainDate({ day: 1 })) > 0) return;
  throw new RuleBroken('month-already-begun', { month: begun.toString(), firstOpenMonth: firstOpenMonth.toString() });
}

/** A pause, whole months, both included; without end when `until` is null. */
export interface PauseSpan {
  readonly from: Month;
  readonly until: Month | null;
}

/** Checks that a new pause has a month and touches none there is. @throws RuleBroken `pause-ends-before-it-begins`, `pause-overlaps` */
export function checkPause(pause: PauseSpan, others: readonly PauseSpan[]): void {
  const ends = ({ until }: PauseSpan, from: Month): boolean => until !== null && compareMonths(until, from) < 0;
  if (pause.until !== null && compareMonths(pause.until, pause.from) < 0) {
    throw new RuleBroken('pause-ends-before-it-begins', {
      from: pause.from.toString(),
      until: pause.until.toString(),
    });
  }
  const touching = others.find((other) => !ends(other, pause.from) && !ends(pause, other.from));
  if (touching) throw new RuleBroken('pause-overlaps', { from: touching.from.toString() });
}

/** How much of a person is in a unit, in whole per cents. */
export interface CustodyShare {
  readonly accountUnitId: string;
  readonly sharePercent: number;
}

/** Checks that a person is never more than whole. @throws RuleBroken `custody-over-whole` */
export function checkCustody(shares: readonly CustodyShare[]): void {
  const total = shares.reduce((sum, { sharePercent }) => sum + sharePercent, 0);
  const units = new Set(shares.map(({ accountUnitId }) => accountUnitId));
  if (total > 100 || units.size < shares.length) throw new RuleBroken('custody-over-whole', { percent: total });
}

/** Checks that a household is there in a month to come. @throws RuleBroken `already-left` */
export function checkStays(lastMonth: Month | null, from: Month): void {
  if (lastMonth !== null && compareMonths(lastMonth, from) < 0) {
    throw new RuleBroken('already-left', { lastMonth: lastMonth.toString() });
  }
}
