// The first sheet of an XLSX file as rows of text: days as ISO, numbers plain, and no formula ever computed.
import { dayOf } from '#domain/kernel';
import type { FileRow } from '#domain/imports';
import { LONGEST_CELL, MOST_COLUMNS, unreadable } from './sheet-limits';
import { openBook, type XlsxBook } from './xlsx-book';
import { XlsxParts } from './xlsx-parts';
import { type XmlEars, xmlEvents } from './xml-events';

/** The rows of the first sheet. @throws RuleBroken `import-unreadable`, `import-expands-too-much` */
export async function* readXlsx(file: Buffer): AsyncGenerator<FileRow> {
  const parts = await XlsxParts.open(file);
  const book = await openBook(parts);
  const sheet = await parts.part(book.sheet);
  if (!sheet) unreadable('le classeur ne contient aucune feuille');
  const reading = new SheetReading(book);
  yield* xmlEvents(sheet, reading, () => reading.taken());
}

/** A sheet while it is read. */
class SheetReading implements XmlEars {
  private rows: FileRow[] = [];
  private rowNo = 0;
  private cells: string[] = [];
  private cell = { column: 0, kind: 'n', style: 0, value: '', formula: false };
  private hears = false;

  constructor(private readonly book: XlsxBook) {}

  /** The rows that are whole, once. */
  taken(): FileRow[] {
    const rows = this.rows;
    this.rows = [];
    return rows;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'row') {
      this.rowNo = Number(attributes['r'] ?? this.rowNo + 1);
      this.cells = [];
    } else if (name === 'c') {
      const column = columnOf(attributes['r']) ?? this.cells.length;
      const style = Number(attributes['s'] ?? 0);
      this.cell = { column, kind: attributes['t'] ?? 'n', style, value: '', formula: false };
    } else if (name === 'f') this.cell.formula = true;
    this.hears = name === 'v' || name === 't' || name === 'f';
  }

  text(text: string): void {
    if (this.hears && this.cell.value.length < LONGEST_CELL) this.cell.value += text;
  }

  close(name: string): void {
    this.hears = false;
    if (name === 'c' && this.cell.column < MOST_COLUMNS) {
      while (this.cells.length < this.cell.column) this.cells.push('');
      this.cells[this.cell.column] = this.textOfCell().slice(0, LONGEST_CELL);
    } else if (name === 'row' && this.rowNo > 0 && Number.isSafeInteger(this.rowNo)) {
      this.rows.push({ rowNo: this.rowNo, cells: this.cells });
    }
  }

  private textOfCell(): string {
    const { kind, style, value, formula } = this.cell;
    // What it would come to is nobody's word: whoever reads the row is told that it is a formula.
    if (formula || kind === 'e') return `=${value}`;
    if (kind === 's') return this.book.texts[Number(value)] ?? '';
    if (kind === 'b') return value === '1' ? 'VRAI' : 'FAUX';
    if (kind === 'd') return value.slice(0, 10);
    if (kind !== 'n' || value === '') return value;
    const number = Number(value);
    if (!Number.isFinite(number)) return value;
    if (this.book.dateStyles.has(style)) return dayFrom(number, this.book.from1904);
    return plainNumber(number);
  }
}

function columnOf(reference: string | undefined): number | null {
  const [, letters] = /^([A-Z]{1,3})\d+$/.exec(reference ?? '') ?? [];
  if (letters === undefined) return null;
  return Array.from(letters).reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

// Excel counts days from 1 January 1900 and believes that 29 February 1900 was one; or from 1 January 1904.
function dayFrom(serial: number, from1904: boolean): string {
  const days = Math.floor(serial);
  if (days < 1 || days > 2_958_465) return String(serial);
  const start = from1904 ? '1904-01-01' : days < 60 ? '1899-12-31' : '1899-12-30';
  return dayOf(start).add({ days }).toString();
}

// 12.3 is kept as 12.300000000000001: fifteen digits are what Excel itself shows.
function plainNumber(number: number): string {
  return Number.isInteger(number) ? String(number) : String(Number(number.toPrecision(15)));
}
