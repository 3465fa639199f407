// Who cannot be drawn now, why, and from when on they could: told to them and to the council (settled question 16).
import { type Cents, cents, minus } from '../kernel/money';
import { classesOf, type ClassProblem } from '../sortition/classes';
import type { DrawProblem, Row } from '../sortition/draw-problem';
import { whyNeverDrawable } from '../sortition/feasibility';
import { type LinearSolver, withModel } from '../sortition/linear-solver';
import { FIRST_SERVED } from './admission-problem';
import { monthsUntil } from './admission-plan';
import { classOfRow } from './class-totals';

/** What keeps an entry out. Amounts in cents a month. */
export type KeptOut =
  | { readonly code: 'places'; readonly needed: number; readonly places: number }
  /** `inMonths`: when there is enough, as things stand; null: not as long as they stay so. */
  | {
      readonly code: 'budget';
      readonly needed: Cents;
      readonly budget: Cents;
      readonly missing: Cents;
      readonly inMonths: number | null;
    }
  /** The class is full, or others must be drawn for a minimum. */
  | {
      readonly code: 'stratum';
      readonly column: string;
      readonly value: string;
      readonly min: number | null;
      readonly max: number | null;
    }
  /** Those who have waited longest take all there is. */
  | { readonly code: 'served-first' }
  /** Equal chances, or chances that near to each other, would cost more than there is: nobody can be drawn. */
  | { readonly code: 'cap' }
  | { readonly code: 'rules' };

/** An entry, by its place in the problem, and what keeps it out. */
export interface NotNow {
  readonly entry: number;
  readonly reasons: readonly KeptOut[];
}

/** What an outlook is reckoned with; amounts in cents a month. */
export interface OutlookWork {
  readonly solver: LinearSolver;
  /** What those drawn this time take of the budget; below 0 where they bring more. */
  readonly taken: Cents;
  /** By how much the budget grows each month as things stand. */
  readonly growth: number;
}

/**
 * Why each of these entries cannot be drawn now.
 * @param entries places of entries whose chance is 0
 */
export function outlookOf(problem: DrawProblem, entries: readonly number[], at: OutlookWork): NotNow[] {
  const inClasses = classesOf(problem);
  const known = new Map<number, readonly KeptOut[]>();
  return entries.map((entry) => {
    const of = inClasses.classOf[entry] ?? 0;
    const reasons = known.get(of) ?? reasonsOf(problem, inClasses, entry, at);
    known.set(of, reasons);
    return { entry, reasons };
  });
}

function reasonsOf(problem: DrawProblem, inClasses: ClassProblem, entry: number, at: OutlookWork): KeptOut[] {
  const first = problem.rows.some(({ key }) => key === FIRST_SERVED);
  const rows = problem.rows.map((row) => (row.key === FIRST_SERVED ? { ...row, min: null } : row));
  const keys = whyNeverDrawable({ ...problem, rows }, entry, at.solver);
  if (keys.length === 0) return [{ code: first ? 'served-first' : 'cap' }];
  return keys.map((key) => {
    const row = problem.rows.findIndex((one) => one.key === key);
    const bounds = problem.rows[row];
    if (bounds === undefined) return { code: 'rules' };
    if (key !== 'budget') return reasonOfRow(bounds, problem.entries[entry]?.amounts[row] ?? 0);
    const needed = leastCostWith(inClasses, inClasses.classOf[entry] ?? 0, { row, solver: at.solver });
    return needed === null ? { code: 'rules' } : tooCostly(needed, cents(bounds.max ?? 0), at);
  });
}

function reasonOfRow({ key, min, max }: Row, needed: number): KeptOut {
  const stratum = classOfRow(key);
  if (stratum !== null) return { code: 'stratum', column: stratum.criterion, value: stratum.name, min, max };
  if (key === 'size') return { code: 'places', needed, places: max ?? 0 };
  return { code: 'rules' };
}

function tooCostly(needed: Cents, budget: Cents, { taken, growth }: OutlookWork): KeptOut {
  const inMonths = monthsUntil(needed, minus(budget, taken), growth);
  return { code: 'budget', needed, budget, missing: minus(needed, budget), inMonths };
}

/** The least that a panel with one of a class costs, in cents a month, if only the other rows are kept; null: no panel. */
function leastCostWith(
  { classes, rows }: ClassProblem,
  forced: number,
  { row, solver }: { readonly row: number; readonly solver: LinearSolver },
): Cents | null {
  const amount = (at: number, of: number): number => classes[at]?.amounts.find(([place]) => place === of)?.[1] ?? 0;
  const model = {
    columns: classes.map(({ places }, at) => ({
      cost: amount(at, row) / 1_024,
      min: at === forced ? 1 : 0,
      max: places.length,
      whole: true,
    })),
    rows: rows.map(({ min, max }, place) => ({
      min: place === row ? null : min,
      max: place === row ? null : max,
      terms: classes.map((_, at): [number, number] => [at, amount(at, place)]),
    })),
  };
  const solved = withModel(solver, model, (open) => open.solve());
  return solved.status === 'optimal' ? cents(Math.round(solved.cost * 1_024)) : null;
}
