// A list as an XLSX file, written as it comes: one sheet, texts as texts, numbers as numbers, no formula ever.
import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { Cell } from './csv';

/** What an XLSX file is called in a Content-Type. */
export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const OFFICE = 'http://schemas.openxmlformats.org';
const MAIN = `xmlns="${OFFICE}/spreadsheetml/2006/main"`;
const RELATIONS = `${OFFICE}/officeDocument/2006/relationships`;
const LONGEST_CELL = 32_767;

/** The file as a stream; `name` is that of its sheet. */
export function xlsxOf(lines: AsyncGenerator<readonly Cell[]>, name: string): Readable {
  const zip = new ZipFile();
  const add = (path: string, text: string): void => zip.addBuffer(Buffer.from(HEAD + text), path);
  add(
    '[Content_Types].xml',
    `<Types xmlns="${OFFICE}/package/2006/content-types"><Default Extension="rels" ` +
      'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
      `<Override PartName="/xl/workbook.xml" ContentType="${XLSX_TYPE}.main+xml"/>` +
      '<Override PartName="/xl/worksheets/sheet1.xml" ' +
      'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
  );
  add('_rels/.rels', relationship('officeDocument', 'xl/workbook.xml'));
  add('xl/_rels/workbook.xml.rels', relationship('worksheet', 'worksheets/sheet1.xml'));
  add(
    'xl/workbook.xml',
    `<workbook ${MAIN} xmlns:r="${RELATIONS}"><sheets>` +
      `<sheet name="${escaped(name)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  );
  const sheet = Readable.from(sheetOf(lines));
  const out = zip.outputStream as Readable;
  sheet.on('error', (error) => out.destroy(error));
  out.on('close', () => sheet.destroy());
  zip.addReadStream(sheet, 'xl/worksheets/sheet1.xml');
  zip.end();
  return out;
}

const relationship = (kind: string, target: string): string =>
  `<Relationships xmlns="${OFFICE}/package/2006/relationships">` +
  `<Relationship Id="rId1" Type="${RELATIONS}/${kind}" Target="${target}"/></Relationships>`;

async function* sheetOf(lines: AsyncGenerator<readonly Cell[]>): AsyncGenerator<string> {
  yield `${HEAD}<worksheet ${MAIN}><sheetData>`;
  let piece = '';
  for await (const line of lines) {
    piece += `<row>${line.map(cellOf).join('')}</row>`;
    if (piece.length < 16_384) continue;
    yield piece;
    piece = '';
  }
  yield `${piece}</sheetData></worksheet>`;
}

function cellOf(cell: Cell): string {
  if (cell === null) return '<c/>';
  if (typeof cell === 'number') return `<c><v>${String(cell)}</v></c>`;
  if (typeof cell === 'boolean') return `<c t="b"><v>${cell ? '1' : '0'}</v></c>`;
  return `<c t="inlineStr"><is><t xml:space="preserve">${escaped(cell.slice(0, LONGEST_CELL))}</t></is></c>`;
}

// XML knows no control characters and no half characters, not even escaped ones.
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[^\P{Cc}\t\n\r]|\uFFFE|\uFFFF/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
