// What we ask of a solver of linear problems: smallest cost under rows, with whole columns or not. It is believed in nothing.

/** A quantity to choose: cost per unit, bounds (null: none), whether it must be whole. */
export interface LinearColumn {
  readonly cost: number;
  readonly min: number | null;
  readonly max: number | null;
  readonly whole?: boolean;
}

/** A sum over columns (by place) that must lie between its bounds (null: none). */
export interface LinearRow {
  readonly min: number | null;
  readonly max: number | null;
  readonly terms: readonly (readonly [column: number, factor: number])[];
}

/** A problem to make as cheap as can be. */
export interface LinearModel {
  readonly columns: readonly LinearColumn[];
  readonly rows: readonly LinearRow[];
}

/**
 * The answer. `duals` are the change of the cost per unit of each row's bound (at least 0 for a minimum that binds, at most 0
 * for a maximum); they mean something only where no column is whole.
 */
export interface Solved {
  readonly status: 'optimal' | 'infeasible' | 'unbounded';
  readonly cost: number;
  readonly values: Float64Array;
  readonly duals: Float64Array;
  /** What is left of each column's cost once its rows have been paid for by the duals. */
  readonly reduced: Float64Array;
}

/** A problem kept open, changed and solved again from where it stood. */
export interface OpenModel {
  /** Adds a column with its factor in each row named. @returns its place */
  addColumn(column: LinearColumn, terms: LinearRow['terms']): number;
  /** Adds a row. @returns its place */
  addRow(row: LinearRow): number;
  changeCost(column: number, cost: number): void;
  changeColumn(column: number, min: number | null, max: number | null): void;
  changeRow(row: number, min: number | null, max: number | null): void;
  /**
   * Solves it as it stands; with whole columns, `enough` is a cost at which the first answer will do. Same history of calls, same answer, on any machine. @throws RangeError when the solver breaks down
   */
  solve(enough?: number): Solved;
  /** Gives its memory back; nothing may be asked of it afterwards. */
  close(): void;
}

/** A solver at hand, synchronous and deterministic. */
export interface LinearSolver {
  /** Name and version, for the record: `highs 1.15.3`. */
  readonly name: string;
  open(model: LinearModel): OpenModel;
}

/** Opens a model for the time of `work`, and gives its memory back whatever happens. */
export function withModel<Result>(solver: LinearSolver, model: LinearModel, work: (open: OpenModel) => Result): Result {
  const open = solver.open(model);
  try {
    return work(open);
  } finally {
    open.close();
  }
}
