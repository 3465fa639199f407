// Searching one good panel by small steps: seats change hands, costly steps are accepted less and less. Quick, and not to be
// believed: what it finds keeps the rows, but a better panel may exist.
import type { ClassProblem } from './classes';
import type { ClassPanel } from './seat-people';
import { type SteadyChance, steadyChance } from './steady-chance';

/** How long and how boldly to search: weight of a broken row, first and last temperature, steps. */
export interface SearchEffort {
  readonly strictness: number;
  readonly hot: number;
  readonly cold: number;
  readonly steps: number;
}

/** Finds panels of one problem, each time for other values of the classes. */
export class PanelSearch {
  private readonly starts: Int32Array;
  private readonly rowOf: Int32Array;
  private readonly amountOf: Float64Array;
  private readonly low: Float64Array;
  private readonly high: Float64Array;
  private readonly unit: Float64Array;
  private readonly sizes: Int32Array;
  private readonly open: Int32Array;
  private readonly fixedSize: boolean;
  private readonly sums: Float64Array;
  private readonly counts: Int32Array;
  private seats: number[] = [];
  private readonly chance: SteadyChance;

  /** @param barred classes that nobody is drawn of. The same calls in the same order find the same panels. */
  constructor(problem: ClassProblem, barred: ReadonlySet<number>, seed = 20261122) {
    const { rows, classes, types } = problem;
    const lines = classes.map(({ amounts, type }) =>
      type === null ? amounts : [...amounts, [rows.length + type, 1] as const],
    );
    this.starts = Int32Array.from([
      0,
      ...lines.map((_, at) => lines.slice(0, at + 1).reduce((sum, line) => sum + line.length, 0)),
    ]);
    this.rowOf = Int32Array.from(lines.flat().map(([row]) => row));
    this.amountOf = Float64Array.from(lines.flat().map(([, amount]) => amount));
    this.low = Float64Array.from([...rows.map(({ min }) => min ?? -Infinity), ...types.map(() => 0)]);
    this.high = Float64Array.from([
      ...rows.map(({ max }) => max ?? Infinity),
      ...types.map((type) => type.households.length),
    ]);
    this.unit = unitsOf(lines, rows.length + types.length);
    this.sizes = Int32Array.from(classes.map(({ places }) => places.length));
    this.open = Int32Array.from(classes.flatMap((_, at) => (barred.has(at) ? [] : [at])));
    this.fixedSize = rows.some(
      ({ min, max }, row) =>
        min === max && lines.every((line) => line.some(([at, amount]) => at === row && amount === 1)),
    );
    this.sums = new Float64Array(rows.length + types.length);
    this.counts = new Int32Array(classes.length);
    this.chance = steadyChance(seed);
  }

  /** Where the next search begins. */
  startFrom(panel: ClassPanel): void {
    this.sums.fill(0);
    this.counts.fill(0);
    this.seats = [];
    for (const [at, count] of panel) {
      for (let times = 0; times < count; times += 1) {
        this.seats.push(at);
        this.move(at, 1);
      }
    }
  }

  /** The best panel met for these values (a class, about 1 in size), or null when none kept all rows. */
  find(values: Float64Array, effort: SearchEffort): ClassPanel | null {
    let broken = this.brokenNow();
    let value = this.seats.reduce((sum, at) => sum + (values[at] ?? 0), 0);
    let best: number[] | null = null;
    let bestValue = -Infinity;
    const cooling = (effort.cold - effort.hot) / effort.steps;
    for (let step = 0; step < effort.steps; step += 1) {
      const seat = this.seatToEmpty();
      const entering = this.classToSeat(seat);
      const leaving = this.seats[seat] ?? -1;
      if (leaving === entering) continue;
      const gain = (values[entering] ?? 0) - (values[leaving] ?? 0);
      const more = this.move(leaving, -1) + this.move(entering, 1);
      if (effort.strictness * more - gain <= (effort.hot + cooling * step) * this.chance.wait()) {
        this.seat(seat, entering);
        broken += more;
        value += gain;
        if (value > bestValue && broken < 1e-9) {
          bestValue = value;
          best = [...this.seats];
        }
      } else {
        this.move(entering, -1);
        this.move(leaving, 1);
      }
    }
    return best === null ? null : counted(best);
  }

  private seatToEmpty(): number {
    if (!this.fixedSize && (this.seats.length === 0 || this.chance.below(4) === 0)) return -1;
    return this.chance.below(this.seats.length);
  }

  private classToSeat(seat: number): number {
    if (!this.fixedSize && seat >= 0 && this.chance.below(4) === 0) return -1;
    const at = this.open[this.chance.below(this.open.length)] ?? -1;
    return at >= 0 && (this.counts[at] ?? 0) < (this.sizes[at] ?? 0) ? at : (this.seats[seat] ?? -1);
  }

  private seat(seat: number, entering: number): void {
    if (seat < 0) this.seats.push(entering);
    else if (entering >= 0) this.seats[seat] = entering;
    else {
      const last = this.seats.pop();
      if (last !== undefined && seat < this.seats.length) this.seats[seat] = last;
    }
  }

  /** Adds or takes one of a class (-1: none). @returns by how much more the rows are broken */
  private move(at: number, by: number): number {
    let more = 0;
    if (at < 0) return more;
    this.counts[at] = (this.counts[at] ?? 0) + by;
    for (let place = this.starts[at] ?? 0; place < (this.starts[at + 1] ?? 0); place += 1) {
      const row = this.rowOf[place] ?? 0;
      const before = this.sums[row] ?? 0;
      const after = before + by * (this.amountOf[place] ?? 0);
      this.sums[row] = after;
      more += (this.outside(row, after) - this.outside(row, before)) * (this.unit[row] ?? 1);
    }
    return more;
  }

  private outside(row: number, sum: number): number {
    const low = this.low[row] ?? 0;
    const high = this.high[row] ?? 0;
    return sum < low ? low - sum : sum > high ? sum - high : 0;
  }

  private brokenNow(): number {
    return this.sums.reduce((all, sum, row) => all + this.outside(row, sum) * (this.unit[row] ?? 1), 0);
  }
}

/** One person more or less counts about 1 in every row, in cents too. */
function unitsOf(lines: readonly (readonly (readonly [number, number])[])[], rows: number): Float64Array {
  const most = new Float64Array(rows).fill(1);
  for (const [row, amount] of lines.flat()) most[row] = Math.max(most[row] ?? 1, Math.abs(amount));
  return most.map((amount) => (amount === 1 ? 1 : 2 / amount));
}

function counted(seats: readonly number[]): ClassPanel {
  const counts = new Map<number, number>();
  for (const at of [...seats].sort((a, b) => a - b)) counts.set(at, (counts.get(at) ?? 0) + 1);
  return [...counts];
}
