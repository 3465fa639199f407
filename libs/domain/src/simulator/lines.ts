// The figures of every run side by side, and from them the low, the middle and the high line.
import { type Cents, cents } from '../kernel/money';
import type { Life, MonthSums } from './life';

/** What is kept of each month of each run. */
const FIGURES = [
  'held',
  'owedToMembers',
  'free',
  'inArrears',
  'received',
  'credited',
  'expired',
  'spent',
  'units',
  'dues',
  'called',
  'paid',
  'short',
] as const;
export type Figure = (typeof FIGURES)[number];

/** A figure as it may turn out: one run in ten is below `low`, half below `middle`, one in ten above `high`. In cents. */
export interface Band {
  readonly low: Cents;
  readonly middle: Cents;
  readonly high: Cents;
}

/** Figures by month and run. */
export class Lines {
  private readonly values: ReadonlyMap<Figure, Float64Array>;
  private run = 0;

  constructor(
    private readonly months: number,
    private readonly runs: number,
  ) {
    this.values = new Map(FIGURES.map((figure) => [figure, new Float64Array(months * runs)]));
  }

  /** What is written from now on belongs to this run. */
  begin(run: number): void {
    this.run = run;
  }

  /** Whether the pot could not bear a month of a run. */
  isShort(run: number): boolean {
    return this.of('short', this.months - 1)[run] === 1;
  }

  /** Writes the present run as it is in other lines. */
  copy(other: Lines): void {
    for (const [figure, values] of this.values) {
      for (let month = 0; month < this.months; month += 1) {
        values[month * this.runs + this.run] = other.of(figure, month)[this.run] ?? 0;
      }
    }
  }

  /** Writes a month of the present run. */
  write(month: number, life: Life, sums: MonthSums): void {
    const { owedToOutlets } = life.forecast.simulation.opening;
    const place = month * this.runs + this.run;
    const of: Readonly<Record<Figure, number>> = {
      ...sums,
      held: life.pot + life.owed + life.setAside + owedToOutlets,
      owedToMembers: life.owed,
      free: life.pot,
      inArrears: life.arrearsPot + life.arrearsCosts,
      short: life.short,
    };
    for (const [figure, values] of this.values) values[place] = of[figure];
  }

  /**
   * A figure of a month over all runs, sorted; each line of it is a value that a run came to, never a fraction. The
   * lines of two figures are taken each for itself: only where nothing is random do they add up.
   */
  band(figure: Figure, month: number): Band {
    const sorted = this.of(figure, month).slice().sort();
    const at = (share: number): Cents => cents(sorted[Math.round(share * (sorted.length - 1))] ?? 0);
    return { low: at(0.1), middle: at(0.5), high: at(0.9) };
  }

  /** The mean of a figure of a month over all runs. */
  mean(figure: Figure, month: number): number {
    return this.of(figure, month).reduce((total, value) => total + value, 0) / this.runs;
  }

  /** How many months there are. */
  get length(): number {
    return this.months;
  }

  private of(figure: Figure, month: number): Float64Array {
    return (this.values.get(figure) ?? new Float64Array()).subarray(month * this.runs, (month + 1) * this.runs);
  }
}
