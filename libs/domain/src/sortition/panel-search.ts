// Searching one good panel by small steps: seats change hands, costly steps are accepted less and less. Quick, and not to be
// believed: what it finds keeps the rows, but a better panel may exist.
import type { ClassProblem } from './classes';
import { Lines } from './lines';
import type { ClassPanel } from './panels-of';

// Called for each exchange tried: where a global is looked up by name each time (a test, a sandbox), that is most of the work.
const { floor } = Math;

/** How long and how boldly to search: weight of a broken row, first and last temperature, steps. */
export interface SearchEffort {
  readonly strictness: number;
  readonly hot: number;
  readonly cold: number;
  readonly steps: number;
}

/** Finds panels of one problem, each time for other values of the classes. */
export class PanelSearch {
  private readonly lines: Lines;
  private readonly sizes: Int32Array;
  private readonly open: Int32Array;
  private readonly fixedSize: boolean;
  private readonly counts: Int32Array;
  /** The class of an empty seat: after the last. */
  private readonly nobody: number;
  private seats: number[] = [];
  private readonly chance: SteadyChance;

  /** @param barred classes that nobody is drawn of. The same calls in the same order find the same panels. */
  constructor(problem: ClassProblem, barred: ReadonlySet<number>, seed = 20261122) {
    const { rows, classes } = problem;
    const sized = rows.findIndex(
      ({ min, max }, row) =>
        min === max && classes.every(({ amounts }) => amounts.some(([at, amount]) => at === row && amount === 1)),
    );
    this.fixedSize = sized >= 0;
    this.lines = new Lines(problem, sized);
    this.sizes = Int32Array.from(classes.map(({ places }) => places.length));
    this.open = Int32Array.from(classes.flatMap((_, at) => (barred.has(at) ? [] : [at])));
    this.counts = new Int32Array(classes.length + 1);
    this.nobody = classes.length;
    this.chance = steadyChance(seed);
  }

  /** Where the next search begins. Where the size is fixed, the panel must be of that size. */
  startFrom(panel: ClassPanel): void {
    this.lines.clear();
    this.counts.fill(0);
    this.seats = [];
    for (const [at, count] of panel) {
      for (let times = 0; times < count; times += 1) {
        this.seats.push(at);
        this.move(this.nobody, at);
      }
    }
  }

  /** The best panel met for these values of the classes, or null when none kept all rows. */
  find(raw: Float64Array, { strictness, hot, cold, steps }: SearchEffort): ClassPanel | null {
    const { chance, lines, nobody } = this;
    const worth = this.searchable(raw);
    let broken = lines.broken();
    let value = this.seats.reduce((sum, at) => sum + (worth[at] ?? 0), 0);
    let best: number[] | null = null;
    let bestValue = -Infinity;
    let heat = hot;
    const cooling = (hot - cold) / steps;
    for (let step = 0; step < steps; step += 1) {
      heat -= cooling;
      const seat = this.seatToEmpty();
      const leaving = seat < 0 ? nobody : (this.seats[seat] ?? nobody);
      const entering = this.classToSeat(leaving);
      if (leaving === entering) continue;
      const gain = (worth[entering] ?? 0) - (worth[leaving] ?? 0);
      const more = lines.change(leaving, entering);
      if (strictness * more > gain + heat * chance.wait()) continue;
      this.seat(seat, entering);
      this.move(leaving, entering);
      broken += more;
      value += gain;
      if (value > bestValue && broken < 1e-6) {
        bestValue = value;
        best = [...this.seats];
      }
    }
    return best === null ? null : counted(best);
  }

  /** Values as the search likes them: differences of about a third, nobody worth breaking rows for, nobody's seat worth 0. */
  private searchable(values: Float64Array): Float64Array {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / values.length);
    const unit = 0.35 / Math.max(spread, mean / 10, 1e-12);
    // Where every panel has the same size only differences count.
    const base = this.fixedSize ? 0 : mean * unit;
    const scaled = new Float64Array(values.length + 1);
    values.forEach((value, at) => (scaled[at] = base + Math.max(-1.2, Math.min(1.2, (value - mean) * unit))));
    return scaled;
  }

  private seatToEmpty(): number {
    const { length } = this.seats;
    if (!this.fixedSize && (length === 0 || this.chance.below(4) === 0)) return -1;
    return this.chance.below(length);
  }

  /** Who leaves stays when the class drawn has nobody left. */
  private classToSeat(leaving: number): number {
    if (!this.fixedSize && this.chance.below(4) === 0) return this.nobody;
    const at = this.open[this.chance.below(this.open.length)] ?? leaving;
    return (this.counts[at] ?? 0) < (this.sizes[at] ?? 0) ? at : leaving;
  }

  private seat(seat: number, entering: number): void {
    if (seat < 0) this.seats.push(entering);
    else if (entering !== this.nobody) this.seats[seat] = entering;
    else {
      const last = this.seats.pop();
      if (last !== undefined && seat < this.seats.length) this.seats[seat] = last;
    }
  }

  private move(leaving: number, entering: number): void {
    this.lines.move(leaving, entering);
    this.counts[leaving] = (this.counts[leaving] ?? 0) - 1;
    this.counts[entering] = (this.counts[entering] ?? 0) + 1;
  }
}

function counted(seats: readonly number[]): ClassPanel {
  const counts = new Map<number, number>();
  for (const at of [...seats].sort((a, b) => a - b)) counts.set(at, (counts.get(at) ?? 0) + 1);
  return [...counts];
}

// Chance for searching panels: the same on every machine, from whole numbers and plain arithmetic only. No draw depends on it
// for its fairness: what it finds is proved, and the pick has a seed of its own.

/** A source of whole numbers below `count`, each about as likely. */
export interface SteadyChance {
  below(count: number): number;
  /** A number at least 0 with mean 1, most often small (exponential), for accepting a step that costs. */
  wait(): number;
}

/** Xorshift with 32 bits; the same seed (not 0) gives the same numbers for ever. */
export function steadyChance(seed: number): SteadyChance {
  let state = seed | 0 || 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
  return {
    below: (count) => floor((next() / 4294967296) * count),
    wait: () => WAITS[next() >>> 22] ?? 0,
  };
}

/** Math.log may differ in its last bit between engines, and one bit is another panel. */
const WAITS = Float64Array.from({ length: 1024 }, (_, place) => minusLog((place + 0.5) / 1024));

/** -ln(x) for 0 < x <= 1 by halving and the series of artanh. */
function minusLog(x: number): number {
  let value = x;
  let sum = 0;
  while (value < 0.7) {
    value *= 2;
    sum += 0.6931471805599453;
  }
  const ratio = (value - 1) / (value + 1);
  let term = 2 * ratio;
  let log = 0;
  for (let odd = 1; odd < 40; odd += 2) {
    log += term / odd;
    term *= ratio * ratio;
  }
  return sum - log;
}
