// What paper is written in: Atkinson Hyperlegible Next, drawn for people who see little (0 is not O, 1 is not l), and
// DejaVu Sans for a name that it has no letters for. Both may be bundled and embedded freely.
import { create } from 'fontkit';
import { readFileSync } from 'node:fs';

export type Weight = 'regular' | 'bold';

/** One set of letters: under which name it is embedded, and the file itself. */
export interface Face {
  readonly name: string;
  readonly data: Buffer;
}

interface KnownFace extends Face {
  readonly has: (codePoint: number) => boolean;
}

const FILES: Readonly<Record<Weight, readonly string[]>> = {
  regular: [
    require.resolve('@expo-google-fonts/atkinson-hyperlegible-next/400Regular/AtkinsonHyperlegibleNext_400Regular.ttf'),
    require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'),
  ],
  bold: [
    require.resolve('@expo-google-fonts/atkinson-hyperlegible-next/700Bold/AtkinsonHyperlegibleNext_700Bold.ttf'),
    require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf'),
  ],
};
const opened = new Map<string, KnownFace>();

/** A text as it can be put on paper, and the face that has its letters; what neither face has becomes a question mark. */
export function written(text: string, weight: Weight): { text: string; face: Face } {
  const plain = text
    .normalize('NFC')
    .replaceAll('\u202f', '\u00a0')
    .replaceAll(/[^\S\u00a0]+/gu, ' ')
    .replaceAll(/\p{C}/gu, '')
    .trim()
    .replaceAll(/(?<=«) | (?=[»:;!?%€])/gu, '\u00a0'); // no line ends between a word and the sign that belongs to it
  const faces = FILES[weight].map(faceOf);
  const whole = faces.find((face) => unknownTo(face, plain).size === 0);
  const face = whole ?? faces.at(-1);
  if (face === undefined) throw new TypeError('no face to write in');
  const strange = unknownTo(face, plain);
  return { text: Array.from(plain, (sign) => (strange.has(sign) ? '?' : sign)).join(''), face };
}

function unknownTo(face: KnownFace, text: string): Set<string> {
  return new Set(Array.from(text).filter((sign) => !face.has(sign.codePointAt(0) ?? 0)));
}

// Opened at first use, once a process: a file takes some milliseconds to read.
function faceOf(path: string): KnownFace {
  const known = opened.get(path);
  if (known) return known;
  const data = readFileSync(path);
  const font = create(data);
  if (!('hasGlyphForCodePoint' in font)) throw new TypeError('a file of several faces');
  const face = { name: path, data, has: (codePoint: number) => font.hasGlyphForCodePoint(codePoint) };
  opened.set(path, face);
  return face;
}
