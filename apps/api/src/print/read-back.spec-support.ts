// A printed document read back as a printer, a phone's camera and a screen reader meet it: rendered at 150 dpi and its
// codes decoded, its text taken out, its structure walked.
import type * as mupdfModule from 'mupdf';
import { readFileSync } from 'node:fs';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';

const POINTS_AN_INCH = 72;
const DOTS_AN_INCH = 150;

/** A piece of the structure: what it is, what it says to who cannot see it, and what it holds. */
export interface Tag {
  readonly kind: string;
  readonly alt: string | null;
  readonly within: readonly Tag[];
}

export interface ReadPage {
  readonly text: string;
  readonly codes: readonly string[];
  /** Whether nothing but black, white and greys between is on it. */
  readonly grey: boolean;
  readonly millimetres: readonly [width: number, height: number];
}

/** A line of text where it stands, in points from the top left corner. */
export interface ReadLine {
  readonly page: number;
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface ReadBack {
  readonly title: string;
  readonly language: string;
  readonly marked: boolean;
  readonly tags: readonly Tag[];
  readonly pages: readonly ReadPage[];
}

/** Reads a whole document. Codes stand in no particular order. */
export async function readBack(pdf: Buffer): Promise<ReadBack> {
  const mupdf = await import('mupdf');
  const document = new mupdf.PDFDocument(pdf);
  const root = document.getTrailer().get('Root');
  const pages: ReadPage[] = [];
  for (let index = 0; index < document.countPages(); index += 1) pages.push(await readPage(mupdf, document, index));
  return {
    title: document.getMetaData('info:Title') ?? '',
    language: root.get('Lang').asString(),
    marked: root.get('MarkInfo', 'Marked').asBoolean(),
    tags: tagsOf(root.get('StructTreeRoot', 'K')),
    pages,
  };
}

interface JsonText {
  readonly blocks: readonly {
    readonly lines?: readonly {
      readonly text: string;
      readonly bbox: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
    }[];
  }[];
}

/** The lines of text of a whole document, without looking at its picture. */
export async function linesOf(pdf: Buffer): Promise<ReadLine[]> {
  const mupdf = await import('mupdf');
  const document = new mupdf.PDFDocument(pdf);
  return Array.from({ length: document.countPages() }, (_, page) => {
    const { blocks } = JSON.parse(document.loadPage(page).toStructuredText('').asJSON()) as JsonText;
    return blocks.flatMap(({ lines = [] }) =>
      lines.map(({ text, bbox: { x, y, w, h } }) => ({ page, text, left: x, right: x + w, top: y, bottom: y + h })),
    );
  }).flat();
}

/** All tags of a kind, however deep. */
export function tagsOfKind(tags: readonly Tag[], kind: string): Tag[] {
  return tags.flatMap((tag) => [...(tag.kind === kind ? [tag] : []), ...tagsOfKind(tag.within, kind)]);
}

type Mupdf = typeof mupdfModule;
type Document = InstanceType<Mupdf['PDFDocument']>;
type Page = ReturnType<Document['loadPage']>;
type Picture = ReturnType<Page['toPixmap']>;
type Colours = Mupdf['ColorSpace']['DeviceGray'];
type PdfObject = ReturnType<Document['getTrailer']>;

async function readPage(mupdf: Mupdf, document: Document, index: number): Promise<ReadPage> {
  const page = document.loadPage(index);
  const [left, top, right, bottom] = page.getBounds();
  const millimetres = (points: number): number => Math.round((points / POINTS_AN_INCH) * 25.4);
  const picture = (dots: number, colours: Colours): Picture => {
    const scale = mupdf.Matrix.scale(dots / POINTS_AN_INCH, dots / POINTS_AN_INCH);
    return page.toPixmap(scale, colours, false, true);
  };
  return {
    text: page.toStructuredText('preserve-whitespace').asText(),
    codes: await codesOf(picture(DOTS_AN_INCH, mupdf.ColorSpace.DeviceGray).asPNG()),
    grey: isGrey(picture(DOTS_AN_INCH / 4, mupdf.ColorSpace.DeviceRGB)),
    millimetres: [millimetres(right - left), millimetres(bottom - top)],
  };
}

function isGrey(picture: Picture): boolean {
  const dots = picture.getPixels();
  return dots.every((value, at) => value === dots[at - (at % 3)]);
}

let ready = false;
async function codesOf(png: Uint8Array): Promise<string[]> {
  if (!ready) {
    const wasm = readFileSync(require.resolve('zxing-wasm/reader/zxing_reader.wasm'));
    await prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer }, fireImmediately: true });
    ready = true;
  }
  const found = await readBarcodes(png, { formats: ['QRCode'], maxNumberOfSymbols: 50 });
  return found.map(({ text }) => text);
}

function tagsOf(object: PdfObject): Tag[] {
  if (object.isArray()) return Array.from({ length: object.length }, (_, index) => tagsOf(object.get(index))).flat();
  if (!object.isDictionary() || object.get('S').isNull()) return [];
  const alt = object.get('Alt');
  return [
    { kind: object.get('S').asName(), alt: alt.isNull() ? null : alt.asString(), within: tagsOf(object.get('K')) },
  ];
}
