// Reading a document that somebody wrote: each fault is noted in a sentence that names the field and the remedy.
import { dayOf } from '../kernel/calendar';
import { type Cents } from '../kernel/money';

/** One fault of a document: where it is (JSON pointer) and a French sentence that says how to mend it. */
export interface DocumentFault {
  readonly pointer: string;
  readonly detail: string;
}

/** One place in a document, and the list where its faults go. */
export interface Spot {
  readonly value: unknown;
  readonly pointer: string;
  readonly faults: DocumentFault[];
}

/** How a field is called in a French sentence, singular, with its article. */
export interface FieldName {
  readonly words: string;
  readonly feminine: boolean;
}

/** A whole number's bounds, both included, and what it counts, e.g. `centimes`; null where that goes without saying. */
export interface Bounds {
  readonly min: number;
  readonly max: number;
  readonly counts: string | null;
}

/** A masculine field name, e.g. `le jour du prélèvement`. */
export const masculine = (words: string): FieldName => ({ words, feminine: false });
/** A feminine field name, e.g. `la réserve`. */
export const feminine = (words: string): FieldName => ({ words, feminine: true });

/** The largest amount a rule may name, in cents: 100 000 €. */
export const LARGEST_AMOUNT_CENTS = 10_000_000;

/** Notes a fault at a place. */
export function note(spot: Spot, detail: string): void {
  spot.faults.push({ pointer: spot.pointer, detail });
}

const escaped = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');
const quoted = (words: readonly string[]): string => words.map((word) => `« ${word} »`).join(', ');
const missing = (spot: Spot): boolean => spot.value === undefined;

/**
 * Opens an object that may hold only the `known` fields; any other is a fault. Returns the way to each field. When it
 * is no object that is the one fault, and nothing is said of the fields inside.
 */
export function fieldsOf(spot: Spot, name: FieldName, known: readonly string[]): (field: string) => Spot {
  const { value } = spot;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const fault = missing(spot) ? 'manque' : "n'est pas un objet";
    note(spot, `${name.words} ${fault} : écrivez un objet avec les champs ${quoted(known)}`);
    return (field) => ({ value: undefined, pointer: `${spot.pointer}/${field}`, faults: [] });
  }
  for (const key of Object.keys(value).filter((key) => !known.includes(key))) {
    const pointer = `${spot.pointer}/${escaped(key.slice(0, 64))}`;
    const detail = `ce champ n'existe pas dans ${name.words} : retirez-le ; champs possibles : ${quoted(known)}`;
    spot.faults.push({ pointer, detail });
  }
  const entries = new Map<string, unknown>(Object.entries(value));
  return (field) => ({ value: entries.get(field), pointer: `${spot.pointer}/${field}`, faults: spot.faults });
}

/** The `mode` of an axis before its other fields are known; undefined when it is not one of the modes. */
export function modeOf<Mode extends string>(spot: Spot, modes: readonly Mode[]): Mode | undefined {
  if (typeof spot.value !== 'object' || spot.value === null) return undefined;
  const mode: unknown = new Map<string, unknown>(Object.entries(spot.value)).get('mode');
  return modes.find((known) => known === mode);
}

/** Reads one word of a list. */
export function choice<Word extends string>(spot: Spot, name: FieldName, words: readonly [Word, ...Word[]]): Word {
  const word = words.find((known) => known === spot.value);
  if (word !== undefined) return word;
  const fault = missing(spot) ? 'manque' : "n'est pas dans la liste";
  note(spot, `${name.words} ${fault} : choisissez ${quoted(words)}`);
  return words[0];
}

/** Reads yes or no; absent is no. */
export function yesOrNo(spot: Spot, name: FieldName): boolean {
  if (spot.value === true || spot.value === false) return spot.value;
  if (!missing(spot)) note(spot, `${name.words} doit être oui ou non : écrivez true ou false`);
  return false;
}

/** Reads a whole number between bounds, both included. */
export function wholeNumber(spot: Spot, name: FieldName, bounds: Bounds): number {
  const { value } = spot;
  const { min, max } = bounds;
  const [least, most] = [grouped(min), grouped(max)];
  const remedy = `indiquez un nombre entier de ${least} à ${most}${countsOf(bounds)}`;
  if (missing(spot)) note(spot, `${name.words} manque : ${remedy}`);
  else if (typeof value !== 'number' || !Number.isSafeInteger(value)) {
    note(spot, `${name.words} doit être un nombre entier : ${remedy}`);
  } else if (value < 0) {
    note(
      spot,
      `${name.words} ne peut pas être ${name.feminine ? 'négative' : 'négatif'} : indiquez ${least} ou plus${countsOf(bounds)}`,
    );
  } else if (value < min) note(spot, `${name.words} doit être d'au moins ${least} : ${remedy}`);
  else if (value > max) note(spot, `${name.words} ne peut pas dépasser ${most} : ${remedy}`);
  else return value === 0 ? 0 : value;
  return min;
}

const countsOf = ({ counts }: Bounds): string => (counts === null ? '' : `, en ${counts}`);
/** 10000000 as `10 000 000`, with spaces that do not break. */
const grouped = (whole: number): string => String(whole).replace(/\B(?=(\d{3})+$)/g, '\u00a0');

/** Reads a whole number or nothing (null or absent). */
export function wholeNumberOrNull(spot: Spot, name: FieldName, bounds: Bounds): number | null {
  return missing(spot) || spot.value === null ? null : wholeNumber(spot, name, bounds);
}

/** Reads an amount in cents, from 0 (or `from`) to 100 000 € (or `to`). */
export function amount(spot: Spot, name: FieldName, { from = 0, to = LARGEST_AMOUNT_CENTS } = {}): Cents {
  return wholeNumber(spot, name, { min: from, max: to, counts: 'centimes' }) as Cents;
}

/** Reads an amount in cents or nothing (null or absent). */
export function amountOrNull(spot: Spot, name: FieldName, from = 0): Cents | null {
  return missing(spot) || spot.value === null ? null : amount(spot, name, { from });
}

/** Reads an amount in cents; absent is none, 0. */
export function amountOrNone(spot: Spot, name: FieldName): Cents {
  return missing(spot) ? (0 as Cents) : amount(spot, name);
}

/** Reads a text that is not empty, of at most so many characters, without the blanks around it. */
export function words(spot: Spot, name: FieldName, longest: number): string {
  const { value } = spot;
  const remedy = `écrivez de 1 à ${longest} caractères`;
  if (missing(spot)) note(spot, `${name.words} manque : ${remedy}`);
  else if (typeof value !== 'string') note(spot, `${name.words} n'est pas un texte : ${remedy} entre guillemets`);
  else if (value.trim() === '') note(spot, `${name.words} est vide : ${remedy}`);
  else if (value.trim().length > longest) note(spot, `${name.words} dépasse ${longest} caractères : ${remedy}`);
  else if (/[\u0000-\u001f\u007f]/u.test(value.trim()))
    note(spot, `${name.words} contient des signes invisibles : ${remedy} sur une seule ligne`);
  else return value.trim();
  return '';
}

/** Reads a short name that answers are kept under: small letters, digits and dashes. */
export function keyWord(spot: Spot, name: FieldName): string {
  if (typeof spot.value === 'string' && /^[a-z0-9][a-z0-9-]{0,39}$/.test(spot.value)) return spot.value;
  const fault = missing(spot) ? 'manque' : "n'est pas un nom court";
  note(spot, `${name.words} ${fault} : écrivez au plus 40 lettres minuscules sans accent, chiffres ou tirets`);
  return '';
}

/** Reads a day written `2027-12-31`, or nothing (null or absent). */
export function dayOrNull(spot: Spot, name: FieldName): string | null {
  if (missing(spot) || spot.value === null) return null;
  if (typeof spot.value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(spot.value) && isDay(spot.value)) return spot.value;
  note(spot, `${name.words} n'est pas un jour : écrivez par exemple "2027-12-31", ou null`);
  return null;
}

function isDay(text: string): boolean {
  try {
    return dayOf(text).toString() === text;
  } catch {
    return false;
  }
}

/** Notes the first item of a list that is there twice. */
export function eachOnce(spot: Spot, items: readonly string[], field = ''): void {
  const twice = items.findIndex((item, index) => items.indexOf(item) < index);
  const pointer = `${spot.pointer}/${twice}${field}`;
  if (twice < 0 || spot.faults.some((fault) => fault.pointer.startsWith(`${spot.pointer}/`))) return;
  note({ ...spot, pointer }, `« ${items[twice]} » est là deux fois : gardez-le une seule fois`);
}

/** How long a list may be; the number alone is the least, and 50 the most. */
export type Length = number | { readonly least: number; readonly most: number };

/** Reads a list of a length, each item in its own way. */
export function listOf<Item>(spot: Spot, name: FieldName, length: Length, read: (item: Spot) => Item): Item[] {
  const { value } = spot;
  const { least, most } = typeof length === 'number' ? { least: length, most: 50 } : length;
  if (!Array.isArray(value)) {
    note(spot, `${name.words} ${missing(spot) ? 'manque' : "n'est pas une liste"} : écrivez une liste entre crochets`);
    return [];
  }
  if (value.length < least)
    note(spot, `${name.words} est trop courte : donnez au moins ${least} élément${least > 1 ? 's' : ''}`);
  if (value.length > most) {
    note(spot, `${name.words} est trop longue : donnez au plus ${most} éléments`);
    return [];
  }
  return Array.from(value, (item: unknown, index) =>
    read({ value: item, pointer: `${spot.pointer}/${index}`, faults: spot.faults }),
  );
}

/**
 * Reads names of places, each once, or nothing (null or absent). `list` is how the list is called with its article,
 * `one` what a name is of, e.g. `une commune`.
 */
export function readPlaces(spot: Spot, list: string, one: string): string[] | null {
  if (spot.value === undefined || spot.value === null) return null;
  const places = listOf(spot, feminine(list), { least: 1, most: 1_000 }, (item) =>
    words(item, feminine(`le nom d'${one}`), 100),
  );
  eachOnce(spot, places);
  return places;
}

/** Whether a fault was noted at a place or inside it. */
export function faulty(spot: Spot): boolean {
  return spot.faults.some(({ pointer }) => pointer === spot.pointer || pointer.startsWith(`${spot.pointer}/`));
}

/** Notes the first item that is not larger than the one before (or not smaller, where repeats are allowed). */
export function ascending(spot: Spot, name: FieldName, numbers: readonly number[], repeats = false): void {
  if (faulty(spot)) return;
  const at = numbers.findIndex((number, index) => {
    const before = numbers[index - 1];
    return before !== undefined && (repeats ? number < before : number <= before);
  });
  if (at < 0) return;
  const remedy = repeats ? 'du plus petit au plus grand' : 'du plus petit au plus grand, chacun une seule fois';
  const pointer = `${spot.pointer}/${at}`;
  spot.faults.push({ pointer, detail: `${name.words} n'est pas dans l'ordre : rangez les nombres ${remedy}` });
}
