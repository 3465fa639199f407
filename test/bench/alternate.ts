// Two sides measured in turns, so that whatever disturbs the machine disturbs both.
import type { Effort, Figure } from './bench';

/** What is compared and what the ratio should be. */
export interface Comparison {
  readonly bench: string;
  readonly clients?: number;
  readonly size?: number;
  readonly goal: number;
  /** `at-least` for a rate, `at-most` for a time. */
  readonly wanted: 'at-least' | 'at-most';
  /** Each measures itself once: operations a second, or seconds. */
  readonly ours: () => Promise<number>;
  readonly peer: () => Promise<number>;
}

/** Runs both sides in turns, changing who goes first; the ratio is ours by the peer's, its median over the rounds. */
export async function alternate(comparison: Comparison, { rounds }: Pick<Effort, 'rounds'>): Promise<Figure> {
  const ratios: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const oursFirst = round % 2 === 0;
    const first = await (oursFirst ? comparison.ours() : comparison.peer());
    const second = await (oursFirst ? comparison.peer() : comparison.ours());
    if (round > 0) ratios.push(oursFirst ? first / second : second / first);
  }
  ratios.sort((a, b) => a - b);
  const ratio = median(ratios);
  const met = comparison.wanted === 'at-least' ? ratio >= comparison.goal : ratio <= comparison.goal;
  return {
    bench: comparison.bench,
    clients: comparison.clients ?? null,
    size: comparison.size ?? null,
    ratio: rounded(ratio),
    low: rounded(ratios[0] ?? NaN),
    high: rounded(ratios.at(-1) ?? NaN),
    goal: comparison.goal,
    met,
  };
}

/** The middle of sorted numbers. */
export function median(sorted: readonly number[]): number {
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1] ?? NaN, sorted[Math.floor(middle)] ?? NaN];
  return (low + high) / 2;
}

/** How long work takes, in seconds. */
export async function seconds(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return (performance.now() - from) / 1_000;
}

/** How often so many clients, each waiting for its answer, get through an operation: operations a second. */
export async function rate(clients: number, milliseconds: number, operation: () => Promise<unknown>): Promise<number> {
  let done = 0;
  const from = performance.now();
  const until = from + milliseconds;
  const client = async (): Promise<void> => {
    while (performance.now() < until) {
      await operation();
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return (done * 1_000) / (performance.now() - from);
}

function rounded(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
