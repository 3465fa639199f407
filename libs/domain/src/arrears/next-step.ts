// What follows a contribution that did not come: wait, remind kindly, try once more, have a person call. Credit is never
// touched by any of it.
import { compareDays, type Day } from '../kernel/calendar';
import type { Cents } from '../kernel/money';
import type { DunningRule, ReasonClass } from '../rules/arrears-rules';

/** A debit that did not go through, or came back after it had. */
export interface Failure {
  readonly on: Day;
  readonly reasonClass: ReasonClass;
  readonly returned: boolean;
}

/** A due that its day has left behind, as the steps see it; failures oldest first. */
export interface LateDue {
  readonly dueOn: Day;
  readonly owed: Cents;
  readonly received: Cents;
  /** A debit is scheduled or under way: pending is not unpaid. */
  readonly underWay: boolean;
  readonly failures: readonly Failure[];
}

/** The steps there are. */
export type StepKind = 'reminder' | 'retry' | 'call';

/** A step that was taken. */
export interface StepTaken {
  readonly kind: StepKind;
  readonly on: Day;
}

/** What was agreed with the person: so much received in all by each day. */
export interface Agreement {
  readonly kind: 'promise' | 'instalments';
  readonly parts: readonly { readonly on: Day; readonly through: Cents }[];
}

/** What has happened since; steps oldest first. */
export interface History {
  readonly steps: readonly StepTaken[];
  /** The last day on which somebody spoke with the unit; who was not reached does not count. */
  readonly spokenOn: Day | null;
  readonly agreement: Agreement | null;
  /** The day on which the bank or somebody said that the person has died, unless somebody said since to go on. */
  readonly deceasedOn: Day | null;
}

/** Why a person is to call. */
export type CallReason = 'deceased' | 'promise-broken' | 'instalment-missed' | 'still-owed';

/** What is to be done now, or until when there is nothing to do and why. */
export type NextStep =
  | { readonly kind: 'reminder' }
  | { readonly kind: 'retry'; readonly retryNo: number }
  | { readonly kind: 'call'; readonly why: CallReason }
  | { readonly kind: 'wait'; readonly until: Day; readonly for: StepKind }
  | { readonly kind: 'nothing'; readonly why: Quiet };

/** Why nothing is to be done. */
export type Quiet = 'settled' | 'pending' | 'agreed' | 'to-be-called' | 'with-a-person' | 'policy-ended';

/**
 * The one next step of a due under the rules it was called with. Nothing while money is under way, while what was agreed
 * is kept, or while a call waits to be made; never a reminder or a new try once somebody may have died: a person looks.
 * At most one step of a due a day. Reminder and call count from the day it was due (or came back after payment), a new
 * try from the failure, of the right classes only; a person calls after all tries, and again when as many days pass.
 */
export function nextStep(due: LateDue, history: History, policy: DunningRule, today: Day): NextStep {
  if (due.owed <= 0) return { kind: 'nothing', why: 'settled' };
  if (due.underWay) return { kind: 'nothing', why: 'pending' };
  const call = lastOf(history, 'call');
  const waiting = call !== null && (history.spokenOn === null || compareDays(history.spokenOn, call) < 0);
  if (waiting) return { kind: 'nothing', why: 'to-be-called' };
  if (history.deceasedOn) {
    const looked = call !== null && compareDays(call, history.deceasedOn) >= 0;
    return looked ? { kind: 'nothing', why: 'with-a-person' } : { kind: 'call', why: 'deceased' };
  }
  const agreed = underAgreement(due, history, call, today);
  return agreed ?? withoutAgreement(due, history, policy, today);
}

/** The day since which a due is late: its day, or the last on which a payment came back. */
export function lateSince(due: Pick<LateDue, 'dueOn' | 'failures'>): Day {
  return due.failures.findLast(({ returned }) => returned)?.on ?? due.dueOn;
}

/** Where an agreement stands: kept so far, kept to the end, or broken since the day of the first part that is missing. */
export function standingOf(
  agreement: Agreement,
  received: Cents,
  today: Day,
): { readonly state: 'open' | 'kept' | 'broken'; readonly brokenOn: Day | null } {
  const missing = agreement.parts.filter(({ through }) => received < through);
  const broken = missing.find(({ on }) => compareDays(on, today) < 0);
  if (broken) return { state: 'broken', brokenOn: broken.on };
  return { state: missing.length === 0 ? 'kept' : 'open', brokenOn: null };
}

function underAgreement(due: LateDue, { agreement }: History, call: Day | null, today: Day): NextStep | null {
  if (!agreement) return null;
  const { state, brokenOn } = standingOf(agreement, due.received, today);
  if (state === 'open') return { kind: 'nothing', why: 'agreed' };
  if (brokenOn && (call === null || compareDays(call, brokenOn) <= 0)) {
    return { kind: 'call', why: agreement.kind === 'promise' ? 'promise-broken' : 'instalment-missed' };
  }
  return null;
}

interface Planned {
  readonly on: Day;
  readonly step: Extract<NextStep, { readonly kind: StepKind }>;
}

function withoutAgreement(due: LateDue, history: History, policy: DunningRule, today: Day): NextStep {
  const planned = earliest(plannedSteps(due, history, policy));
  if (!planned) return { kind: 'nothing', why: 'policy-ended' };
  const last = history.steps.at(-1)?.on;
  const on = last && compareDays(planned.on, last) <= 0 ? last.add({ days: 1 }) : planned.on;
  return compareDays(on, today) <= 0 ? planned.step : { kind: 'wait', until: on, for: planned.step.kind };
}

function plannedSteps(due: LateDue, history: History, policy: DunningRule): Planned[] {
  const since = lateSince(due);
  const planned: Planned[] = [];
  const called = lastOf(history, 'call') !== null;
  if (policy.remindAfterDays !== null && lastOf(history, 'reminder') === null && !called) {
    planned.push({ on: since.add({ days: policy.remindAfterDays }), step: { kind: 'reminder' } });
  }
  const retry = called ? null : plannedRetry(due, history, policy);
  if (retry) planned.push(retry);
  if (policy.callAfterDays !== null) {
    const from = history.spokenOn && compareDays(history.spokenOn, since) > 0 ? history.spokenOn : since;
    const on = from.add({ days: policy.callAfterDays });
    // A person calls last: what is still to be tried comes first, however late it is.
    const after = retry && compareDays(retry.on, on) >= 0 ? retry.on.add({ days: 1 }) : on;
    planned.push({ on: after, step: { kind: 'call', why: 'still-owed' } });
  }
  return planned;
}

function plannedRetry({ failures }: LateDue, { steps }: History, policy: DunningRule): Planned | null {
  const made = steps.filter(({ kind }) => kind === 'retry').length;
  const rule = policy.retries[made];
  const failure = failures.at(-1);
  if (!rule || !failure || !rule.classes.includes(failure.reasonClass)) return null;
  return { on: failure.on.add({ days: rule.afterDays }), step: { kind: 'retry', retryNo: made + 1 } };
}

function lastOf({ steps }: History, kind: StepKind): Day | null {
  return steps.findLast((step) => step.kind === kind)?.on ?? null;
}

function earliest(planned: readonly Planned[]): Planned | null {
  return planned.reduce<Planned | null>(
    (first, one) => (first === null || compareDays(one.on, first.on) < 0 ? one : first),
    null,
  );
}
