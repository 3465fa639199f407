// A small curve in one line of text.

const BLOCKS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/** One sign a value, from the lowest to the highest; of digits 0 to 7 where blocks cannot be shown. */
export function curve(values: readonly number[], blocks: boolean): string {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const level = (value: number): number =>
    high === low ? 0 : Math.round(((value - low) / (high - low)) * (BLOCKS.length - 1));
  return values.map((value) => (blocks ? (BLOCKS[level(value)] ?? '') : String(level(value)))).join('');
}
