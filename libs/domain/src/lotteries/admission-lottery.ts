// The lottery of an admission draw: who is served first, then the fairest chances, by money or without regard to it.
import { RuleBroken } from '../kernel/rule-broken';
import { cappedLottery } from '../sortition/capped-lottery';
import type { DrawProblem } from '../sortition/draw-problem';
import type { FairLottery, Relaxation } from '../sortition/fair-lottery';
import { fairest } from '../sortition/fairest';
import { feasibility } from '../sortition/feasibility';
import type { LinearSolver } from '../sortition/linear-solver';
import {
  type AdmissionProblem,
  admissionProblem,
  type AdmissionTerms,
  type Applicant,
  servingFirst,
} from './admission-problem';

/** What the lottery is made with. */
export interface AdmissionWork {
  readonly solver: LinearSolver;
  /** How near to the optimum is near enough, in chance per ticket. */
  readonly eps?: number;
  readonly stopped?: () => boolean;
}

/** A lottery, or why there is none. */
export type AdmissionLottery =
  | {
      readonly status: 'feasible';
      readonly ready: AdmissionProblem;
      /** What was solved: with the row of those who are served first, where there are any. */
      readonly problem: DrawProblem;
      readonly lottery: FairLottery;
      /** The cap it keeps; null: none. */
      readonly maxChanceRatio: number | null;
      /** How many entries have waited so long that they come first, and how many of them are drawn for sure together. */
      readonly first: { readonly waiting: number; readonly served: number };
    }
  | {
      readonly status: 'infeasible';
      readonly cause: 'quota' | 'household' | 'size' | 'budget' | 'cap';
      readonly relaxations: readonly Relaxation[];
    };

/**
 * The lottery of an admission draw; of nobody where nobody waits. The same list and terms give the same lottery, on any machine.
 * @throws RuleBroken admission-terms-impossible as {@link admissionProblem} says
 */
export function admissionLottery(
  applicants: readonly Applicant[],
  terms: AdmissionTerms,
  work: AdmissionWork,
): AdmissionLottery {
  const { solver } = work;
  const ready = admissionProblem(applicants, terms);
  const maxChanceRatio = terms.budget === null ? null : terms.maxChanceRatio === undefined ? 1 : terms.maxChanceRatio;
  if (applicants.length === 0) {
    const first = { waiting: 0, served: 0 };
    return { status: 'feasible', ready, problem: ready.problem, lottery: NOBODY, maxChanceRatio, first };
  }
  const found = feasibility(ready.problem, solver);
  if (found.status === 'infeasible') return found;
  const served = mostServedFirst(ready, solver);
  const problem = ready.servedFirst.length === 0 ? ready.problem : servingFirst(ready, served);
  const lottery = fairLottery(problem, { ...work, maxChanceRatio, exempt: ready.servedFirst });
  if (lottery === null) return { status: 'infeasible', cause: 'cap', relaxations: [] };
  const first = { waiting: ready.servedFirst.length, served };
  return { status: 'feasible', ready, problem, lottery, maxChanceRatio, first };
}

/** What is known before it is decided how many of those who come first are drawn for sure. */
export type ReadyToServe = Pick<AdmissionProblem, 'problem' | 'servedFirst'>;

/** How many of those who come first fit into one panel, at most; of a problem that some panel keeps. */
export function mostServedFirst(ready: ReadyToServe, solver: LinearSolver): number {
  let low = 0;
  let high = ready.servedFirst.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (feasibility(servingFirst(ready, middle), solver).status === 'feasible') low = middle;
    else high = middle - 1;
  }
  return low;
}

type Work = AdmissionWork & { readonly maxChanceRatio: number | null; readonly exempt: readonly number[] };

/** Null where no lottery keeps the cap. */
function fairLottery(problem: DrawProblem, { maxChanceRatio, ...work }: Work): FairLottery | null {
  if (maxChanceRatio === null) return fairest(problem, { ...work, method: 'leximin' });
  try {
    return cappedLottery(problem, { ...work, ratio: maxChanceRatio });
  } catch (error) {
    if (error instanceof RuleBroken && error.facts['cause'] === 'cap') return null;
    throw error;
  }
}

/** Without anybody on the list there is one panel, and nothing to prove. */
const NOBODY: FairLottery = {
  method: 'leximin',
  status: 'optimal',
  eps: 1e-6,
  chances: [],
  panels: [{ entries: [], chance: 1 }],
  neverDrawable: [],
  certificate: { levels: [] },
};

/** What a lottery promises: chances per ticket, and what comes out of it on average. Places are account units. */
export interface AdmissionFigures {
  /** Over everybody: 0 where someone cannot be drawn now. */
  readonly minChancePerTicket: number;
  /** Over those who can be drawn. */
  readonly minPositiveChancePerTicket: number;
  readonly maxChancePerTicket: number;
  readonly expectedPlaces: number;
}

/** The figures of a lottery. */
export function admissionFigures({ entries }: DrawProblem, { chances }: FairLottery): AdmissionFigures {
  const perTicket = entries.map(({ tickets }, place) => (chances[place] ?? 0) / tickets);
  const positive = perTicket.filter((chance) => chance > 0);
  return {
    minChancePerTicket: perTicket.reduce((least, chance) => Math.min(least, chance), perTicket.length > 0 ? 1 : 0),
    minPositiveChancePerTicket: positive.reduce(
      (least, chance) => Math.min(least, chance),
      positive.length > 0 ? 1 : 0,
    ),
    maxChancePerTicket: perTicket.reduce((most, chance) => Math.max(most, chance), 0),
    expectedPlaces: entries.reduce((sum, { amounts }, place) => sum + (chances[place] ?? 0) * (amounts[0] ?? 0), 0),
  };
}
