// A due that is unpaid at the fund's deadline, where credit follows it: a named person chooses (settled question 3).
import { compareDays, type Day } from '../kernel/calendar';
import { RuleBroken } from '../kernel/rule-broken';
import type { Rules } from '../rules/rules';

/** What is chosen: credit all the same, look again on a later day, or no credit for this month. */
export const UNPAID_CHOICES = ['credit', 'wait', 'refuse'] as const;
export type UnpaidChoice = (typeof UNPAID_CHOICES)[number];

/** What is known of a unit's own due when a choice is asked for. */
export interface UnpaidDue {
  readonly dueOn: Day;
  readonly paid: boolean;
  /** An attempt to collect it is under way: pending is not unpaid. */
  readonly underWay: boolean;
  readonly credited: boolean;
  /** The last choice; null when none was made. */
  readonly choice: UnpaidChoice | null;
}

/** The last day on which a due can be paid without anybody having to choose; null where credit does not follow it. */
export function deadlineOf(rules: Rules, dueOn: Day): Day | null {
  return rules.credited.mode === 'day-of-month' ? null : dueOn.add({ days: rules.unpaid.deadlineDays });
}

/**
 * Whether somebody has to choose: after the deadline, while there is no credit and no attempt under way. Who waits stays
 * on the list; who was refused leaves it, and comes back when the due is paid after all: nothing is silently withheld.
 * What was forgiven or cancelled is unpaid too.
 */
export function awaitsChoice(rules: Rules, due: UnpaidDue, today: Day): boolean {
  const deadline = deadlineOf(rules, due.dueOn);
  if (due.credited || due.choice === 'credit' || deadline === null) return false;
  if (due.choice === 'refuse') return due.paid;
  return !due.paid && !due.underWay && compareDays(today, deadline) > 0;
}

/** Whether a choice, or the due itself where none stands against it, brings the credit of the month. */
export function bringsCredit(choice: UnpaidChoice | null, answered: boolean): boolean {
  return choice === 'credit' || (answered && choice !== 'refuse');
}

/**
 * Checks a choice before it is recorded.
 * @throws RuleBroken `choice-not-awaited` when nobody has to choose, `wait-not-later` when a wait names no later day
 */
export function checkChoice(
  { choice, until }: { readonly choice: UnpaidChoice; readonly until: Day | null },
  awaited: boolean,
  today: Day,
): void {
  if (!awaited) throw new RuleBroken('choice-not-awaited');
  const later = until !== null && compareDays(until, today) > 0;
  if ((choice === 'wait') !== later || (choice !== 'wait' && until !== null)) {
    throw new RuleBroken('wait-not-later', { today: today.toString() });
  }
}
