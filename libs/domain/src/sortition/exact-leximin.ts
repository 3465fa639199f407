// LEXIMIN over real panels, for pools whose fairest divided chances no lottery attains: level by level, and for each level
// panels are sought until it is proved that none is missing.
import { classModel } from './class-model';
import type { ClassProblem } from './classes';
import type { DrawProblem } from './draw-problem';
import { countsOf } from './feasibility';
import { type LinearSolver, type OpenModel, withModel } from './linear-solver';
import { classBound, type ClassLevel, multipliersOf } from './proof';
import type { ClassPanel } from './panels-of';

/** What to work with: classes never drawn, panels known, levels at most (1 for maximin), and when to stop. */
export interface ExactWork {
  readonly barred: ReadonlySet<number>;
  readonly known: readonly ClassPanel[];
  readonly most: number;
  readonly rounds: number;
  readonly stopped?: (() => boolean) | undefined;
  readonly onLevel?: ((fixed: number) => void) | undefined;
}

/** The lottery over classes, what is settled a class per ticket, and the levels; null when the work was stopped before the end. */
export interface ExactLeximin {
  readonly panels: readonly ClassPanel[];
  readonly chances: readonly number[];
  readonly levels: readonly ClassLevel[];
  readonly perTicket: readonly number[];
}

/** Weights below this are the solver's noise. */
const NOISE = 1e-7;

export function exactLeximin(
  problem: DrawProblem,
  inClasses: ClassProblem,
  solver: LinearSolver,
  work: ExactWork,
): ExactLeximin | null {
  return withModel(solver, classModel(inClasses, { whole: true, barred: work.barred }), (pricing) =>
    withModel(solver, masterOf(inClasses, work.barred), (master) =>
      new Levels(problem, inClasses, { solver, work, pricing, master }).run(),
    ),
  );
}

/** Column 0 is the smallest open chance per ticket; then a column a panel. A row a class, the last: chances sum to 1. */
function masterOf({ classes }: ClassProblem, barred: ReadonlySet<number>): Parameters<LinearSolver['open']>[0] {
  return {
    columns: [{ cost: -1, min: null, max: null }],
    rows: [
      ...classes.map(({ places, tickets }, at) => ({
        min: barred.has(at) ? null : 0,
        max: null,
        terms: [[0, -places.length * tickets] as const],
      })),
      { min: 1, max: 1, terms: [] },
    ],
  };
}

interface Tools {
  readonly solver: LinearSolver;
  readonly work: ExactWork;
  readonly pricing: OpenModel;
  readonly master: OpenModel;
}

class Levels {
  private readonly panels: ClassPanel[] = [];
  /** The row of the master in which a class stands: a new one once it is settled. */
  private readonly rowOf: number[];
  private readonly settled: (number | null)[];
  private rounds = 0;

  constructor(
    private readonly problem: DrawProblem,
    private readonly inClasses: ClassProblem,
    private readonly tools: Tools,
  ) {
    this.rowOf = inClasses.classes.map((_, at) => at);
    this.settled = inClasses.classes.map((_, at) => (tools.work.barred.has(at) ? 0 : null));
    tools.work.known.forEach((panel) => this.enter(panel));
  }

  run(): ExactLeximin | null {
    const { work } = this.tools;
    const levels: ClassLevel[] = [];
    let chances: number[] = [];
    while (levels.length < work.most && this.settled.includes(null)) {
      const solved = this.solveLevel();
      if (solved === null) return null;
      chances = [...solved.values.slice(1)];
      const level = this.levelOf(solved);
      levels.push(level);
      for (const [at] of level.weights) {
        if (this.settled[at] === null) this.settle(at, level.bound);
      }
      work.onLevel?.(this.settled.filter((chance) => chance !== null).length);
    }
    const last = levels.at(-1)?.bound ?? 0;
    return { panels: this.panels, chances, levels, perTicket: this.settled.map((chance) => chance ?? last) };
  }

  /** Adds panels until none is missing. `most` is the greatest value that a panel has for these multipliers. */
  private solveLevel(): { values: Float64Array; duals: Float64Array; most: number } | null {
    const { master, pricing, work } = this.tools;
    for (;;) {
      const { values, duals } = master.solve();
      const worth = this.worthOf(duals);
      worth.forEach((value, at) => pricing.changeCost(at, -value));
      const panel = countsOf(pricing.solve(), worth.length);
      const most = panel.reduce((sum, [at, count]) => sum + count * (worth[at] ?? 0), 0);
      if (most <= -(duals[worth.length] ?? 0) + 1e-9) return { values, duals, most };
      this.rounds += 1;
      if (this.rounds > work.rounds || work.stopped?.() === true) return null;
      this.enter(panel);
    }
  }

  private worthOf(duals: Float64Array): number[] {
    return this.inClasses.classes.map((_, at) => Math.max(0, duals[this.rowOf[at] ?? at] ?? 0));
  }

  private levelOf({ duals, most }: { readonly duals: Float64Array; readonly most: number }): ClassLevel {
    const worth = this.worthOf(duals);
    const weightOf = (at: number): number => {
      const { places, tickets } = this.inClasses.classes[at] ?? { places: [], tickets: 1 };
      return (worth[at] ?? 0) * places.length * tickets;
    };
    const open = [...worth.keys()].filter((at) => this.settled[at] === null);
    const sum = open.reduce((all, at) => all + weightOf(at), 0);
    const fresh = open.filter((at) => weightOf(at) / sum > NOISE).map((at) => [at, weightOf(at) / sum] as const);
    const earlier = [...worth.keys()].filter((at) => this.settled[at] !== null && (worth[at] ?? 0) > 0);
    const old = earlier.map((at) => [at, weightOf(at) / sum] as const);
    const exact = most / sum - old.reduce((all, [at, weight]) => all + weight * (this.settled[at] ?? 0), 0);
    const multipliers = this.multipliers(worth.map((value) => value / sum));
    const plain: ClassLevel = { bound: exact, weights: fresh, ...multipliers, proof: 'arithmetic' };
    const bound = classBound(this.problem, this.inClasses, plain, this.settled);
    return bound <= exact + 1e-8
      ? { ...plain, bound }
      : { ...plain, weights: [...fresh, ...old], proof: 'enumeration' };
  }

  /** The best multipliers for the value of a panel: what the arithmetic can prove of it, and where a search may stop. */
  private multipliers(worth: readonly number[]): Pick<ClassLevel, 'rows' | 'types'> {
    const { solver, work } = this.tools;
    const { columns, rows, scales } = classModel(this.inClasses, { whole: false, barred: work.barred });
    const model = { columns: columns.map((column, at) => ({ ...column, cost: -(worth[at] ?? 0) })), rows };
    return multipliersOf(this.inClasses, withModel(solver, model, (open) => open.solve()).duals, scales);
  }

  private settle(at: number, bound: number): void {
    const { master } = this.tools;
    const { places, tickets } = this.inClasses.classes[at] ?? { places: [], tickets: 1 };
    this.settled[at] = bound;
    master.changeRow(this.rowOf[at] ?? at, null, null);
    this.rowOf[at] = master.addRow({
      min: bound * places.length * tickets - 1e-12,
      max: null,
      terms: this.panels.flatMap((panel, column) => {
        const count = panel.find(([place]) => place === at)?.[1];
        return count === undefined ? [] : [[column + 1, count] as const];
      }),
    });
  }

  private enter(panel: ClassPanel): void {
    const { master } = this.tools;
    this.panels.push(panel);
    const ofClass = panel.map(([at, count]) => [this.rowOf[at] ?? at, count] as const);
    master.addColumn({ cost: 0, min: 0, max: null }, [...ofClass, [this.inClasses.classes.length, 1]]);
  }
}
