// The panels as a linear problem: how many of each class, under the rows and one of a household.
import type { ClassProblem } from './classes';
import type { LinearColumn, LinearModel, LinearRow } from './linear-solver';

/** How to write the model: `whole` for panels themselves, else for what lies between them. */
export interface ModelOptions {
  readonly whole: boolean;
  /** Classes that nobody may be drawn of. */
  readonly barred?: ReadonlySet<number>;
  /** Leave the rule "one of a household" out. */
  readonly withoutHouseholds?: boolean;
}

/** Rows of cents and rows of heads in one model: each is divided by a power of two near its largest amount. */
function rowScales({ rows, classes }: ClassProblem): number[] {
  const scales = rows.map(() => 1);
  for (const { amounts } of classes) {
    for (const [row, amount] of amounts) {
      let scale = scales[row] ?? 1;
      while (scale < Math.abs(amount)) scale *= 2;
      scales[row] = scale;
    }
  }
  return scales;
}

/** Columns are classes, rows are the problem's rows (scaled) then household types. Costs are 0. */
export function classModel(problem: ClassProblem, options: ModelOptions): LinearModel & { readonly scales: number[] } {
  const { rows, classes, types } = problem;
  const scales = rowScales(problem);
  const terms = rows.map((): [number, number][] => []);
  classes.forEach(({ amounts }, column) => {
    for (const [row, amount] of amounts) terms[row]?.push([column, amount / (scales[row] ?? 1)]);
  });
  const bound = (value: number | null, row: number): number | null =>
    value === null ? null : value / (scales[row] ?? 1);
  const columns = classes.map(({ places }, at): LinearColumn => ({
    cost: 0,
    min: 0,
    max: options.barred?.has(at) === true ? 0 : places.length,
    whole: options.whole,
  }));
  const ruled = rows.map(({ min, max }, row): LinearRow => ({
    min: bound(min, row),
    max: bound(max, row),
    terms: terms[row] ?? [],
  }));
  const oneEach = (options.withoutHouseholds === true ? [] : types).map(({ households, classes: of }): LinearRow => ({
    min: null,
    max: households.length,
    terms: of.map((column) => [column, 1] as const),
  }));
  return { columns, rows: [...ruled, ...oneEach], scales };
}
