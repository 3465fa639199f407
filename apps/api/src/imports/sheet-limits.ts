// How much of a file is read, and how one that cannot be is refused.
import { RuleBroken } from '#domain/kernel';

/** The most rows that a file may have, beside its headings. */
export const MOST_ROWS = 50_000;
/** The most columns that are looked at. */
export const MOST_COLUMNS = 100;
/** The most characters of a cell. */
export const LONGEST_CELL = 2_000;

/** Refuses a file with what to do about it. @throws RuleBroken `import-unreadable` always */
export function unreadable(detail: string): never {
  throw new RuleBroken('import-unreadable', { detail });
}
