// Two sides measured in turns, so that whatever disturbs the machine disturbs both.
import type { Effort, Figure } from './bench';

/** What a ratio is called and what it should be. */
export interface Aim {
  readonly bench: string;
  readonly clients?: number;
  readonly size?: number;
  /** None where nobody has said what it should be. */
  readonly goal: number | null;
  /** `at-least` for a rate, `at-most` for a time. */
  readonly wanted: 'at-least' | 'at-most';
}

/** What is compared. */
export interface Comparison extends Aim {
  /** Each measures itself once: operations a second, or seconds. */
  readonly ours: () => Promise<number>;
  readonly peer: () => Promise<number>;
}

/**
 * Runs both sides in turns, changing who goes first; the ratio is ours by the peer's, its median over the rounds. One
 * round more warms up, unless both sides are `warm`.
 */
export async function alternate(
  comparison: Comparison,
  { rounds, warm = false }: Pick<Effort, 'rounds'> & { readonly warm?: boolean },
): Promise<Figure> {
  const ratios: number[] = [];
  for (let round = warm ? 1 : 0; round <= rounds; round += 1) {
    const oursFirst = round % 2 === 0;
    const first = await (oursFirst ? comparison.ours() : comparison.peer());
    const second = await (oursFirst ? comparison.peer() : comparison.ours());
    if (round > 0) ratios.push(oursFirst ? first / second : second / first);
  }
  return figureOf(comparison, ratios);
}

/** The figure of some rounds: the median of their ratios. */
export function figureOf({ bench, clients, size, goal, wanted }: Aim, rounds: readonly number[]): Figure {
  const ratios = [...rounds].sort((a, b) => a - b);
  const ratio = median(ratios);
  return {
    bench,
    clients: clients ?? null,
    size: size ?? null,
    ratio: rounded(ratio),
    low: rounded(ratios[0] ?? NaN),
    high: rounded(ratios.at(-1) ?? NaN),
    goal,
    met: goal === null ? null : wanted === 'at-least' ? ratio >= goal : ratio <= goal,
  };
}

/** The middle of sorted numbers. */
function median(sorted: readonly number[]): number {
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

/** The time below which so many per cent of the answers come, in milliseconds, under the load of so many clients. */
export async function percentile(
  percent: number,
  { clients, milliseconds }: { readonly clients: number; readonly milliseconds: number },
  operation: () => Promise<unknown>,
): Promise<number> {
  const times: number[] = [];
  await rate(clients, milliseconds, async () => {
    const from = performance.now();
    await operation();
    times.push(performance.now() - from);
  });
  times.sort((a, b) => a - b);
  return times[Math.min(times.length - 1, Math.floor((times.length * percent) / 100))] ?? NaN;
}

function rounded(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
