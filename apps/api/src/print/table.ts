// A table on as many pages as it takes, its head on each of them.
import type { Setting, Sheet } from './sheet';

/** A column: its title, and its width in millimetres. */
export interface Column {
  readonly title: string;
  readonly width: number;
  readonly align?: 'left' | 'right';
}

/** A row: a text a column; a strong one is a sum. */
export interface Row {
  readonly cells: readonly string[];
  readonly strong?: boolean;
}

/** A table to draw from (x, y) down to `bottom`, and from where `onNextPage` says it goes on, in millimetres. */
export interface Table {
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  readonly x: number;
  readonly y: number;
  readonly bottom: number;
  readonly onNextPage: () => number;
}

const SIZE = 10;
const HIGHEST_ROW = 40;
const PADDING = { x: 1.5, y: 1.2 } as const;

/** Draws a table; answers where it ends, in millimetres from the top of the page it ends on. */
export async function drawTable(sheet: Sheet, table: Table): Promise<number> {
  let { y } = table;
  const titles: Row = { cells: table.columns.map(({ title }) => title), strong: true };
  const [first = titles] = table.rows;
  if (y + heightOf(sheet, table, titles) + heightOf(sheet, table, first) > table.bottom) {
    sheet.nextPage();
    y = table.onNextPage();
  }
  const endTable = sheet.open('Table');
  sheet.part('THead', () => sheet.part('TR', () => (y = drawRow(sheet, table, { row: titles, y, as: 'TH' }))));
  const endBody = sheet.open('TBody');
  for (const row of table.rows) {
    if (y + heightOf(sheet, table, row) > table.bottom) {
      await sheet.rest();
      sheet.nextPage();
      y = drawRow(sheet, table, { row: titles, y: table.onNextPage(), as: 'repeat' });
    }
    const top = y;
    sheet.part('TR', () => (y = drawRow(sheet, table, { row, y: top, as: 'TD' })));
  }
  endBody();
  endTable();
  return y;
}

interface RowAt {
  readonly row: Row;
  readonly y: number;
  readonly as: 'TH' | 'TD' | 'repeat';
}

function drawRow(sheet: Sheet, table: Table, { row, y, as }: RowAt): number {
  let { x } = table;
  for (const [index, column] of table.columns.entries()) {
    const place = { x: x + PADDING.x, y: y + PADDING.y };
    const text = row.cells[index] ?? '';
    const setting = settingOf(column, row);
    if (as === 'repeat') sheet.repeat(text, place, setting);
    else sheet.write(text, place, { ...setting, kind: as });
    x += column.width;
  }
  const end = y + heightOf(sheet, table, row);
  sheet.rule({ x: table.x, y: end }, { x, y: end }, { thickness: as === 'TD' ? 0.25 : 0.75 });
  return end;
}

function heightOf(sheet: Sheet, { columns }: Table, row: Row): number {
  const heights = columns.map((column, index) => sheet.measure(row.cells[index] ?? '', settingOf(column, row)));
  return Math.max(...heights) + 2 * PADDING.y;
}

function settingOf({ width, align = 'left' }: Column, { strong = false }: Row): Setting {
  const room = { width: width - 2 * PADDING.x, size: SIZE, align, weight: strong ? 'bold' : 'regular' } as const;
  return align === 'right' ? room : { ...room, height: HIGHEST_ROW };
}
