// Whether any panel is possible; if none, the smallest changes of the rows that would make one so.
import { classModel, type ModelOptions } from './class-model';
import { classesOf, type ClassProblem } from './classes';
import type { DrawProblem, Row } from './draw-problem';
import type { Feasibility, Relaxation } from './fair-lottery';
import { type LinearColumn, type LinearModel, type LinearSolver, type Solved, withModel } from './linear-solver';
import { seatFirst } from './panels-of';

/** A panel, or what is in the way with the smallest relaxations by row key. */
export function feasibility(problem: DrawProblem, solver: LinearSolver): Feasibility {
  const inClasses = classesOf(problem);
  const panel = panelOf(inClasses, solver, {});
  if (panel !== null) return { status: 'feasible', panel: seatFirst(inClasses, panel) };
  return {
    status: 'infeasible',
    cause: causeOf(inClasses, solver),
    relaxations: softened(inClasses, solver, null) ?? [],
  };
}

/**
 * Keys of the rows that keep an entry out of every panel: the fewest persons' worth of changes that would let it in. `household`
 * when it could enter but for the others of its household or of others; empty when it can be drawn, or no change of rows helps.
 */
export function whyNeverDrawable(problem: DrawProblem, entry: number, solver: LinearSolver): string[] {
  const inClasses = classesOf(problem);
  const at = inClasses.classOf[entry];
  if (at === undefined) throw new RangeError('no such entry');
  if (panelOf(inClasses, solver, { forced: at }) !== null) return [];
  if (panelOf(inClasses, solver, { forced: at, withoutHouseholds: true }) !== null) return ['household'];
  return [...new Set((softened(inClasses, solver, at) ?? []).map(({ row }) => row))];
}

interface Wanted {
  readonly forced?: number;
  readonly withoutHouseholds?: boolean;
}

function panelOf(
  problem: ClassProblem,
  solver: LinearSolver,
  wanted: Wanted,
): readonly (readonly [number, number])[] | null {
  const options: ModelOptions = { whole: true, withoutHouseholds: wanted.withoutHouseholds === true };
  const { columns, rows } = classModel(problem, options);
  const forced = columns.map((column, at) => (at === wanted.forced ? { ...column, min: 1 } : column));
  const solved = withModel(solver, { columns: forced, rows }, (open) => open.solve());
  return solved.status === 'optimal' ? countsOf(solved, problem.classes.length) : null;
}

/** In this order: what a person would mend first. */
function causeOf(problem: ClassProblem, solver: LinearSolver): 'quota' | 'household' | 'size' | 'budget' {
  if (panelOf(problem, solver, { withoutHouseholds: true }) !== null) return 'household';
  const without = (kind: string): boolean =>
    problem.rows.some(({ key }) => isOf(key, kind)) &&
    panelOf(
      { ...problem, rows: problem.rows.map((row) => (isOf(row.key, kind) ? { ...row, min: null, max: null } : row)) },
      solver,
      {},
    ) !== null;
  if (without('budget')) return 'budget';
  return without('size') ? 'size' : 'quota';
}

const isOf = (key: string, kind: string): boolean => key === kind || key.startsWith(`${kind}/`);

/**
 * The cheapest changes of bounds that allow a panel (with one of the class `forced`). A minimum costs more to lower the smaller
 * it is: a class of which two are wanted is not the first to give one up.
 */
function softened(problem: ClassProblem, solver: LinearSolver, forced: number | null): Relaxation[] | null {
  const base = classModel(problem, { whole: true });
  const columns: LinearColumn[] = base.columns.map((column, at) => (at === forced ? { ...column, min: 1 } : column));
  const extra = base.rows.map((): [number, number][] => []);
  const changes: { readonly row: number; readonly side: 'min' | 'max'; readonly column: number }[] = [];
  problem.rows.forEach(({ min, max }, row) => {
    const scale = base.scales[row] ?? 1;
    if (min !== null && min !== 0) {
      changes.push({ row, side: 'min', column: columns.length });
      extra[row]?.push([columns.length, 1]);
      columns.push({ cost: costOfLowering(min, scale), min: 0, max: min > 0 ? min / scale : null });
    }
    if (max !== null) {
      changes.push({ row, side: 'max', column: columns.length });
      extra[row]?.push([columns.length, -1]);
      columns.push({ cost: scale === 1 ? 1 : 2, min: 0, max: null });
    }
  });
  const model: LinearModel = {
    columns,
    rows: base.rows.map((row, at) => ({ ...row, terms: [...row.terms, ...(extra[at] ?? [])] })),
  };
  const { status, values } = withModel(solver, model, (open) => open.solve());
  if (status !== 'optimal') return null;
  return changes.flatMap(({ row, side, column }) => {
    const by = Math.round((values[column] ?? 0) * (base.scales[row] ?? 1));
    const rule = problem.rows[row];
    return by > 0 && rule !== undefined ? [relaxation(rule, side, by)] : [];
  });
}

const costOfLowering = (min: number, scale: number): number => (scale === 1 ? 1 + 2 / Math.max(1, min) : 2);

function relaxation({ key, min, max }: Row, side: 'min' | 'max', by: number): Relaxation {
  return side === 'min'
    ? { row: key, side, from: min ?? 0, to: (min ?? 0) - by }
    : { row: key, side, from: max ?? 0, to: (max ?? 0) + by };
}

/** A panel in classes from the values of a whole model. */
export function countsOf({ values }: Pick<Solved, 'values'>, classes: number): readonly (readonly [number, number])[] {
  return [...values.slice(0, classes)].flatMap((value, at) => {
    const count = Math.round(value);
    return count > 0 ? [[at, count] as const] : [];
  });
}
