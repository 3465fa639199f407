// Files as people have them: CSV of any spreadsheet and encoding, and the records of draws.
import { CsvError, parse } from 'csv-parse/sync';
import { readFileSync } from 'node:fs';
import type { TableRows } from '#domain/lotteries';
import { BadInput } from './bad-input';

const SEPARATORS = [';', '\t', ','] as const;

/** The rows of a CSV file. @throws BadInput when it cannot be read as one */
export function readTable(path: string): TableRows {
  const text = textOf(readBytes(path), path);
  try {
    return parse(text, {
      delimiter: separatorOf(text),
      bom: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      max_record_size: 200_000,
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new BadInput([`Le fichier « ${path} » ne se lit pas comme un CSV : un guillemet manque sans doute.`]);
  }
}

/** What a JSON file says. @throws BadInput when it is none */
export function readJson(path: string): unknown {
  try {
    return JSON.parse(
      readBytes(path)
        .toString('utf8')
        .replace(/^\uFEFF/, ''),
    );
  } catch (error) {
    if (error instanceof BadInput) throw error;
    throw new BadInput([`Le fichier « ${path} » n’est pas du JSON : donnez le registre tel qu’il a été publié.`]);
  }
}

function readBytes(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch {
    throw new BadInput([`Le fichier « ${path} » est introuvable ou ne peut pas être lu : vérifiez son chemin.`]);
  }
}

/** UTF-8 where it is that, UTF-16 where its mark says so, otherwise what Excel writes in France (Windows-1252). */
function textOf(bytes: Buffer, path: string): string {
  if (bytes.subarray(0, 2).toString('latin1') === 'PK') {
    throw new BadInput([`« ${path} » est un classeur : enregistrez la feuille au format CSV, puis recommencez.`]);
  }
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** The separator that the headings show most of, outside quotes. */
function separatorOf(text: string): string {
  const [line = ''] = text.split(/\r?\n/).filter((one) => one.trim() !== '');
  const bare = line.replaceAll(/"[^"]*"/g, '');
  const counts = SEPARATORS.map((separator) => ({ separator, count: bare.split(separator).length - 1 }));
  return counts.reduce((best, one) => (one.count > best.count ? one : best)).separator;
}
