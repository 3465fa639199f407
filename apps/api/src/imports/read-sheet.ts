// A file as rows of text, whatever made it: CSV in any of the encodings of French Excel, or XLSX.
import { RuleBroken } from '#domain/kernel';
import { MOST_ROWS, unreadable } from './sheet-limits';
import type { FileRow } from '#domain/imports';
import { readCsv } from './read-csv';
import { readXlsx } from './read-xlsx';

/** A sheet: its headings and the rows below that say something, numbered as a spreadsheet counts them. */
export interface Sheet {
  readonly headings: readonly string[];
  readonly rows: readonly FileRow[];
}

/**
 * Reads a file by what is in it, not by what it is called.
 * @throws RuleBroken `import-unreadable`, `import-expands-too-much`, `import-too-many-rows`, `import-empty`
 */
export async function readSheet(file: Buffer): Promise<Sheet> {
  if (file.length === 0) throw new RuleBroken('import-empty');
  const rows: FileRow[] = [];
  for await (const row of isZip(file) ? readXlsx(file) : readCsv(textOf(file))) {
    if (row.cells.every((cell) => cell.trim() === '')) continue;
    rows.push(row);
    if (rows.length > MOST_ROWS + 1) throw new RuleBroken('import-too-many-rows', { most: MOST_ROWS });
  }
  const [headings, ...rest] = rows;
  if (!headings) throw new RuleBroken('import-empty');
  return { headings: headings.cells, rows: rest };
}

const isZip = (file: Buffer): boolean => file.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004', 'latin1'));

// UTF-8 with or without its mark, UTF-16 with it ("Texte Unicode"), else what French Windows writes.
function textOf(file: Buffer): string {
  if (file.subarray(0, 2).equals(Buffer.from([0xff, 0xfe]))) return new TextDecoder('utf-16le').decode(file);
  if (file.includes(0)) return unreadable('ni un CSV ni un XLSX : enregistrez le fichier en .xlsx ou en CSV');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file);
  } catch {
    return new TextDecoder('windows-1252').decode(file);
  }
}
