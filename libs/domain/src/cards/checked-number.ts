// Numbers that people type from paper: short, without look-alikes, and a slip of the finger is noticed at once.

/** What a number is of: a card, a member, a paper ticket. It is the number's first character. */
export type NumberedThing = 'C' | 'M' | 'T';

/**
 * The characters of a number, in the order of their values: no I, L, O, Q, U, V and N, which are taken for others, and
 * neither of B and 8, S and 5, Z and 2, G and 6 but the digit. They are 23, a prime: see {@link readNumber}.
 */
export const NUMBER_ALPHABET = '23456789ACDEFHJKMPRTWXY';

/** How many characters a number has, its first and its last included. */
export const NUMBER_LENGTH = 8;

const SIZE = NUMBER_ALPHABET.length;
/** In the database a number is of this form; the check character is not looked at there. */
export const NUMBER_PATTERN = `[${NUMBER_ALPHABET}]{${NUMBER_LENGTH - 1}}`;
// What a hand writes for a digit: the letter is in no number, so nothing else can be meant.
const MEANT: Readonly<Record<string, string>> = { B: '8', S: '5', Z: '2', G: '6' };

/**
 * The number that a random uuid stands for: its last 40 bits say which of 148 million. A number tells nothing of the
 * uuid, of when it was made, or of the number made before it, so that none can be guessed from another.
 */
export function numberFrom(thing: NumberedThing, randomId: string): string {
  let rest = Number.parseInt(randomId.slice(-10), 16);
  let body = thing as string;
  while (body.length < NUMBER_LENGTH - 1) {
    body += NUMBER_ALPHABET.charAt(rest % SIZE);
    rest = Math.floor(rest / SIZE);
  }
  return body + checkCharacter(body);
}

/**
 * Reads a number as somebody typed it: small letters, spaces, dashes and dots do no harm. Null when it is no number of
 * this thing. One wrong character, or two neighbours swapped, is always noticed: each place has a weight of its own
 * (1 to 8), neighbours' weights differ by 1, and the weighted sum must be 0 modulo a prime greater than all of these.
 */
export function readNumber(thing: NumberedThing, typed: string): string | null {
  const number = typed
    .toUpperCase()
    .replaceAll(/[\s.·-]/g, '')
    .replaceAll(/[BSZG]/g, (letter) => MEANT[letter] ?? letter);
  const sound = number.length === NUMBER_LENGTH && number.startsWith(thing) && weighted(number) === 0;
  return sound ? number : null;
}

/** A number as it is printed: two groups of four. */
export function printedNumber(number: string): string {
  return `${number.slice(0, 4)} ${number.slice(4)}`;
}

// The last place weighs 8, and 8 × 3 = 24 is 1 modulo 23: three times the lack makes the sum whole.
function checkCharacter(body: string): string {
  return NUMBER_ALPHABET.charAt(((SIZE - weighted(body)) * 3) % SIZE);
}

// The sum modulo 23; never 0 when a character is none of the alphabet.
function weighted(number: string): number {
  const values = Array.from(number, (one) => NUMBER_ALPHABET.indexOf(one));
  if (values.includes(-1)) return Number.NaN;
  return values.reduce((sum, value, place) => sum + value * (place + 1), 0) % SIZE;
}
