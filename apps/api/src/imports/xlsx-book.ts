// What the sheet of an XLSX file refers to: where it is, its shared texts, which styles are dates.
import { unreadable } from './sheet-limits';
import type { XlsxParts } from './xlsx-parts';
import { readXml } from './xml-events';

/** What reading a sheet needs. */
export interface XlsxBook {
  readonly sheet: string;
  /** Days are counted from 1904 rather than 1900. */
  readonly from1904: boolean;
  readonly texts: readonly string[];
  /** Numbers of styles (as cells name them) that show a number as a day. */
  readonly dateStyles: ReadonlySet<number>;
}

const DATE_FORMATS = new Set([14, 15, 16, 17, 22, ...range(27, 36), ...range(50, 58)]);

/** Reads what a sheet refers to; the first sheet is taken, and no other. @throws RuleBroken `import-unreadable` */
export async function openBook(parts: XlsxParts): Promise<XlsxBook> {
  const { sheetRef, from1904 } = await workbook(parts);
  const path = (await targets(parts)).get(sheetRef);
  if (path === undefined) unreadable("ce n'est pas un classeur Excel : enregistrez le fichier en .xlsx ou en CSV");
  const sheet = path.startsWith('/') ? path : `xl/${path}`;
  return { sheet, from1904, texts: await sharedTexts(parts), dateStyles: await dateStyles(parts) };
}

async function workbook(parts: XlsxParts): Promise<{ sheetRef: string; from1904: boolean }> {
  let sheetRef = '';
  let from1904 = false;
  await readXml(await parts.part('xl/workbook.xml'), {
    open(name, attributes) {
      if (name === 'workbookPr') from1904 = ['1', 'true'].includes(attributes['date1904'] ?? '');
      if (name === 'sheet' && sheetRef === '' && attributes['state'] !== 'hidden') sheetRef = relation(attributes);
    },
  });
  return { sheetRef, from1904 };
}

const relation = (attributes: Readonly<Record<string, string>>): string =>
  Object.entries(attributes).find(([name]) => /:id$/.test(name))?.[1] ?? '';

async function targets(parts: XlsxParts): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  await readXml(await parts.part('xl/_rels/workbook.xml.rels'), {
    open(name, attributes) {
      if (name === 'Relationship') found.set(attributes['Id'] ?? '', attributes['Target'] ?? '');
    },
  });
  return found;
}

async function sharedTexts(parts: XlsxParts): Promise<string[]> {
  const texts: string[] = [];
  let text = '';
  let heard = false;
  let phonetic = false;
  await readXml(await parts.part('xl/sharedStrings.xml'), {
    open(name) {
      if (name === 'si') text = '';
      if (name === 'rPh') phonetic = true;
      heard = name === 't' && !phonetic;
    },
    text(part) {
      if (heard) text += part;
    },
    close(name) {
      if (name === 'si') texts.push(text);
      if (name === 'rPh') phonetic = false;
      heard = false;
    },
  });
  return texts;
}

async function dateStyles(parts: XlsxParts): Promise<Set<number>> {
  const own = new Map<number, string>();
  const styles = new Set<number>();
  let inCells = false;
  let style = 0;
  await readXml(await parts.part('xl/styles.xml'), {
    open(name, attributes) {
      if (name === 'numFmt') own.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '');
      if (name === 'cellXfs') inCells = true;
      if (name !== 'xf' || !inCells) return;
      const format = Number(attributes['numFmtId'] ?? 0);
      if (DATE_FORMATS.has(format) || showsDay(own.get(format))) styles.add(style);
      style += 1;
    },
    close(name) {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return styles;
}

// A day or a year outside what is quoted, escaped or in brackets.
function showsDay(code: string | undefined): boolean {
  return code !== undefined && /[dyj]|a{2,}/i.test(code.replaceAll(/"[^"]*"|\\.|\[[^\]]*\]|general/gi, ''));
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
