// A late due as a screen shows it: what is owed, since when, why, what comes next, what was agreed.
import type { Day } from '../kernel/calendar';
import type { DunningRule } from '../rules/arrears-rules';
import { lateSince, nextStep, standingOf } from './next-step';
import type { Late } from './step-taken';

/** A late due; amounts in cents, days as ISO texts. */
export interface ArrearsView {
  readonly dueId: string;
  readonly accountUnitId: string;
  readonly label: string;
  readonly month: string;
  readonly dueOn: string;
  readonly lateSince: string;
  readonly receivedCents: number;
  readonly owedCents: number;
  /** A debit is under way: this is not unpaid yet. */
  readonly pending: boolean;
  readonly reasonClass: string | null;
  readonly next: 'reminder' | 'retry' | 'call' | 'nothing';
  /** When, if it is not now; why, where it is a call or nothing. */
  readonly nextOn: string | null;
  readonly nextWhy: string | null;
  readonly agreement: 'open' | 'kept' | 'broken' | null;
  readonly triesToReach: number;
}

/** How a late due is shown on a day. */
export function arrearsView(
  late: Late & { readonly label: string; readonly triesToReach: number },
  policy: DunningRule,
  today: Day,
): ArrearsView {
  const { due, history } = late;
  const next = nextStep(due, history, policy, today);
  return {
    dueId: late.dueId,
    accountUnitId: late.accountUnitId,
    label: late.label,
    month: late.month,
    dueOn: due.dueOn.toString(),
    lateSince: lateSince(due).toString(),
    receivedCents: due.received,
    owedCents: due.owed,
    pending: due.underWay,
    reasonClass: due.failures.at(-1)?.reasonClass ?? null,
    next: next.kind === 'wait' ? next.for : next.kind,
    nextOn: next.kind === 'wait' ? next.until.toString() : null,
    nextWhy: next.kind === 'call' || next.kind === 'nothing' ? next.why : null,
    agreement: history.agreement && standingOf(history.agreement, due.received, today).state,
    triesToReach: late.triesToReach,
  };
}
