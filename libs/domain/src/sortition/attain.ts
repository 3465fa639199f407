// From chances to a lottery: real panels, and a chance for each, that together give everybody the chance aimed at.
import { classModel } from './class-model';
import type { ClassProblem } from './classes';
import { countsOf } from './feasibility';
import { type LinearModel, type LinearSolver, type OpenModel, withModel } from './linear-solver';
import { PanelSearch, type SearchEffort } from './panel-search';
import type { ClassPanel } from './panels-of';

/** Panels with their chances, and by how much the worst-off class stays below its aim, per ticket. */
export interface Attained {
  readonly panels: readonly ClassPanel[];
  readonly chances: readonly number[];
  readonly short: number;
  /** `proved`: no lottery comes closer than `short`; `stopped`: the limit of work or the caller ended the search. */
  readonly status: 'attained' | 'proved' | 'stopped';
}

/** What to aim at, how exactly, and when to stop. */
export interface AttainWork {
  readonly barred: ReadonlySet<number>;
  /** Chance per ticket aimed at, a class. */
  readonly perTicket: readonly number[];
  readonly eps: number;
  /** Panels to begin with: they are kept rows of. */
  readonly known: readonly ClassPanel[];
  /** Rounds at most. */
  readonly rounds: number;
  readonly stopped?: (() => boolean) | undefined;
  readonly onRound?: ((short: number) => void) | undefined;
}

/** Finds panels round by round: the linear problem says who is still short, and the search looks for a panel with them. */
export function attain(problem: ClassProblem, solver: LinearSolver, work: AttainWork): Attained {
  const wanted = problem.classes.map(({ places, tickets }, at) => (work.perTicket[at] ?? 0) * tickets * places.length);
  return withModel(solver, masterOf(problem, work.barred, wanted), (master) =>
    withModel(solver, classModel(problem, { whole: true, barred: work.barred }), (pricing) =>
      withModel(solver, classModel(problem, { whole: false, barred: work.barred }), (relaxed) => {
        const search = new Attaining(problem, work, { master, pricing, relaxed, wanted });
        search.herd();
        return search.generate();
      }),
    ),
  );
}

/** Column 0 is how short the worst-off class stays, per ticket; then a column a panel. A row a class; the last: chances sum to 1. */
function masterOf({ classes }: ClassProblem, barred: ReadonlySet<number>, wanted: readonly number[]): LinearModel {
  return {
    columns: [{ cost: 1, min: 0, max: null }],
    rows: [
      ...classes.map(({ places, tickets }, at) => ({
        min: barred.has(at) ? null : (wanted[at] ?? 0),
        max: null,
        terms: [[0, tickets * places.length] as const],
      })),
      { min: 1, max: 1, terms: [] },
    ],
  };
}

interface Tools {
  readonly master: OpenModel;
  readonly pricing: OpenModel;
  /** The same for divided people: its multipliers tell what is scarce. */
  readonly relaxed: OpenModel;
  /** How many of each class a panel should hold on average. */
  readonly wanted: readonly number[];
}

class Attaining {
  private readonly panels: ClassPanel[] = [];
  private readonly seen = new Set<string>();
  private readonly search: PanelSearch;
  private readonly efforts: readonly SearchEffort[];

  constructor(
    private readonly problem: ClassProblem,
    private readonly work: AttainWork,
    private readonly tools: Tools,
  ) {
    this.search = new PanelSearch(problem, work.barred);
    // The more classes, the longer a search, within reason; each one after the first only where the one before found nothing.
    const steps = Math.min(60_000, 1_000 + 400 * problem.classes.length);
    this.efforts = [
      { strictness: 0.7, hot: 0.3, cold: 0.05, steps },
      { strictness: 1, hot: 0.3, cold: 0.04, steps: 2 * steps },
      { strictness: 1.6, hot: 0.5, cold: 0.03, steps: 5 * steps },
    ];
    work.known.forEach((panel) => this.enter(panel));
  }

  /** A first crowd of panels: each favours who the ones before left behind. */
  herd(): void {
    const { known, stopped } = this.work;
    const owed = new Float64Array(this.problem.classes.length);
    if (known[0] !== undefined) this.search.startFrom(known[0]);
    for (let round = 0; round < 2 * owed.length && stopped?.() !== true; round += 1) {
      const values = owed.map((debt, at) => debt + (this.tools.wanted[at] ?? 0));
      const panel = this.efforts.reduce<ClassPanel | null>(
        (found, effort) => found ?? this.search.find(values, effort),
        null,
      );
      if (panel === null) continue;
      this.tools.wanted.forEach((count, at) => (owed[at] = (owed[at] ?? 0) + count));
      for (const [at, count] of panel) owed[at] = (owed[at] ?? 0) - count;
      this.enter(panel);
    }
  }

  generate(): Attained {
    const { eps, onRound, rounds, stopped } = this.work;
    for (let round = 0; ; round += 1) {
      const { values, duals } = this.tools.master.solve();
      const short = values[0] ?? 1;
      onRound?.(short);
      const end = (status: Attained['status']): Attained => {
        return { panels: this.panels, chances: [...values.slice(1)], short, status };
      };
      if (short <= eps) return end('attained');
      if (round >= rounds || stopped?.() === true) return end('stopped');
      if (!this.better(duals, short)) return end('proved');
    }
  }

  /** Looks for a panel that would help; false when it is proved that none does. */
  private better(duals: Float64Array, short: number): boolean {
    const { wanted } = this.tools;
    const values = Float64Array.from(wanted, (_, at) => Math.max(0, duals[at] ?? 0));
    const price = -(duals[wanted.length] ?? 0);
    const beyond = this.beyondRows(values);
    const helps = (panel: ClassPanel | null): boolean =>
      panel !== null && worth(panel, values) > price + 1e-9 && this.enter(panel);
    let found = 0;
    for (const effort of this.efforts) {
      for (const seen of [values, beyond]) if (helps(this.search.find(seen, effort))) found += 1;
      if (found > 0) return true;
    }
    return helps(this.exactly(values, price + short));
  }

  /**
   * What a person of each class is worth beyond what the rows they stand in are worth: every panel fills the rows about alike, so
   * this is where panels differ, and what a search must see.
   */
  private beyondRows(values: Float64Array): Float64Array {
    const { relaxed } = this.tools;
    values.forEach((value, at) => relaxed.changeCost(at, -value));
    return relaxed
      .solve()
      .reduced.map((cost) => -cost)
      .slice(0, values.length);
  }

  /** The panel worth most; or the first that is worth as much as the lottery aimed at, as one must be if it can be attained. */
  private exactly(values: Float64Array, enough: number): ClassPanel {
    const { pricing } = this.tools;
    values.forEach((value, at) => pricing.changeCost(at, -value));
    return countsOf(pricing.solve(-enough), values.length);
  }

  private enter(panel: ClassPanel): boolean {
    const key = JSON.stringify(panel);
    if (this.seen.has(key)) return false;
    this.seen.add(key);
    this.panels.push(panel);
    this.tools.master.addColumn({ cost: 0, min: 0, max: null }, [...panel, [this.problem.classes.length, 1]]);
    return true;
  }
}

function worth(panel: ClassPanel, values: Float64Array): number {
  return panel.reduce((sum, [at, count]) => sum + count * (values[at] ?? 0), 0);
}

// Panels that together hold everybody who can be drawn at all, and who cannot.

/** Panels, and the classes that no panel holds: the solver proved it, and the certificate proves it again. */
export function cover(
  problem: ClassProblem,
  solver: LinearSolver,
  first: ClassPanel,
): { readonly panels: ClassPanel[]; readonly barred: Set<number> } {
  const open = new Set(problem.classes.keys());
  const panels: ClassPanel[] = [];
  const keep = (panel: ClassPanel): boolean => {
    const before = open.size;
    for (const [at] of panel) open.delete(at);
    if (open.size < before) panels.push(panel);
    return open.size < before;
  };
  keep(first);
  const search = new PanelSearch(problem, new Set());
  const quick = { strictness: 1, hot: 0.3, cold: 0.05, steps: Math.min(30_000, 1_000 + 300 * problem.classes.length) };
  search.startFrom(first);
  for (let failures = 0; failures < 3 && open.size > 0;) {
    const values = Float64Array.from(problem.classes, (_, at) => (open.has(at) ? 1 : 0));
    const panel = search.find(values, quick);
    if (panel === null || !keep(panel)) failures += 1;
  }
  if (open.size > 0) {
    withModel(solver, classModel(problem, { whole: true }), (model) => {
      for (let found = true; found && open.size > 0;) {
        problem.classes.forEach((_, at) => model.changeCost(at, open.has(at) ? -1 : 0));
        found = keep(countsOf(model.solve(), problem.classes.length));
      }
    });
  }
  return { panels, barred: open };
}
