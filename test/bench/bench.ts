// What a bench is: a name, and figures, each a ratio of our way to a peer's from one alternated run.
import type { BenchServer } from './bench-server';

/** One ratio. `goal` is what it should reach: at least, or at most where less is better; null where none was set. */
export interface Figure {
  readonly bench: string;
  readonly clients: number | null;
  readonly size: number | null;
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
  readonly goal: number | null;
  readonly met: boolean | null;
}

/** How thoroughly to measure. */
export interface Effort {
  /** Rounds that count; one more warms up. */
  readonly rounds: number;
  /** How long each side runs in a round, in milliseconds, where the load has no end of its own. */
  readonly milliseconds: number;
  /** Whether the sizes that take many minutes are wanted. */
  readonly long: boolean;
  /** Whether the sizes that take a minute are left out. */
  readonly quick: boolean;
}

/** A family of measures. To add one: a file `<name>.bench.ts`, and a line in `benches.ts`. */
export interface Bench {
  readonly name: string;
  /** Against what it is measured, in a few words. */
  readonly against: string;
  run(server: BenchServer, effort: Effort): Promise<Figure[]>;
}
