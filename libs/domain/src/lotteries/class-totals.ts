// How many are of each class, as far as it may be told in a village: totals of at least 5, and none that gives a smaller one away.
import type { Row } from '../sortition/draw-problem';
import type { FrozenLine } from './frozen-list';

/** A total below this is not published: it would point at people. */
export const SMALLEST_TOTAL = 5;

/** The totals of one row among who stood for the draw and among who was drawn; null: too few to be told. */
export interface ClassTotal {
  readonly row: string;
  readonly listed: number | null;
  readonly drawn: number | null;
}

/** The key of the row that counts a class of a criterion. */
export function classRow(criterion: string, name: string): string {
  return `quota/${escaped(criterion)}/${escaped(name)}`;
}

/** The criterion and class that a row counts; null for other rows (size, budget). */
export function classOfRow(key: string): { readonly criterion: string; readonly name: string } | null {
  const [kind, criterion, name, ...rest] = key.split('/');
  if (kind !== 'quota' || criterion === undefined || name === undefined || rest.length > 0) return null;
  return { criterion: decodeURIComponent(criterion), name: decodeURIComponent(name) };
}

/** Only what would be taken for a separator is escaped: keys stay readable. */
function escaped(name: string): string {
  return name.replaceAll('%', '%25').replaceAll('/', '%2F');
}

/** The totals that may be published of a draw, in the order of its rows. @param panel codes of who was drawn */
export function classTotals(
  rows: readonly Row[],
  lines: readonly FrozenLine[],
  panel: ReadonlySet<string>,
): ClassTotal[] {
  const keys = rows.map(({ key }) => key).filter((key) => classOfRow(key) !== null);
  const listed = toldTotals(keys, lines);
  const drawn = toldTotals(
    keys,
    lines.filter(({ code }) => panel.has(code)),
  );
  return keys.map((row) => ({ row, listed: listed.get(row) ?? null, drawn: drawn.get(row) ?? null }));
}

/** Each row's total, without the small ones and without what would let them be found by taking away. */
function toldTotals(keys: readonly string[], lines: readonly FrozenLine[]): Map<string, number> {
  const told = new Map<string, number>();
  for (const group of Map.groupBy(keys, (key) => classOfRow(key)?.criterion).values()) {
    const cells = group.map((key) => ({ key, count: lines.filter(({ counts }) => (counts[key] ?? 0) !== 0).length }));
    const rest = lines.filter(({ counts }) => group.every((key) => (counts[key] ?? 0) === 0)).length;
    for (const { key, count } of tellable(cells, rest)) told.set(key, count);
  }
  return told;
}

interface Cell {
  readonly key: string;
  readonly count: number;
}

/** The cells that can be told: those left out are together nobody, or 5 people or more (so two cells at least). */
function tellable(cells: readonly Cell[], rest: number): Cell[] {
  const shown = cells.filter(({ count }) => count >= SMALLEST_TOTAL).sort((a, b) => b.count - a.count);
  const hidden = cells.filter(({ count }) => count < SMALLEST_TOTAL && count > 0).map(({ count }) => count);
  if (rest > 0) hidden.push(rest);
  const sum = (): number => hidden.reduce((total, count) => total + count, 0);
  while (shown.length > 0 && hidden.length > 0 && sum() < SMALLEST_TOTAL) {
    hidden.push(shown.pop()?.count ?? 0);
  }
  return shown;
}
