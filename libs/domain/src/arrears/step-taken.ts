// A step as it is kept and told: which one of its kind it is, and what the person reads of it.
import type { Day } from '../kernel/calendar';
import type { Cents } from '../kernel/money';
import type { DunningRule } from '../rules/arrears-rules';
import { type History, type LateDue, nextStep, type StepKind } from './next-step';

/** A late due as a step sees it. */
export interface Late {
  readonly dueId: string;
  readonly accountUnitId: string;
  readonly month: string;
  readonly due: LateDue;
  readonly history: History;
  readonly attemptNo: number;
}

/** A step to keep: the how-manieth of its kind, why, and which attempt it follows. */
interface Step {
  readonly dueId: string;
  readonly kind: StepKind;
  readonly no: number;
  readonly why: string;
  readonly afterAttempt: number;
}

/** Something to tell about it; there is no deadline: nothing is lost by not paying in time. */
interface Told {
  readonly key: string;
  readonly kind: 'arrears-reminder' | 'arrears-retry';
  readonly accountUnitId: string;
  readonly personId: null;
  readonly facts: {
    readonly dueId: string;
    readonly month: string;
    readonly owedCents: Cents;
    readonly collectOn?: string;
  };
  readonly deadlineDays: null;
}

/** The step to take today for a late due; null when there is none, or its rules are not known. */
export function stepOf(late: Late, policy: DunningRule | undefined, today: Day): Step | null {
  if (!policy) return null;
  const next = nextStep(late.due, late.history, policy, today);
  if (next.kind === 'wait' || next.kind === 'nothing') return null;
  return {
    dueId: late.dueId,
    kind: next.kind,
    no: late.history.steps.filter(({ kind }) => kind === next.kind).length + 1,
    why: next.kind === 'call' ? next.why : (late.due.failures.at(-1)?.reasonClass ?? 'never-came'),
    afterAttempt: late.attemptNo,
  };
}

/** What is told of a step: of a reminder and of a new try; of a call nothing, since somebody speaks. */
export function noticeOf(late: Late, step: Step, today: Day): Told | null {
  if (step.kind === 'call') return null;
  const { dueId, accountUnitId, month, due } = late;
  const facts = { dueId, month, owedCents: due.owed };
  return {
    key: keyOf(dueId, step.kind, step.no),
    kind: `arrears-${step.kind}`,
    accountUnitId,
    personId: null,
    facts: step.kind === 'retry' ? { ...facts, collectOn: today.toString() } : facts,
    deadlineDays: null,
  };
}

/** What was forgiven of a due, in cents. */
export interface Forgiven {
  readonly forgivenessId: string;
  readonly accountUnitId: string;
  readonly month: string;
  readonly forgivenCents: number;
}

/** What is told of it, so that nobody goes on worrying about what is not asked any more. */
export function forgivenNotice({ forgivenessId, accountUnitId, ...facts }: Forgiven): ForgivenTold {
  const kind = 'arrears-forgiven';
  return { key: `${kind}/${forgivenessId}`, kind, accountUnitId, personId: null, facts, deadlineDays: null };
}

interface ForgivenTold extends Omit<Told, 'kind' | 'facts'> {
  readonly kind: 'arrears-forgiven';
  readonly facts: { readonly month: string; readonly forgivenCents: number };
}

const MOST_OF_A_KIND = 2; // the rules allow two new tries at most

/** Every key under which something can have been written about a due. */
export function noticeKeysOf(dueId: string): string[] {
  const numbers = Array.from({ length: MOST_OF_A_KIND }, (_, index) => index + 1);
  return (['reminder', 'retry'] as const).flatMap((kind) => numbers.map((no) => keyOf(dueId, kind, no)));
}

function keyOf(dueId: string, kind: 'reminder' | 'retry', no: number): string {
  return `arrears-${kind}/${dueId}/${no}`;
}
