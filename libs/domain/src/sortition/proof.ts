// From classes back to people: levels as a certificate states them, entry by entry.
import { levelBound, type Settled } from './certificate';
import { classModel } from './class-model';
import type { ClassProblem } from './classes';
import type { DrawProblem } from './draw-problem';
import type { CertificateLevel } from './fair-lottery';
import { type LinearSolver, withModel } from './linear-solver';

/** A level in classes: weights of whole classes, multipliers of rows and of household types. */
export interface ClassLevel {
  readonly bound: number;
  readonly weights: readonly (readonly [place: number, weight: number])[];
  readonly rows: readonly (readonly [row: number, multiplier: number])[];
  readonly types: readonly (readonly [type: number, multiplier: number])[];
  readonly proof: 'arithmetic' | 'enumeration';
}

/** The level for everybody: a class's weight is shared equally, each household of a type has its multiplier. */
export function forPeople({ classes, types }: ClassProblem, level: ClassLevel): CertificateLevel {
  return {
    bound: level.bound,
    weights: level.weights.flatMap(([at, weight]) => {
      const places = classes[at]?.places ?? [];
      return places.map((place) => [place, weight / places.length] as const);
    }),
    rows: level.rows,
    households: level.types.flatMap(([type, multiplier]) =>
      (types[type]?.households ?? []).map(({ name }) => [name, multiplier] as const),
    ),
    proof: level.proof,
  };
}

/** What is settled of each entry, from what is settled of its class. */
function settledPeople({ classOf }: ClassProblem, ofClasses: Settled): Settled {
  return classOf.map((at) => ofClasses[at] ?? null);
}

/** The bound that the arithmetic of a level gives, with what was settled of classes before. */
export function classBound(problem: DrawProblem, inClasses: ClassProblem, level: ClassLevel, settled: Settled): number {
  return levelBound(problem, forPeople(inClasses, level), settledPeople(inClasses, settled));
}

// The proof that no panel holds a class: its multipliers allow less than one of it.

/** A level a class that is never drawn, with bound 0; proved by arithmetic where the rows alone exclude it. */
export function neverLevels(
  problem: DrawProblem,
  inClasses: ClassProblem,
  barred: ReadonlySet<number>,
  solver: LinearSolver,
): ClassLevel[] {
  const settled: (number | null)[] = inClasses.classes.map(() => null);
  return [...barred].map((at) => {
    const level = neverLevel(inClasses, at, { solver, settled });
    const { tickets, places } = inClasses.classes[at] ?? { tickets: 1, places: [0] };
    const one = 1 / places.length / tickets;
    const proved = classBound(problem, inClasses, level, settled) < one * (1 - 1e-6);
    settled[at] = 0;
    return { ...level, proof: proved ? ('arithmetic' as const) : ('enumeration' as const) };
  });
}

function neverLevel(
  problem: ClassProblem,
  at: number,
  { solver, settled }: { readonly solver: LinearSolver; readonly settled: readonly (number | null)[] },
): ClassLevel {
  const barred = new Set(settled.flatMap((chance, place) => (chance === 0 ? [place] : [])));
  const { columns, rows, scales } = classModel(problem, { whole: false, barred });
  const { tickets, places } = problem.classes[at] ?? { tickets: 1, places: [0] };
  const cost = -1 / places.length / tickets;
  const model = { columns: columns.map((column, place) => (place === at ? { ...column, cost } : column)), rows };
  const { duals } = withModel(solver, model, (open) => open.solve());
  return { bound: 0, weights: [[at, 1]], ...multipliersOf(problem, duals, scales), proof: 'arithmetic' };
}

/** Multipliers of rows and household types from the duals of a class model that makes as cheap as can be. */
export function multipliersOf(
  { rows, types }: ClassProblem,
  duals: Float64Array,
  scales: readonly number[],
): Pick<ClassLevel, 'rows' | 'types'> {
  const noise = 1e-10;
  return {
    rows: rows.flatMap((_, row) => {
      const multiplier = -(duals[row] ?? 0);
      return Math.abs(multiplier) > noise ? [[row, multiplier / (scales[row] ?? 1)] as const] : [];
    }),
    types: types.flatMap((_, type) => {
      const multiplier = -(duals[rows.length + type] ?? 0);
      return multiplier > noise ? [[type, multiplier] as const] : [];
    }),
  };
}
