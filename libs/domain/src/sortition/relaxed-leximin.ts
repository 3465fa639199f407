// The fairest chances that the rows allow if people could be divided: no lottery is fairer, and its proof is arithmetic.
import { classModel } from './class-model';
import type { ClassProblem } from './classes';
import type { LinearSolver, OpenModel } from './linear-solver';

/** A level of the relaxation: nobody of `weights` can have more than `bound` a ticket without another of them having less. */
export interface RelaxedLevel {
  readonly bound: number;
  /** Class and weight per person and chance, as the solver says. */
  readonly weights: readonly (readonly [place: number, weight: number])[];
  readonly rows: readonly (readonly [row: number, multiplier: number])[];
  readonly types: readonly (readonly [type: number, multiplier: number])[];
}

/** Chance a ticket of each class, and the levels in their order. */
export interface RelaxedLeximin {
  readonly perTicket: readonly number[];
  readonly levels: readonly RelaxedLevel[];
}

/** Duals below this are the solver's noise. */
const NOISE = 1e-10;

/** What the levels are made with. `most`: how many levels at most (1 for maximin). */
export interface RelaxedWork {
  readonly barred: ReadonlySet<number>;
  readonly most: number;
  /** Makes the bound from the multipliers by arithmetic: what is published is that, not what the solver says. */
  readonly boundOf: (level: RelaxedLevel, perTicket: readonly (number | null)[]) => number;
  readonly onLevel?: (fixed: number) => void;
}

/** LEXIMIN of the relaxation, level by level; each fixes the classes that its multipliers prove stuck. */
export function relaxedLeximin(problem: ClassProblem, solver: LinearSolver, work: RelaxedWork): RelaxedLeximin {
  const { classes, rows } = problem;
  const model = classModel(problem, { whole: false, barred: work.barred });
  const chance = classes.length;
  const firstClassRow = model.rows.length;
  const open = solver.open({
    columns: [...model.columns, { cost: -1, min: 0, max: null }],
    rows: [
      ...model.rows,
      ...classes.map(({ places, tickets }, at) => ({
        min: work.barred.has(at) ? null : 0,
        max: null,
        terms: [
          [at, 1],
          [chance, -places.length * tickets],
        ] as [number, number][],
      })),
    ],
  });
  try {
    return levelsOf(open);
  } finally {
    open.close();
  }

  function levelsOf(relaxed: OpenModel): RelaxedLeximin {
    const perTicket: (number | null)[] = classes.map((_, at) => (work.barred.has(at) ? 0 : null));
    const levels: RelaxedLevel[] = [];
    while (levels.length < work.most && perTicket.includes(null)) {
      const { duals } = relaxed.solve();
      const level = levelFrom(duals, perTicket);
      const bound = work.boundOf(level, perTicket);
      levels.push({ ...level, bound });
      for (const [at] of level.weights) {
        perTicket[at] = bound;
        const { places, tickets } = classes[at] ?? { places: [], tickets: 1 };
        relaxed.changeRow(firstClassRow + at, null, null);
        relaxed.changeColumn(at, Math.min(places.length, bound * places.length * tickets), places.length);
      }
      work.onLevel?.(perTicket.length - perTicket.filter((value) => value === null).length);
    }
    const last = levels.at(-1)?.bound ?? 0;
    return { perTicket: perTicket.map((value) => value ?? last), levels };
  }

  function levelFrom(duals: Float64Array, perTicket: readonly (number | null)[]): RelaxedLevel {
    const free = classes.flatMap(({ places, tickets }, at) => {
      const weight = (duals[firstClassRow + at] ?? 0) * places.length * tickets;
      return perTicket[at] === null && weight > NOISE ? [[at, weight] as const] : [];
    });
    const sum = free.reduce((all, [, weight]) => all + weight, 0);
    if (free.length === 0 || sum <= 0) throw new RangeError('the solver gave no multipliers');
    return {
      bound: 0,
      weights: free.map(([at, weight]) => [at, weight / sum]),
      rows: rows.flatMap((_, row) => {
        const multiplier = -(duals[row] ?? 0) / (model.scales[row] ?? 1) / sum;
        return Math.abs(multiplier) * (model.scales[row] ?? 1) > NOISE ? [[row, multiplier] as const] : [];
      }),
      types: problem.types.flatMap((_, type) => {
        const multiplier = -(duals[rows.length + type] ?? 0) / sum;
        return multiplier > NOISE ? [[type, multiplier] as const] : [];
      }),
    };
  }
}
