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
    below: (count) => Math.floor((next() / 4294967296) * count),
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
