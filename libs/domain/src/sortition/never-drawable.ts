// The proof that no panel holds a class: its multipliers allow less than one of it.
import { classModel } from './class-model';
import type { ClassProblem } from './classes';
import type { DrawProblem } from './draw-problem';
import { type LinearSolver, withModel } from './linear-solver';
import { classBound, type ClassLevel } from './proof';

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
