// Does the sums of draws in this process: for a demonstration and for tests, where nobody waits for anything else.
import type { LinearSolver } from '../sortition/linear-solver';
import { type AnswerTo, answerOf, DrawSolving, type SolvingTask } from './solving';

/** Answers here and now; the solver is loaded at the first question. */
export class SolvingHere extends DrawSolving {
  private loaded: Promise<LinearSolver> | undefined;

  constructor(private readonly load: () => Promise<LinearSolver>) {
    super();
  }

  async answer<Task extends SolvingTask>(_name: string, task: Task): Promise<AnswerTo<Task>> {
    const solver = await (this.loaded ??= this.load());
    return answerOf(task, solver, () => undefined) as AnswerTo<Task>;
  }
}
