// The long sums of a draw, as they are asked of whoever does them: a child process, so that nothing else waits meanwhile.
import { cents } from '../kernel/money';
import { mostServedFirst } from '../lotteries/admission-lottery';
import { type KeptOut, outlookOf } from '../lotteries/admission-outlook';
import type { DrawProblem } from '../sortition/draw-problem';
import type { FairLottery, Fairness, Feasibility, Relaxation } from '../sortition/fair-lottery';
import type { LinearSolver } from '../sortition/linear-solver';
import { fairest } from '../sortition/fairest';
import { feasibility, whyNeverDrawable } from '../sortition/feasibility';
import { panelsOf } from '../sortition/panels-of';
import { replacements } from '../sortition/replacements';
import { servedBy } from './terms';

/** Is any panel possible, and who can never be drawn? */
export interface CheckTask {
  readonly kind: 'check';
  readonly problem: DrawProblem;
  /** Places of the entries that come first if they fit in; null: the draw knows of no such thing. */
  readonly servedFirst: readonly number[] | null;
}

/** Which lottery is the fairest, and which panels give it? */
export interface SolveTask {
  readonly kind: 'solve';
  readonly problem: DrawProblem;
  readonly method: Fairness;
  readonly panels: number;
}

/** Who takes the seats that became free? */
export interface ReplaceTask {
  readonly kind: 'replace';
  readonly problem: DrawProblem;
  /** Places of the entries that sit, with those who leave. */
  readonly panel: readonly number[];
  readonly gone: readonly number[];
  /** Places of those who stand by, in the published order. */
  readonly order: readonly number[];
}

export type SolvingTask = CheckTask | SolveTask | ReplaceTask;

/** Somebody who cannot be drawn, by place: the rows that keep them out and, of an admission, what that comes from. */
export interface NeverNow {
  readonly entry: number;
  readonly rows: readonly string[];
  readonly reasons: readonly KeptOut[];
}

/** What a check found. */
export interface Checked {
  readonly kind: 'check';
  readonly feasibility: Feasibility;
  /** How many of those who come first are drawn for sure: as many as fit in together. */
  readonly served: number;
  readonly never: readonly NeverNow[];
}

/** The fairest lottery and the panels of equal chance that give it. */
export interface SolvedDraw {
  readonly kind: 'solve';
  readonly proof: FairLottery;
  readonly panels: readonly (readonly number[])[];
}

/** Who follows, by place, and the bounds that had to give way. */
export interface Replaced {
  readonly kind: 'replace';
  readonly entries: readonly number[];
  readonly deviation: readonly Relaxation[];
}

/** The answer to each kind of task. */
export type AnswerTo<Task extends SolvingTask> = Task extends CheckTask
  ? Checked
  : Task extends SolveTask
    ? SolvedDraw
    : Replaced;
export type SolvingAnswer = Checked | SolvedDraw | Replaced;

/** What whoever waits for an answer hears, and says. */
export interface Watcher {
  /** Told every second or so how far it is. @returns whether to go on: false has it given up */
  goesOn(done: number, total: number): Promise<boolean>;
}

/** Thrown when a watcher gave a task up. */
export class SolvingGivenUp extends Error {
  constructor() {
    super('the solving was given up');
    this.name = 'SolvingGivenUp';
  }
}

/** Whoever does the sums; the same task has the same answer, wherever and however often it is asked. */
export abstract class DrawSolving {
  /**
   * Does a task under a name; one that is under way here under the same name is not begun twice.
   * @throws SolvingGivenUp when the watcher says so @throws Error when the process ended, or the name is taken
   */
  abstract answer<Task extends SolvingTask>(name: string, task: Task, watcher: Watcher): Promise<AnswerTo<Task>>;
}

/** Does a task here and now, which takes its time: to be called where nothing else waits. */
export function answerOf(
  task: SolvingTask,
  solver: LinearSolver,
  tell: (done: number, total: number) => void,
): SolvingAnswer {
  switch (task.kind) {
    case 'check':
      return checked(task, solver);
    case 'solve': {
      const { problem, method, panels } = task;
      let far = { done: 0, of: 1 };
      const proof = fairest(problem, {
        solver,
        method,
        // Only where it counts towards something known is it a progress; elsewhere it is a sign of life.
        onProgress: ({ done, of }) => {
          if (of !== undefined) far = { done, of };
          tell(far.done, far.of);
        },
      });
      return { kind: 'solve', proof, panels: panelsOf(problem, proof, panels) };
    }
    case 'replace':
      return { kind: 'replace', ...replacements(task.problem, task.panel, task, solver) };
  }
}

function checked({ problem, servedFirst }: CheckTask, solver: LinearSolver): Checked {
  if (problem.entries.length === 0) return nobody(problem);
  const found = feasibility(problem, solver);
  if (found.status === 'infeasible') return { kind: 'check', feasibility: found, served: 0, never: [] };
  const served = servedFirst === null ? 0 : mostServedFirst({ problem, servedFirst }, solver);
  const drawn = servedBy({ problem, servedFirst }, served);
  const never = drawn.entries
    .map((_, entry) => ({ entry, rows: whyNeverDrawable(drawn, entry, solver), reasons: [] }))
    .filter(({ rows }) => rows.length > 0);
  return {
    kind: 'check',
    feasibility: found,
    served,
    never: servedFirst === null ? never : told(drawn, never, solver),
  };
}

/** The same with what it comes from; without a budget nothing is taken of it. */
function told(problem: DrawProblem, never: readonly NeverNow[], solver: LinearSolver): NeverNow[] {
  const entries = never.map(({ entry }) => entry);
  const outlook = outlookOf(problem, entries, { solver, taken: cents(0), growth: 0 });
  return never.map((one, place) => ({ ...one, reasons: outlook[place]?.reasons ?? [] }));
}

/** Nobody stands: every minimum would have to give way. */
function nobody({ rows }: DrawProblem): Checked {
  const relaxations = rows.flatMap(({ key, min }): Relaxation[] =>
    (min ?? 0) > 0 ? [{ row: key, side: 'min', from: min ?? 0, to: 0 }] : [],
  );
  return { kind: 'check', feasibility: { status: 'infeasible', cause: 'size', relaxations }, served: 0, never: [] };
}
