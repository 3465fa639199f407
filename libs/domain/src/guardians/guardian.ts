// Somebody who sees or acts for a member who cannot or does not want to: from a day on, as far as it is said.
import { compareDays, type Day } from '../kernel/calendar';
import { RuleBroken } from '../kernel/rule-broken';

/** What they are to the member. */
export const GUARDIAN_KINDS = ['guardian', 'relative', 'other'] as const;
export type GuardianKind = (typeof GUARDIAN_KINDS)[number];

/** How far it goes: seeing the member's account, or also acting on it as the member could. */
export const GUARDIAN_SCOPES = ['sees', 'acts'] as const;
export type GuardianScope = (typeof GUARDIAN_SCOPES)[number];

/** A dated charge; `until` is the last day included, null while it has no end. */
export interface Charge {
  readonly scope: GuardianScope;
  readonly from: Day;
  readonly until: Day | null;
}

/** Whether a charge holds on a day for what is wanted: who may act may also see. */
export function holdsFor(wanted: GuardianScope, charge: Charge, day: Day): boolean {
  const inForce = compareDays(charge.from, day) <= 0 && (charge.until === null || compareDays(day, charge.until) <= 0);
  return inForce && (wanted === 'sees' || charge.scope === 'acts');
}

/**
 * Checks who is to act for whom, and when: from today or later, within a year; nobody is their own guardian.
 * @throws RuleBroken `guardian-of-oneself`, `guardian-from-out-of-range`, `guardian-ends-before-it-begins`
 */
export function checkCharge(
  charge: { personId: string; forPersonId: string; from: Day; until: Day | null },
  today: Day,
): void {
  if (charge.personId === charge.forPersonId) throw new RuleBroken('guardian-of-oneself');
  const tooLate = compareDays(charge.from, today.add({ years: 1 })) > 0;
  if (compareDays(charge.from, today) < 0 || tooLate) {
    throw new RuleBroken('guardian-from-out-of-range', { from: charge.from.toString(), today: today.toString() });
  }
  if (charge.until !== null && compareDays(charge.until, charge.from) < 0) {
    throw new RuleBroken('guardian-ends-before-it-begins');
  }
}

/**
 * The last day of a charge that is ended: not before today, so that what was done in its time stays explained; one that
 * has not begun ends on its eve, and never held. @throws RuleBroken `guardian-end-in-past`
 */
export function lastDayOf(charge: Charge, asked: Day, today: Day): Day {
  if (compareDays(asked, today.subtract({ days: 1 })) < 0) {
    throw new RuleBroken('guardian-end-in-past', { lastDay: asked.toString(), today: today.toString() });
  }
  return compareDays(asked, charge.from) < 0 ? charge.from.subtract({ days: 1 }) : asked;
}
