// CSV as French and other spreadsheets write it: semicolons, tabs or commas, cells in quotes with line feeds in them.
import { CsvError, parse } from 'csv-parse';
import { Readable } from 'node:stream';
import type { FileRow } from '#domain/imports';
import { LONGEST_CELL, MOST_COLUMNS, unreadable } from './sheet-limits';

const SEPARATORS = [';', '\t', ','] as const;
/** A piece at a time, so that others are served between. */
const PIECE = 64 * 1024;

/** The rows of a CSV. @throws RuleBroken `import-unreadable` with the line of a quote that never ends */
export async function* readCsv(text: string): AsyncGenerator<FileRow> {
  const parser = Readable.from(pieces(text)).pipe(
    parse({
      delimiter: separatorOf(text),
      bom: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      max_record_size: 200_000,
    }),
  );
  let rowNo = 0;
  try {
    for await (const record of parser as AsyncIterable<string[]>) {
      rowNo += 1;
      yield { rowNo, cells: record.slice(0, MOST_COLUMNS).map((cell) => cell.slice(0, LONGEST_CELL)) };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    unreadable(`la ligne ${rowNo + 1} ne se lit pas : un guillemet manque sans doute`);
  }
}

/** The separator that the headings show most of, outside quotes; a semicolon when they show none. */
export function separatorOf(text: string): string {
  const [line = ''] = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((one) => one.trim() !== '');
  const bare = line.replaceAll(/"[^"]*"/g, '');
  const counts = SEPARATORS.map((separator) => ({ separator, count: bare.split(separator).length - 1 }));
  return counts.reduce((best, one) => (one.count > best.count ? one : best)).separator;
}

function* pieces(text: string): Generator<Buffer> {
  for (let from = 0; from < text.length; from += PIECE)
    yield Buffer.from(text.slice(from, from + PIECE).toWellFormed());
}
