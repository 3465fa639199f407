// The checker's own search through panels, where multipliers alone do not prove a level: every panel is excluded by the rows, by
// the bound of the multipliers, or looked at. No solver.
import type { ClassProblem } from './classes';

/** What is claimed: no panel is worth more than `limit`, when a person of a class is worth `values`. */
export interface Claim {
  readonly values: readonly number[];
  /** What the multipliers charge for a person of each class, and their constant: a bound that may end the search early. */
  readonly gains: readonly number[];
  readonly constant: number;
  readonly limit: number;
}

/** `gave-up`: more than `nodes` steps, nothing is proved. Classes in `barred` are taken as never drawn. */
export function searchAbove(
  problem: ClassProblem,
  claim: Claim,
  barred: ReadonlySet<number>,
  nodes = 3_000_000,
): 'none' | 'found' | 'gave-up' {
  const { classes, rows, types } = problem;
  const lines = classes.map(({ amounts, type }) =>
    type === null ? amounts : [...amounts, [rows.length + type, 1] as const],
  );
  const low = [...rows.map(({ min }) => min ?? -Infinity), ...types.map(() => 0)];
  const high = [...rows.map(({ max }) => max ?? Infinity), ...types.map((type) => type.households.length)];
  const over = classes.map((_, at) => (claim.values[at] ?? 0) - (claim.gains[at] ?? 0));
  const order = [...classes.keys()]
    .filter((at) => !barred.has(at))
    .sort((a, b) => Math.abs(over[b] ?? 0) - Math.abs(over[a] ?? 0) || a - b);
  const size = (at: number): number => classes[at]?.places.length ?? 0;
  /** What the classes still to come can add to each row at least and at most, and to the bound. */
  const least = [low.map(() => 0)];
  const most = [low.map(() => 0)];
  const hope = [0];
  for (const at of [...order].reverse()) {
    const down = [...(least.at(-1) ?? [])];
    const up = [...(most.at(-1) ?? [])];
    for (const [row, amount] of lines[at] ?? []) {
      if (amount > 0) up[row] = (up[row] ?? 0) + amount * size(at);
      else down[row] = (down[row] ?? 0) + amount * size(at);
    }
    least.push(down);
    most.push(up);
    hope.push((hope.at(-1) ?? 0) + Math.max(0, over[at] ?? 0) * size(at));
  }
  const sums = low.map(() => 0);
  let left = nodes;
  return descend(0, claim.constant, 0);

  function descend(depth: number, bound: number, value: number): 'none' | 'found' | 'gave-up' {
    left -= 1;
    if (left < 0) return 'gave-up';
    const rest = order.length - depth;
    if (bound + (hope[rest] ?? 0) <= claim.limit) return 'none';
    const dead = sums.some(
      (sum, row) =>
        sum + (most[rest]?.[row] ?? 0) < (low[row] ?? 0) || sum + (least[rest]?.[row] ?? 0) > (high[row] ?? 0),
    );
    if (dead) return 'none';
    const at = order[depth];
    if (at === undefined) return value > claim.limit ? 'found' : 'none';
    return branch(at, { depth, bound, value });
  }

  function branch(
    at: number,
    { depth, bound, value }: { depth: number; bound: number; value: number },
  ): 'none' | 'found' | 'gave-up' {
    let answer: 'none' | 'found' | 'gave-up' = 'none';
    for (let count = 0; count <= size(at) && answer === 'none'; count += 1) {
      add(at, count);
      answer = descend(depth + 1, bound + count * (over[at] ?? 0), value + count * (claim.values[at] ?? 0));
      add(at, -count);
    }
    return answer;
  }

  function add(at: number, count: number): void {
    for (const [row, amount] of lines[at] ?? []) sums[row] = (sums[row] ?? 0) + amount * count;
  }
}
