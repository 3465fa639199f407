// Figures of a lottery, as those who compare lotteries know them.

/** The smallest and greatest chance, and how unequal they are. */
export interface Figures {
  /** Over everybody: 0 where someone can never be drawn. */
  readonly minProbability: number;
  /** Over those who can be drawn. */
  readonly minPositive: number;
  readonly maxProbability: number;
  /** 0: all alike; towards 1: one has everything. */
  readonly gini: number;
}

/** The figures of people's chances. */
export function figuresOf(chances: readonly number[]): Figures {
  const sorted = [...chances].sort((a, b) => a - b);
  const sum = sorted.reduce((total, chance) => total + chance, 0);
  // The mean difference of all pairs, from the ranks: sum of (2 rank - n - 1) x chance.
  const ranked = sorted.reduce((total, chance, place) => total + (2 * place + 1 - sorted.length) * chance, 0);
  return {
    minProbability: sorted[0] ?? 0,
    minPositive: sorted.find((chance) => chance > 0) ?? 0,
    maxProbability: sorted.at(-1) ?? 0,
    gini: sum === 0 ? 0 : Math.max(0, ranked / (sorted.length * sum)),
  };
}
