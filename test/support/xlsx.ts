// XLSX files as Excel writes them, and as nobody should: parts of one's own in a zip.
import { ZipFile } from 'yazl';

/** A zip of parts by name. */
export async function zipOf(parts: Readonly<Record<string, string | Buffer>>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, text] of Object.entries(parts)) zip.addBuffer(Buffer.from(text), name);
  zip.end();
  const pieces: Buffer[] = [];
  for await (const piece of zip.outputStream as AsyncIterable<Buffer>) pieces.push(piece);
  return Buffer.concat(pieces);
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** A cell: a text, a number, a day (as Excel counts it), or a formula with what it came to. */
export type XlsxCell =
  string | number | null | { readonly day: number } | { readonly formula: string; readonly was: string };

/** A workbook with one sheet of rows; texts are shared as Excel does, days carry a style. */
export function workbook(rows: readonly (readonly XlsxCell[])[]): Promise<Buffer> {
  const texts: string[] = [];
  const cell = (value: XlsxCell, at: string): string => {
    if (value === null) return '';
    if (typeof value === 'number') return `<c r="${at}"><v>${String(value)}</v></c>`;
    if (typeof value === 'string') return `<c r="${at}" t="s"><v>${String(texts.push(escaped(value)) - 1)}</v></c>`;
    if ('day' in value) return `<c r="${at}" s="1"><v>${String(value.day)}</v></c>`;
    return `<c r="${at}" t="str"><f>${escaped(value.formula)}</f><v>${escaped(value.was)}</v></c>`;
  };
  const lines = rows.map((row, index) => {
    const no = String(index + 1);
    return `<row r="${no}">${row.map((one, column) => cell(one, String.fromCharCode(65 + column) + no)).join('')}</row>`;
  });
  return zipOf({
    'xl/workbook.xml': `${HEAD}<workbook ${MAIN} xmlns:r="${RELATIONS}"><sheets><sheet name="Membres" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${HEAD}<Relationships><Relationship Id="rId1" Type="${RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/styles.xml': `${HEAD}<styleSheet ${MAIN}><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`,
    'xl/worksheets/sheet1.xml': `${HEAD}<worksheet ${MAIN}><sheetData>${lines.join('')}</sheetData></worksheet>`,
    'xl/sharedStrings.xml': `${HEAD}<sst ${MAIN}>${texts.map((text) => `<si><t xml:space="preserve">${text}</t></si>`).join('')}</sst>`,
  });
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
