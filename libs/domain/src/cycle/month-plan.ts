// Which steps of a month are to be done now: the order of a month, and nothing of what the steps do.
import { compareDays, compareMonths, type Day, lastDay, type Month, monthOfDay } from '../kernel/calendar';
import { creditIsDue } from '../allocations/credit-terms';
import { dueDay } from '../contributions/contribution';
import type { Rules } from '../rules/rules';

/** The steps of a month, in the order of its days. */
export type MonthStep = 'open-dues' | 'collect' | 'credit' | 'close';

/** How a step stands; none: it was never begun. */
export type StepState = 'running' | 'done' | 'stopped' | undefined;

/** A month that has begun and is not closed. */
export interface OpenMonth {
  readonly month: Month;
  readonly rules: Rules;
  readonly steps: Readonly<Record<MonthStep, StepState>>;
}

/**
 * The months to begin on a day, earliest first: every month since the last one that began, up to the present one, so
 * that none is skipped; the first one ever is the present month, or the first that rules are in force in when later.
 */
export function monthsToBegin(today: Day, lastBegun: Month | null, firstOfRules: Month | null): Month[] {
  const present = monthOfDay(today);
  if (!firstOfRules) return [];
  const first = lastBegun
    ? lastBegun.add({ months: 1 })
    : compareMonths(present, firstOfRules) >= 0
      ? present
      : firstOfRules;
  const months: Month[] = [];
  for (let month = first; compareMonths(month, present) <= 0; month = month.add({ months: 1 })) months.push(month);
  return months;
}

/**
 * The steps of a month that are due on a day and can be done now. Dues open with the month; they are collected from the
 * fund's day on; allocations are credited from theirs; the month closes when it is over, and never waits for debits.
 * A step that stopped is asked for again: it looks once more whether it can go on.
 */
export function stepsDue(open: OpenMonth, today: Day): MonthStep[] {
  if (open.steps['open-dues'] !== 'done') return ['open-dues'];
  const due: MonthStep[] = [];
  if (isCollectDue(open, today)) due.push('collect');
  if (isCreditDue(open, today)) due.push('credit');
  if (isCloseDue(open, today)) due.push('close');
  return due;
}

function isByDebit({ rules }: OpenMonth): boolean {
  return rules.contribution.mode !== 'none' && rules.collection.mode === 'direct-debit';
}

function isCollectDue(open: OpenMonth, today: Day): boolean {
  return isByDebit(open) && open.steps.collect !== 'done' && compareDays(today, dueDay(open.month, open.rules)) >= 0;
}

// Where credit follows the contribution there is always a late one to look for. After days without a worker both are
// due at once: what is to be collected is asked for first, so that a mean is not taken before anything could come in.
function isCreditDue(open: OpenMonth, today: Day): boolean {
  const { month, rules, steps } = open;
  if (steps.collect !== 'stopped' && isCollectDue(open, today)) return false;
  const follows = rules.credited.mode !== 'day-of-month';
  return (follows || steps.credit !== 'done') && creditIsDue(rules, month, today);
}

function isCloseDue(open: OpenMonth, today: Day): boolean {
  const tried = (step: StepState): boolean => step === 'done' || step === 'stopped';
  const { month, steps } = open;
  if (steps.close === 'done' || compareDays(today, lastDay(month)) <= 0) return false;
  return tried(steps.credit) && (!isByDebit(open) || tried(steps.collect));
}
