// The fairest chances when nobody's chance per ticket may be more than so many times the smallest: if people could be
// divided, with the proof that no lottery gives a larger smallest chance under that cap.
import { classModel } from './class-model';
import type { ClassProblem } from './classes';
import type { LinearRow, LinearSolver, OpenModel, Solved } from './linear-solver';
import { type ClassLevel, multipliersOf } from './proof';

/** What a cap binds. */
export interface Cap {
  /** The greatest chance per ticket over the smallest, at least 1. */
  readonly ratio: number;
  /** Classes that nobody can be drawn of: they are compared with nobody. */
  readonly barred: ReadonlySet<number>;
  /** Classes whose chance may be as great as it can. */
  readonly exempt: ReadonlySet<number>;
}

/** Chances aimed at, a class: `expected` is how many of the class are drawn on average. */
export interface CappedChances {
  /** The smallest chance per ticket, of those that are not drawn for sure. */
  readonly smallest: number;
  readonly expected: readonly number[];
  /** Classes that are drawn for sure. */
  readonly sure: ReadonlySet<number>;
  /** Multipliers of the last problem, by class and row: they prove `smallest`. */
  readonly proof: CapMultipliers;
}

/** What proves the smallest chance: multipliers of "at least" and "at most" a class, of rows and of household types. */
export interface CapMultipliers extends Pick<ClassLevel, 'rows' | 'types'> {
  readonly atLeast: readonly number[];
  readonly atMost: readonly number[];
}

const NOISE = 1e-10;

/** The chances under a cap; null where no lottery keeps it, not even one that hardly draws anybody. */
export function cappedChances(problem: ClassProblem, solver: LinearSolver, cap: Cap): CappedChances | null {
  const relaxed = new CappedRelaxation(problem, solver, cap);
  try {
    return relaxed.chances();
  } finally {
    relaxed.close();
  }
}

/** The problem as if people could be divided: a column a class, and one for the smallest chance per ticket. */
class CappedRelaxation {
  private readonly open: OpenModel;
  private readonly scales: readonly number[];
  private readonly firstLeast: number;
  private readonly firstMost: number;
  private readonly chance: number;
  /** People times tickets of each class: what a chance per ticket is multiplied with. */
  private readonly weight: readonly number[];

  constructor(
    private readonly problem: ClassProblem,
    solver: LinearSolver,
    private readonly cap: Cap,
  ) {
    const model = classModel(problem, { whole: false, barred: cap.barred });
    const { classes } = problem;
    this.scales = model.scales;
    this.firstLeast = model.rows.length;
    this.firstMost = model.rows.length + classes.length;
    this.chance = classes.length;
    this.weight = classes.map(({ places, tickets }) => places.length * tickets);
    this.open = solver.open({
      columns: [...model.columns, { cost: -1, min: 0, max: 1 }],
      rows: [...model.rows, ...classes.map((_, at) => this.least(at)), ...classes.map((_, at) => this.most(at))],
    });
  }

  close(): void {
    this.open.close();
  }

  chances(): CappedChances | null {
    const { barred, ratio, exempt } = this.cap;
    const count = this.problem.classes.length;
    const level = barred.size === count ? this.nobodyLeft(new Set()) : this.smallestChance();
    if (level === null) return null;
    const done = level.sure.size + barred.size === count || (ratio === 1 && exempt.size === 0);
    return done ? level : { ...level, expected: this.raised(level) };
  }

  private least(at: number): LinearRow {
    return { min: this.cap.barred.has(at) ? null : 0, max: null, terms: this.terms(at, 1) };
  }

  private most(at: number): LinearRow {
    const free = this.cap.barred.has(at) || this.cap.exempt.has(at);
    return { min: null, max: free ? null : 0, terms: this.terms(at, this.cap.ratio) };
  }

  private terms(at: number, factor: number): [number, number][] {
    return [
      [at, 1],
      [this.chance, -factor * this.weightOf(at)],
    ];
  }

  private weightOf(at: number): number {
    return this.weight[at] ?? 0;
  }

  private placesOf(at: number): number {
    return this.problem.classes[at]?.places.length ?? 0;
  }

  /** Whoever is drawn for sure at the smallest chance leaves the comparison, and the others go on. */
  private smallestChance(): CappedChances | null {
    const { classes } = this.problem;
    const sure = new Set<number>();
    for (;;) {
      const solved = this.open.solve();
      if (solved.status !== 'optimal') return null;
      const smallest = Math.max(0, solved.values[this.chance] ?? 0) || 0;
      const isSure = ({ tickets }: { readonly tickets: number }): boolean => tickets * smallest >= 1 - NOISE;
      const now = classes.flatMap((each, at) =>
        !this.cap.barred.has(at) && !sure.has(at) && isSure(each) ? [at] : [],
      );
      if (now.length === 0) return this.levelOf(solved, smallest, sure);
      for (const at of now) {
        sure.add(at);
        this.open.changeRow(this.firstLeast + at, null, null);
        this.open.changeRow(this.firstMost + at, null, null);
        this.open.changeColumn(at, this.placesOf(at), this.placesOf(at));
      }
      if (sure.size + this.cap.barred.size === classes.length) return this.nobodyLeft(sure);
    }
  }

  private levelOf({ values, duals }: Solved, smallest: number, sure: ReadonlySet<number>): CappedChances {
    const { classes } = this.problem;
    const proof = {
      atLeast: classes.map((_, at) => Math.max(0, duals[this.firstLeast + at] ?? 0)),
      atMost: classes.map((_, at) => Math.max(0, -(duals[this.firstMost + at] ?? 0))),
      ...multipliersOf(this.problem, duals, this.scales),
    };
    return { smallest, sure, proof, expected: classes.map((_, at) => values[at] ?? 0) };
  }

  private nobodyLeft(sure: ReadonlySet<number>): CappedChances {
    const none = this.problem.classes.map(() => 0);
    const expected = none.map((_, at) => (sure.has(at) ? this.placesOf(at) : 0));
    const proof = { atLeast: none, atMost: none, rows: [], types: [] };
    return { smallest: sure.size > 0 ? 1 : 0, sure, expected, proof };
  }

  /** With the smallest chance fixed, the next smallest as large as the cap allows, and so on. */
  private raised({ smallest, sure, expected }: CappedChances): readonly number[] {
    const { classes } = this.problem;
    const fixed = new Map<number, number>();
    for (const at of classes.keys()) {
      if (this.cap.barred.has(at) || sure.has(at)) {
        fixed.set(at, expected[at] ?? 0);
      } else {
        this.open.changeRow(this.firstMost + at, null, null);
        this.hold(at, smallest * this.weightOf(at), smallest);
      }
    }
    for (let round = 0; fixed.size < classes.length && round < classes.length; round += 1) {
      const solved = this.open.solve();
      if (solved.status !== 'optimal') throw new RangeError('the solver lost its way among the levels');
      for (const at of this.stuck(solved, fixed)) {
        const count = Math.min(this.placesOf(at), (solved.values[this.chance] ?? 0) * this.weightOf(at));
        fixed.set(at, count);
        this.open.changeRow(this.firstLeast + at, null, null);
        this.hold(at, count, smallest);
      }
    }
    return classes.map((_, at) => fixed.get(at) ?? expected[at] ?? 0);
  }

  /** So many of a class at least (but for the solver's last digit), and no more than the cap allows. */
  private hold(at: number, least: number, smallest: number): void {
    const places = this.placesOf(at);
    const most = this.cap.exempt.has(at) ? places : Math.min(places, this.cap.ratio * smallest * this.weightOf(at));
    this.open.changeColumn(at, Math.min(most, least) * (1 - NOISE), most);
  }

  /** Those that the multipliers hold back; without any, those that stand at the level itself. */
  private stuck({ values, duals }: Solved, fixed: ReadonlyMap<number, number>): number[] {
    const open = [...this.problem.classes.keys()].filter((at) => !fixed.has(at));
    const held = open.filter((at) => (duals[this.firstLeast + at] ?? 0) * this.weightOf(at) > 1e-9);
    const level = values[this.chance] ?? 0;
    return held.length > 0 ? held : open.filter((at) => (values[at] ?? 0) <= level * this.weightOf(at) * (1 + 1e-9));
  }
}
