// Paper: an A4 or A5 document that a screen reader can read too. Everything drawn is either a part of its structure, in
// reading order, or said to be mere decoration.
import PDFDocument from 'pdfkit';
import { create } from 'qrcode';
import { type Weight, written } from './writing';

const POINTS_A_MILLIMETRE = 72 / 25.4;
const QUIET_MODULES = 4;
const SIZE_STEP = 0.5;
const SMALLEST = 2; // no text of ours comes to that; a loop has to end

/** A4 in millimetres. Layouts are laid out on A4; on A5 the whole is drawn smaller. */
export const A4 = { width: 210, height: 297 } as const;
/** What A5 is of A4, in length. */
const A5_SCALE = Math.SQRT1_2;

export type Format = 'A4' | 'A5';
/** What a piece of text is to a screen reader: a heading, a paragraph, an item of a list, a cell of a table. */
export type Kind = 'H1' | 'H2' | 'P' | 'Lbl' | 'LBody' | 'TH' | 'TD';
/** What holds pieces together. */
export type Holder = 'Sect' | 'L' | 'LI' | 'Table' | 'THead' | 'TBody' | 'TR';

/** Where something stands: millimetres from the top left corner of the page. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/**
 * How a text is set: its size in points, on one line, or on as many as `height` holds. What does not fit is made smaller;
 * only what says from which size on it `cutBelow` may be cut (a name; never a number).
 */
export interface Setting {
  readonly width: number;
  readonly height?: number;
  readonly size: number;
  readonly weight?: Weight;
  readonly align?: 'left' | 'center' | 'right';
  readonly cutBelow?: number;
  readonly kind?: Kind;
}

/** What pdfkit may be told of a piece of the structure, more than its types know. */
interface Attributes {
  readonly alt?: string;
  readonly bbox?: readonly number[];
  readonly scope?: string;
}

interface SetText {
  readonly lines: readonly string[];
  readonly size: number;
}

/** A document in the making. Lengths are millimetres of A4. */
export class Sheet {
  private readonly document: PDFKit.PDFDocument;
  private readonly chunks: Buffer[] = [];
  private readonly whole: Promise<Buffer>;
  private readonly scale: number;
  private holder: PDFKit.PDFStructureElement;
  private foot: ((pageNo: number, pages: number) => void) | null = null;

  constructor(title: string, format: Format = 'A4') {
    this.scale = format === 'A4' ? 1 : A5_SCALE;
    this.document = new PDFDocument({
      size: format,
      margin: 0,
      lang: 'fr-FR',
      tagged: true,
      displayTitle: true,
      pdfVersion: '1.7',
      bufferPages: true,
      info: { Title: title, Creator: 'Tablée', Producer: 'Tablée' },
    });
    this.whole = new Promise((resolve, reject) => {
      this.document.on('data', (chunk: Buffer) => this.chunks.push(chunk));
      this.document.on('end', () => resolve(Buffer.concat(this.chunks)));
      this.document.on('error', reject);
    });
    this.holder = this.document.struct('Document', { title });
    this.document.addStructure(this.holder);
  }

  /** Goes on on a new page. */
  nextPage(): void {
    this.document.addPage();
  }

  /** Lets the process do something else: between two pages somebody may want to pay. */
  async rest(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
  }

  /** Everything drawn by `draw` belongs together. */
  part(kind: Holder, draw: () => void): void {
    const close = this.open(kind);
    draw();
    close();
  }

  /** What is drawn until the answer is called belongs together. */
  open(kind: Holder): () => void {
    const outer = this.holder;
    const inner = this.document.struct(kind);
    outer.add(inner);
    this.holder = inner;
    return () => {
      inner.end();
      this.holder = outer;
    };
  }

  /** Writes a text; answers the height it took, in millimetres. An empty text takes none. */
  write(text: string, at: Place, setting: Setting): number {
    const set = this.set(text, setting);
    if (set.lines.length === 0) return 0;
    const kind = setting.kind ?? 'P';
    const content = this.document.markStructureContent(kind);
    this.draw(set, at, setting);
    this.document.endMarkedContent();
    this.belongs(kind, content, kind === 'TH' ? { scope: 'Column' } : {});
    return this.heightOf(set);
  }

  /** The height that a text would take, in millimetres. */
  measure(text: string, setting: Setting): number {
    return this.heightOf(this.set(text, setting));
  }

  /** What `draw` draws says nothing that is not said elsewhere: a screen reader passes it over. */
  decorate(draw: () => void): void {
    this.document.markContent('Artifact', { type: 'Layout' });
    draw();
    this.document.endMarkedContent();
  }

  /** A line, as decoration; its thickness is in points. */
  rule(from: Place, to: Place, { thickness = 0.5, dashed = false } = {}): void {
    this.decorate(() => {
      const path = this.document.save().lineWidth(thickness);
      if (dashed) path.dash(2, { space: 2 });
      path.moveTo(this.points(from.x), this.points(from.y)).lineTo(this.points(to.x), this.points(to.y));
      path.stroke('#000').restore();
    });
  }

  /** Text as decoration: what repeats itself from page to page. */
  repeat(text: string, at: Place, setting: Setting): void {
    this.decorate(() => this.draw(this.set(text, setting), at, setting));
  }

  /** A QR code with its quiet zone in a square of `size` millimetres; `says` tells what it is to who cannot see it. */
  qr(address: string, at: Place & { size: number }, says: string): void {
    const { modules } = create(address, { errorCorrectionLevel: 'M' });
    const side = this.points(at.size) / (modules.size + 2 * QUIET_MODULES);
    const left = this.points(at.x) + QUIET_MODULES * side;
    const top = this.points(at.y) + QUIET_MODULES * side;
    const content = this.document.markStructureContent('Figure');
    // One path for the whole code: squares drawn one by one show hairs between them.
    for (const { row, column, length } of darkRuns(modules)) {
      this.document.rect(left + column * side, top + row * side, length * side, side);
    }
    this.document.fill('#000');
    this.document.endMarkedContent();
    const end = this.points(at.size);
    const [x, y] = [this.points(at.x), this.points(at.y)];
    this.belongs('Figure', content, { alt: says, bbox: [x, y, x + end, y + end] });
  }

  /** What stands at the foot of each page, drawn when their number is known. */
  atTheFoot(draw: (pageNo: number, pages: number) => void): void {
    this.foot = draw;
  }

  /** The document, whole. Nothing can be drawn afterwards. */
  finish(): Promise<Buffer> {
    const { count } = this.document.bufferedPageRange();
    for (let index = 0; this.foot && index < count; index += 1) {
      this.document.switchToPage(index);
      this.foot(index + 1, count);
    }
    this.holder.end();
    this.document.end();
    return this.whole;
  }

  private belongs(kind: string, content: PDFKit.PDFStructureContent, options: Attributes): void {
    this.holder.add(this.document.struct(kind, options, [content]));
  }

  private points(millimetres: number): number {
    return millimetres * POINTS_A_MILLIMETRE * this.scale;
  }

  private heightOf({ lines, size }: SetText): number {
    return (lines.length * lineHeight(size)) / POINTS_A_MILLIMETRE;
  }

  private draw({ lines, size }: SetText, at: Place, setting: Setting): void {
    this.document.fontSize(size * this.scale).fillColor('#000');
    for (const [index, line] of lines.entries()) {
      const free = this.points(setting.width) - this.document.widthOfString(line);
      const indent = { left: 0, center: free / 2, right: free }[setting.align ?? 'left'];
      const y = this.points(at.y) + index * lineHeight(size) * this.scale;
      this.document.text(line, this.points(at.x) + indent, y, { lineBreak: false });
    }
  }

  // The largest size at which the text has its place; a name cut at its smallest shows that it was.
  private set(text: string, setting: Setting): SetText {
    const { text: plain, face } = written(text, setting.weight ?? 'regular');
    if (plain === '') return { lines: [], size: setting.size };
    this.document.registerFont(face.name, face.data).font(face.name);
    const room = this.points(setting.width);
    for (let { size } = setting; ; size -= SIZE_STEP) {
      this.document.fontSize(size * this.scale);
      const lines = this.broken(plain, room);
      const most = Math.max(1, Math.floor(((setting.height ?? 0) * POINTS_A_MILLIMETRE) / lineHeight(size)));
      if (lines.length <= most) return { lines, size };
      if (size - SIZE_STEP < (setting.cutBelow ?? SMALLEST)) {
        return { lines: [...lines.slice(0, most - 1), this.cut(lines[most - 1] ?? '', room)], size };
      }
    }
  }

  private broken(text: string, room: number): string[] {
    const lines: string[] = [];
    let line = '';
    for (const word of text.split(' ').flatMap((one) => this.pieces(one, room))) {
      const longer = line === '' ? word : `${line} ${word}`;
      if (line !== '' && this.document.widthOfString(longer) > room) {
        lines.push(line);
        line = word;
      } else line = longer;
    }
    return [...lines, line];
  }

  // A word longer than a line (an address, a name without a space) goes on on the next, after a sign if it has one.
  private pieces(word: string, room: number): string[] {
    if (this.document.widthOfString(word) <= room) return [word];
    const pieces: string[] = [];
    let piece = '';
    for (const sign of word) {
      if (piece !== '' && this.document.widthOfString(piece + sign) > room) {
        const [, whole = piece, rest = ''] = /^(.*[-/.])([^-/.]+)$/u.exec(piece) ?? [];
        pieces.push(whole);
        piece = rest;
      }
      piece += sign;
    }
    return [...pieces, piece];
  }

  private cut(text: string, room: number): string {
    let kept = text;
    while (kept !== '' && this.document.widthOfString(`${kept}…`) > room) kept = kept.slice(0, -1).trimEnd();
    return `${kept}…`;
  }
}

function lineHeight(size: number): number {
  return size * 1.25;
}

function* darkRuns(modules: { size: number; data: ArrayLike<unknown> }): Generator<{
  row: number;
  column: number;
  length: number;
}> {
  for (let row = 0; row < modules.size; row += 1) {
    let length = 0;
    for (let column = 0; column <= modules.size; column += 1) {
      if (column < modules.size && modules.data[row * modules.size + column]) length += 1;
      else if (length > 0) {
        yield { row, column: column - length, length };
        length = 0;
      }
    }
  }
}
