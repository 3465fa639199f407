// The solver HiGHS, compiled to WebAssembly: the same bits in Node and in a browser, one thread, no clock in its decisions.
import loader, { type Highs, type Model } from 'highs';
import type { LinearColumn, LinearModel, LinearRow, LinearSolver, OpenModel, Solved } from './linear-solver';

/** The package and its version as it stands in a draw's record. */
export const SOLVER_NAME = 'highs 1.15.3';

/** Fixed for ever, as the outcome depends on them. Tolerances are the tightest that stay steady. */
const OPTIONS = {
  output_flag: false,
  random_seed: 0,
  primal_feasibility_tolerance: 1e-9,
  dual_feasibility_tolerance: 1e-9,
  mip_feasibility_tolerance: 1e-9,
  mip_rel_gap: 1e-9,
  mip_abs_gap: 1e-9,
  mip_allow_restart: false,
};

/** Loads the solver once; what it answers with is synchronous and blocks its thread: call it in a worker or a child process. */
export async function loadHighs(): Promise<LinearSolver> {
  const highs = await loader();
  return { name: SOLVER_NAME, open: (model) => openIn(highs, model) };
}

function openIn(highs: Highs, { columns, rows }: LinearModel): OpenModel {
  const model = highs.createModel(dataOf(highs, columns, rows));
  model.options.set(OPTIONS);
  const low = (bound: number | null): number => bound ?? -highs.infinity;
  const high = (bound: number | null): number => bound ?? highs.infinity;
  let columnCount = columns.length;
  let rowCount = rows.length;
  return {
    addColumn(column, terms) {
      model.addCol(column.cost, low(column.min), high(column.max), entriesOf(terms));
      if (column.whole === true) model.changeColIntegrality(columnCount, highs.constants.variableType.integer);
      columnCount += 1;
      return columnCount - 1;
    },
    addRow(row) {
      model.addRow(low(row.min), high(row.max), entriesOf(row.terms));
      rowCount += 1;
      return rowCount - 1;
    },
    changeCost: (column, cost) => void model.changeColCost(column, cost),
    changeColumn: (column, min, max) => void model.changeColBounds(column, low(min), high(max)),
    changeRow: (row, min, max) => void model.changeRowBounds(row, low(min), high(max)),
    solve: (enough) => {
      model.options.set('objective_target', enough ?? -1e20);
      return solved(highs, model);
    },
    close: () => model.dispose(),
  };
}

function dataOf(
  { infinity }: Highs,
  columns: readonly LinearColumn[],
  rows: readonly LinearRow[],
): Parameters<Highs['createModel']>[0] {
  const starts = [0];
  const indices: number[] = [];
  const values: number[] = [];
  for (const { terms } of rows) {
    for (const [column, factor] of terms) {
      indices.push(column);
      values.push(factor);
    }
    starts.push(indices.length);
  }
  const whole = columns.some((column) => column.whole === true);
  return {
    numCols: columns.length,
    numRows: rows.length,
    colCost: columns.map(({ cost }) => cost),
    colLower: columns.map(({ min }) => min ?? -infinity),
    colUpper: columns.map(({ max }) => max ?? infinity),
    rowLower: rows.map(({ min }) => min ?? -infinity),
    rowUpper: rows.map(({ max }) => max ?? infinity),
    matrix: { format: 'csr', numRows: rows.length, numCols: columns.length, starts, indices, values },
    ...(whole ? { integrality: columns.map((column) => (column.whole === true ? 1 : 0)) } : {}),
  };
}

const entriesOf = (terms: LinearRow['terms']): { indices: number[]; values: number[] } => ({
  indices: terms.map(([place]) => place),
  values: terms.map(([, factor]) => factor),
});

function solved({ constants }: Highs, model: Model): Solved {
  model.run();
  const status = model.getModelStatus();
  const { infeasible, objectiveTarget, optimal, unbounded, unboundedOrInfeasible, empty } = constants.modelStatus;
  if (status === optimal || status === objectiveTarget || status === empty) {
    const { colValue, rowDual, colDual } = model.getSolution();
    return { status: 'optimal', cost: model.getObjectiveValue(), values: colValue, duals: rowDual, reduced: colDual };
  }
  const none = new Float64Array(0);
  if (status === infeasible) return { status: 'infeasible', cost: Infinity, values: none, duals: none, reduced: none };
  if (status === unbounded || status === unboundedOrInfeasible) {
    return { status: 'unbounded', cost: -Infinity, values: none, duals: none, reduced: none };
  }
  throw new RangeError(`the solver stopped with status ${String(status)}`);
}
