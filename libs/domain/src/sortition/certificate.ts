// The arithmetic of the proof: what a level's multipliers allow at most, by additions and multiplications alone.
import type { DrawProblem } from './draw-problem';
import type { CertificateLevel } from './fair-lottery';

/** What is settled of an entry before a level: its chance per ticket, or that no panel holds it; null: still open. */
export type Settled = readonly (number | null)[];

/**
 * The greatest weighted mean of chances per ticket that a lottery can give to the level's entries, if everybody settled before
 * has at least what was settled (0 for who is never drawn). For any row multipliers at all this is true; bad ones only prove
 * less. Infinity when a multiplier stands on a bound that does not exist.
 */
export function levelBound(problem: DrawProblem, level: CertificateLevel, settled: Settled): number {
  const gains = gainsOf(problem, level);
  const weights = new Map(level.weights);
  let bound = constantOf(problem, level);
  problem.entries.forEach(({ tickets }, place) => {
    const gain = gains[place] ?? 0;
    const before = settled[place] ?? null;
    if (before !== null) {
      // Nobody is drawn more than always; and who was settled is drawn at least so often.
      bound += gain > 0 ? -gain * tickets * before : -gain * (before === 0 ? 0 : 1);
    } else {
      const over = (weights.get(place) ?? 0) / tickets - gain;
      if (over > 0) bound += over;
    }
  });
  return bound;
}

/** What the multipliers charge for drawing each entry. */
export function gainsOf({ rows, entries }: DrawProblem, level: CertificateLevel): number[] {
  const households = new Map(level.households);
  return entries.map(({ amounts, household }) => {
    let gain = household === null ? 0 : (households.get(household) ?? 0);
    for (const [row, multiplier] of level.rows) {
      if (row < rows.length) gain += multiplier * (amounts[row] ?? 0);
    }
    return gain;
  });
}

/** What the multipliers are worth at the bounds they stand on. */
export function constantOf({ rows }: DrawProblem, level: CertificateLevel): number {
  let sum = 0;
  for (const [row, multiplier] of level.rows) {
    const bound = multiplier > 0 ? rows[row]?.max : rows[row]?.min;
    if (bound == null) return Infinity;
    sum += multiplier * bound;
  }
  for (const [, multiplier] of level.households) {
    if (multiplier < 0) return Infinity;
    sum += multiplier;
  }
  return sum;
}
