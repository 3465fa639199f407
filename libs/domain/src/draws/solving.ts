// The long sums of a draw, as they are asked of whoever does them: a child process, so that nothing else waits meanwhile.
import type { DrawProblem } from '../sortition/draw-problem';
import type { FairLottery, Fairness, Feasibility, Relaxation } from '../sortition/fair-lottery';
import type { LinearSolver } from '../sortition/linear-solver';
import { fairest } from '../sortition/fairest';
import { feasibility, whyNeverDrawable } from '../sortition/feasibility';
import { panelsOf } from '../sortition/panels-of';
import { replacements } from '../sortition/replacements';

/** Is any panel possible, and who can never be drawn? */
export interface CheckTask {
  readonly kind: 'check';
  readonly problem: DrawProblem;
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

/** What a check found; `never` names entries by their place, with the rows that keep them out. */
export interface Checked {
  readonly kind: 'check';
  readonly feasibility: Feasibility;
  readonly never: readonly { readonly entry: number; readonly rows: readonly string[] }[];
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

function checked({ problem }: CheckTask, solver: LinearSolver): Checked {
  if (problem.entries.length === 0) return nobody(problem);
  const found = feasibility(problem, solver);
  if (found.status === 'infeasible') return { kind: 'check', feasibility: found, never: [] };
  const never = problem.entries
    .map((_, entry) => ({ entry, rows: whyNeverDrawable(problem, entry, solver) }))
    .filter(({ rows }) => rows.length > 0);
  return { kind: 'check', feasibility: found, never };
}

/** Nobody stands: every minimum would have to give way. */
function nobody({ rows }: DrawProblem): Checked {
  const relaxations = rows.flatMap(({ key, min }): Relaxation[] =>
    (min ?? 0) > 0 ? [{ row: key, side: 'min', from: min ?? 0, to: 0 }] : [],
  );
  return { kind: 'check', feasibility: { status: 'infeasible', cause: 'size', relaxations }, never: [] };
}
