// Real panels, and a chance for each, that give the chances under a cap: the cap holds in the lottery itself, exactly.
import type { Cap, CappedChances } from './capped-chances';
import { classModel } from './class-model';
import type { ClassProblem } from './classes';
import { countsOf } from './feasibility';
import type { LinearRow, LinearSolver, OpenModel } from './linear-solver';
import { PanelSearch, type SearchEffort } from './panel-search';
import type { ClassPanel } from './panels-of';

/** Panels with their chances, and how far below its aim the chance per ticket of anybody is at most. */
export interface CappedPanels {
  readonly panels: readonly ClassPanel[];
  readonly chances: readonly number[];
  readonly short: number;
  /** Whether the cap holds; false where no lottery over real panels that was found keeps it. */
  readonly kept: boolean;
}

/** How long to look. The outcome depends on counts alone, never on a clock. */
export interface CappedWork {
  readonly eps: number;
  readonly rounds: number;
  /** Panels to begin with. */
  readonly known: readonly ClassPanel[];
  readonly stopped?: (() => boolean) | undefined;
}

/** What a distance of one class alone costs against one that all share: far more than it can ever bring. */
const ALONE = 1_000;
const BOLDNESS = { strictness: 0.7, hot: 0.3, cold: 0.05 };
const NOTHING_WON = 40;

/** Finds panels round by round: the linear problem says who is short and who is over, the search looks for what helps. */
export function cappedPanels(
  problem: ClassProblem,
  solver: LinearSolver,
  aim: CappedChances & { readonly cap: Cap },
  work: CappedWork,
): CappedPanels {
  const search = new CappedSearch(problem, solver, aim, work);
  try {
    return search.run();
  } finally {
    search.close();
  }
}

class CappedSearch {
  private readonly count: number;
  private readonly weight: readonly number[];
  private readonly search: PanelSearch;
  private readonly master: OpenModel;
  private readonly pricing: OpenModel;
  private readonly panels: ClassPanel[] = [];
  private readonly columns: number[] = [];
  private readonly seen = new Set<string>();

  constructor(
    problem: ClassProblem,
    solver: LinearSolver,
    private readonly aim: CappedChances & { readonly cap: Cap },
    private readonly work: CappedWork,
  ) {
    const { barred } = aim.cap;
    this.count = problem.classes.length;
    this.weight = problem.classes.map(({ places, tickets }) => places.length * tickets);
    this.search = new PanelSearch(problem, barred);
    this.pricing = solver.open(classModel(problem, { whole: true, barred }));
    const classes = [...problem.classes.keys()];
    // Column 0 is how far all chances may be from their aim, then come each class's own distances above the cap and below the aim.
    this.master = solver.open({
      columns: [
        { cost: 1, min: 0, max: 0 },
        ...classes.map((at) => ({ cost: ALONE, min: 0, max: this.isCapped(at) ? null : 0 })),
        ...classes.map((at) => ({ cost: ALONE, min: 0, max: barred.has(at) ? 0 : null })),
      ],
      rows: [
        ...classes.map((at) => this.atLeast(at)),
        ...classes.map((at) => this.atMost(at)),
        { min: 1, max: 1, terms: [] },
      ],
    });
  }

  close(): void {
    this.master.close();
    this.pricing.close();
  }

  run(): CappedPanels {
    this.herd();
    this.generate();
    this.master.changeColumn(0, 0, null);
    return this.generate();
  }

  private isCapped(at: number): boolean {
    return !this.aim.cap.barred.has(at) && !this.aim.cap.exempt.has(at) && !this.aim.sure.has(at);
  }

  /** Longer where there is more to choose from. */
  private effort(perClass: number, most: number): SearchEffort {
    return { ...BOLDNESS, steps: Math.min(most, perClass * this.count) };
  }

  private weightOf(at: number): number {
    return this.weight[at] ?? 0;
  }

  /** Aims are lowered together, those above the smallest chance in proportion: the cap is one between them. */
  private pace(at: number): number {
    const { smallest, expected } = this.aim;
    return Math.max(this.weightOf(at), smallest > 0 ? (expected[at] ?? 0) / smallest : 0);
  }

  private atLeast(at: number): LinearRow {
    return {
      min: this.aim.cap.barred.has(at) ? null : (this.aim.expected[at] ?? 0),
      max: null,
      terms: [
        [0, this.pace(at)],
        [1 + this.count + at, this.weightOf(at)],
      ],
    };
  }

  private atMost(at: number): LinearRow {
    const { cap, smallest } = this.aim;
    return {
      min: null,
      max: this.isCapped(at) ? cap.ratio * smallest * this.weightOf(at) : null,
      terms: [
        [0, cap.ratio * this.weightOf(at)],
        [1 + at, -this.weightOf(at)],
      ],
    };
  }

  private enter(panel: ClassPanel): boolean {
    const key = JSON.stringify(panel);
    if (this.seen.has(key)) return false;
    this.seen.add(key);
    this.panels.push(panel);
    const terms = panel.flatMap(([at, count]): [number, number][] => [
      [at, count],
      [this.count + at, count],
    ]);
    this.columns.push(this.master.addColumn({ cost: 0, min: 0, max: null }, [...terms, [2 * this.count, 1]]));
    return true;
  }

  /** A first crowd: each panel favours who the ones before left behind, and avoids who they favoured. */
  private herd(): void {
    for (const panel of this.work.known) this.enter(panel);
    this.enter(this.exactly(new Float64Array(this.count).fill(1)));
    this.enter(this.exactly(new Float64Array(this.count).fill(-1)));
    const owed = new Float64Array(this.count);
    if (this.panels[0] !== undefined) this.search.startFrom(this.panels[0]);
    for (let round = 0; round < 5 * this.count && this.work.stopped?.() !== true; round += 1) {
      this.aim.expected.forEach((count, at) => (owed[at] = (owed[at] ?? 0) + count));
      const panel = this.search.find(inSize(owed), this.effort(100, 3_000));
      if (panel === null) continue;
      for (const [at, count] of panel) owed[at] = (owed[at] ?? 0) - count;
      this.enter(panel);
    }
  }

  /** First everybody's own distance from the aim is made small; what cannot be closed is then shared out evenly. */
  private generate(): CappedPanels {
    let best = Infinity;
    let since = 0;
    for (let round = 0; ; round += 1) {
      const { values, duals, cost } = this.master.solve();
      const found = this.foundIn(values);
      since = cost < best * (1 - 1e-3) ? 0 : since + 1;
      best = Math.min(best, cost);
      const tired = round >= this.work.rounds || since > NOTHING_WON || this.work.stopped?.() === true;
      if ((found.kept && found.short <= this.work.eps) || tired || !this.better(duals)) return found;
    }
  }

  private foundIn(values: Float64Array): CappedPanels {
    const own = values.slice(1, 1 + 2 * this.count).reduce((sum, value) => sum + value, 0);
    const short = this.weight.reduce(
      (most, weight, at) => Math.max(most, ((values[0] ?? 1) * this.pace(at)) / weight),
      0,
    );
    const chances = this.columns.map((column) => Math.max(0, values[column] ?? 0));
    return { panels: this.panels, chances, short, kept: own < 1e-9 };
  }

  /** Looks for a panel that helps; false when it is proved that none does. */
  private better(duals: Float64Array): boolean {
    const values = new Float64Array(this.count).map((_, at) => (duals[at] ?? 0) + (duals[this.count + at] ?? 0));
    const price = -(duals[2 * this.count] ?? 0);
    const helps = (panel: ClassPanel): boolean => worth(panel, values) > price + 1e-9 * Math.max(1, Math.abs(price));
    const found = this.search.find(inSize(values), this.effort(300, 20_000));
    if (found !== null && helps(found) && this.enter(found)) return true;
    const panel = this.exactly(values);
    return helps(panel) && this.enter(panel);
  }

  private exactly(values: Float64Array): ClassPanel {
    inSize(values).forEach((value, at) => this.pricing.changeCost(at, -value));
    return countsOf(this.pricing.solve(), this.count);
  }
}

/** The same values with the largest at 1, as searches want them. */
function inSize(values: Float64Array): Float64Array {
  const largest = values.reduce((high, value) => Math.max(high, Math.abs(value)), 1e-12);
  return values.map((value) => value / largest);
}

function worth(panel: ClassPanel, values: Float64Array): number {
  return panel.reduce((sum, [at, count]) => sum + count * (values[at] ?? 0), 0);
}
