// Where a panel in the making stands in each row, and what exchanging one person changes: the innermost arithmetic of a search.
import type { ClassProblem } from './classes';

interface Ruled {
  readonly low: number;
  readonly high: number;
  readonly classes: ReadonlyMap<number, number>;
}

/**
 * Sums of the rows and household types, and by how much they are broken in all. Rows that count heads and that nobody is in at
 * the same time (the classes of one criterion) share a column, so that an exchange is a few look-ups.
 */
export class Lines {
  private readonly columns: number;
  /** Row of each class (and of nobody, the last) in each column; the row after the last is of no consequence. */
  private readonly rowOf: Int32Array;
  private readonly low: Float64Array;
  private readonly high: Float64Array;
  private readonly sums: Float64Array;
  /** What one less and one more in a row would break or mend. */
  private readonly less: Float64Array;
  private readonly more: Float64Array;
  /** Rows of other amounts, cents for instance: one person counts about 1 in them too. */
  private readonly weighed: readonly Weighed[];

  /** @param without a row that is kept anyhow, -1 for none */
  constructor(problem: ClassProblem, without: number) {
    const nobody = problem.classes.length;
    const rules = rulesOf(problem, without);
    const heads = rules.filter(({ classes }) => [...classes.values()].every((amount) => amount === 1));
    const columns: number[][] = [];
    heads.forEach((rule, row) => {
      const apart = (other: number): boolean => ![...rule.classes.keys()].some((at) => heads[other]?.classes.has(at));
      const column = columns.find((rows) => rows.every(apart));
      if (column === undefined) columns.push([row]);
      else column.push(row);
    });
    this.columns = columns.length;
    this.rowOf = new Int32Array((nobody + 1) * columns.length).fill(heads.length);
    columns.forEach((rows, column) => {
      for (const row of rows) {
        for (const at of heads[row]?.classes.keys() ?? []) this.rowOf[at * columns.length + column] = row;
      }
    });
    this.low = Float64Array.from([...heads.map(({ low }) => low), -Infinity]);
    this.high = Float64Array.from([...heads.map(({ high }) => high), Infinity]);
    this.sums = new Float64Array(heads.length + 1);
    this.less = new Float64Array(heads.length + 1);
    this.more = new Float64Array(heads.length + 1);
    this.weighed = rules.filter((rule) => !heads.includes(rule)).map((rule) => new Weighed(rule, nobody));
    this.clear();
  }

  clear(): void {
    this.sums.fill(0);
    this.sums.forEach((_, row) => this.note(row));
    for (const row of this.weighed) row.sum = 0;
  }

  broken(): number {
    const heads = this.sums.reduce((all, sum, row) => all + outside(sum, this.low[row] ?? 0, this.high[row] ?? 0), 0);
    return this.weighed.reduce((all, row) => all + row.broken(), heads);
  }

  /** By how much more the rows would be broken if one of `leaving` made place for one of `entering` (the last class: nobody). */
  change(leaving: number, entering: number): number {
    const { columns, rowOf, less, more, weighed } = this;
    let change = 0;
    let from = leaving * columns;
    let to = entering * columns;
    for (const end = from + columns; from < end; from += 1, to += 1) {
      const out = rowOf[from] ?? 0;
      const into = rowOf[to] ?? 0;
      if (out !== into) change += (less[out] ?? 0) + (more[into] ?? 0);
    }
    for (const row of weighed) change += row.change(leaving, entering);
    return change;
  }

  /** Makes the exchange. */
  move(leaving: number, entering: number): void {
    const { columns, rowOf } = this;
    for (let column = 0; column < columns; column += 1) {
      this.add(rowOf[leaving * columns + column] ?? 0, -1);
      this.add(rowOf[entering * columns + column] ?? 0, 1);
    }
    for (const row of this.weighed) row.move(leaving, entering);
  }

  private add(row: number, by: number): void {
    this.sums[row] = (this.sums[row] ?? 0) + by;
    this.note(row);
  }

  private note(row: number): void {
    const sum = this.sums[row] ?? 0;
    const low = this.low[row] ?? 0;
    const high = this.high[row] ?? 0;
    const now = outside(sum, low, high);
    this.less[row] = outside(sum - 1, low, high) - now;
    this.more[row] = outside(sum + 1, low, high) - now;
  }
}

class Weighed {
  sum = 0;
  private readonly amounts: Float64Array;
  private readonly unit: number;

  constructor(
    private readonly rule: Ruled,
    nobody: number,
  ) {
    this.amounts = Float64Array.from({ length: nobody + 1 }, (_, at) => rule.classes.get(at) ?? 0);
    this.unit = 2 / this.amounts.reduce((most, amount) => Math.max(most, Math.abs(amount)), 1);
  }

  broken(): number {
    return outside(this.sum, this.rule.low, this.rule.high) * this.unit;
  }

  change(leaving: number, entering: number): number {
    const after = this.sum + (this.amounts[entering] ?? 0) - (this.amounts[leaving] ?? 0);
    return outside(after, this.rule.low, this.rule.high) * this.unit - this.broken();
  }

  move(leaving: number, entering: number): void {
    this.sum += (this.amounts[entering] ?? 0) - (this.amounts[leaving] ?? 0);
  }
}

function outside(sum: number, low: number, high: number): number {
  if (sum < low) return low - sum;
  return sum > high ? sum - high : 0;
}

function rulesOf({ rows, classes, types }: ClassProblem, without: number): Ruled[] {
  const inRow = rows.map(() => new Map<number, number>());
  classes.forEach(({ amounts }, at) => {
    for (const [row, amount] of amounts) inRow[row]?.set(at, amount);
  });
  return [
    ...rows.flatMap(({ min, max }, row) =>
      row === without
        ? []
        : [{ low: min ?? -Infinity, high: max ?? Infinity, classes: inRow[row] ?? new Map<number, number>() }],
    ),
    ...types.map((type) => ({
      low: 0,
      high: type.households.length,
      classes: new Map(type.classes.map((at) => [at, 1])),
    })),
  ];
}
