// CSV as a French spreadsheet opens it: UTF-8 with its mark, semicolons, and no cell that it would compute with.

/** What a cell may hold. */
export type Cell = string | number | boolean | null;

/** Comes first, so that a spreadsheet sees accents. */
export const CSV_MARK = '\uFEFF';

/** A row with its line end. Whole numbers stay as they are; a text that looks like a formula gets an apostrophe in front. */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(';')}\r\n`;
}

/** A text that no spreadsheet takes for a formula, whoever typed it. */
function harmless(text: string): string {
  return /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
}

function csvCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell !== 'string') return String(cell);
  const text = harmless(cell);
  return /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
