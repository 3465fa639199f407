// What is wrong in a file of volunteers or quotas, said so that whoever made the file can mend it.
import { plain } from '../kernel/plain-text';

/** The rows of a file with their cells as text; the first row holds the headings. Row numbers count from 1, as a spreadsheet's. */
export type TableRows = readonly (readonly string[])[];

/** Something wrong in a file. */
export interface FileFault {
  readonly file: 'volunteers' | 'quotas';
  /** The rows of the file, from 1, that have it; empty when it is about the file as a whole. */
  readonly rows: readonly number[];
  /** The heading of the column; empty when it is about whole rows. */
  readonly column: string;
  readonly value: string;
  /** A French sentence: what is wrong and what to do. */
  readonly message: string;
}

const FILE_NAMES = { volunteers: 'volontaires', quotas: 'quotas' } as const;
const ROWS_TOLD = 8;

/** A cell's text with no space around it, in one spelling of its accents. */
export function cellText(cell: string | undefined): string {
  return (cell ?? '').replaceAll('\uFEFF', '').trim().normalize('NFC');
}

/** What two cells have in common when they say the same: capitals and outer spaces do not count. */
export function sameText(cell: string): string {
  return cellText(cell).replaceAll(/\s+/g, ' ').toLowerCase();
}

/** The whole sentence of a fault, with its place: file, rows, column. */
export function faultText({ file, rows, column, message }: FileFault): string {
  const place = [`fichier des ${FILE_NAMES[file]}`, ...(rows.length > 0 ? [rowsText(rows)] : [])];
  if (column !== '') place.push(`colonne « ${column} »`);
  const text = place.join(', ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)} : ${message}`;
}

function rowsText(rows: readonly number[]): string {
  if (rows.length === 1) return `ligne ${rows[0] ?? 0}`;
  const told = rows.slice(0, ROWS_TOLD);
  const more = rows.length - told.length;
  if (more > 0) return `lignes ${told.join(', ')} et ${more} autres`;
  return `lignes ${told.slice(0, -1).join(', ')} et ${told.at(-1) ?? 0}`;
}

/** Faults that say the same of several rows become one that names them all; the first stays first. */
export function grouped(faults: readonly FileFault[]): FileFault[] {
  const groups = Map.groupBy(faults, ({ file, column, message }) => `${file}\n${column}\n${message}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : [{ ...first, rows: group.flatMap(({ rows }) => rows) }];
  });
}

/** The known text that is nearest to what was written, when it is near enough to be what was meant; otherwise null. */
export function nearest(written: string, known: readonly string[]): string | null {
  const bare = plain(written);
  const ranked = known
    .map((text) => ({ text, distance: plain(text) === bare ? 0.5 : distanceOf(sameText(written), sameText(text)) }))
    .sort((a, b) => a.distance - b.distance);
  const [best] = ranked;
  return best !== undefined && best.distance <= Math.max(1, Math.ceil(best.text.length / 3)) ? best.text : null;
}

/** How many letters must be put in, left out or changed to make one text of the other (Levenshtein). */
function distanceOf(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, place) => place);
  for (const [index, letter] of Array.from(from).entries()) {
    const next = [index + 1];
    for (let place = 1; place <= to.length; place += 1) {
      const changed = (row[place - 1] ?? 0) + (letter === to[place - 1] ? 0 : 1);
      next.push(Math.min(changed, (row[place] ?? 0) + 1, (next[place - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
