// The list of who stands for a draw, frozen: nobody's line can change afterwards unseen, and nobody else can read it.
import type { Entry, Row } from '../sortition/draw-problem';
import { bytesOf, fingerprintOf, hexOf, hmac, type Sha256 } from './canonical-hash';

/** What is frozen of one who stands for the draw; read by scrutineers and by the person, by nobody else. */
export interface FrozenLine {
  /** The private code, which stands for the person in everything public. */
  readonly code: string;
  readonly tickets: number;
  /** At most one of the lines with the same text is drawn; null: nobody else is of this household, or the rule is off. */
  readonly household: string | null;
  /** What the line counts in each row of the problem, by the row's key; 0 is left out. */
  readonly counts: Readonly<Record<string, number>>;
}

/** A line with the salt that keeps others from guessing it. */
export interface SaltedLine {
  readonly line: FrozenLine;
  /** 32 bytes in hexadecimal digits. */
  readonly salt: string;
}

/** What is public of a line: its code, and the fingerprint that binds the fund to what it says. */
export interface CommittedLine {
  readonly code: string;
  readonly commitment: string;
}

/** What one person takes home: their own line, and the draw it belongs to. */
export interface OwnLine extends SaltedLine {
  readonly format: 'tablee-ligne/1';
  /** The fingerprint of the published commitment of the draw. */
  readonly commitment: string;
}

const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The lines of a problem's entries, sorted by code: the order in which the problem is solved and its results are written. */
export function linesOf(rows: readonly Row[], entries: readonly Entry[]): FrozenLine[] {
  const lines = entries.map(({ code, tickets, household, amounts }) => ({
    code,
    tickets,
    household,
    counts: Object.fromEntries(
      rows.map(({ key }, place) => [key, amounts[place] ?? 0] as const).filter(([, amount]) => amount !== 0),
    ),
  }));
  return lines.sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** The entries that lines stand for, in the same order. */
export function entriesOf(rows: readonly Row[], lines: readonly FrozenLine[]): Entry[] {
  return lines.map(({ code, tickets, household, counts }) => ({
    code,
    tickets,
    household,
    amounts: rows.map(({ key }) => counts[key] ?? 0),
  }));
}

/** Gives each line its salt, made from a key that stays with the fund (32 random bytes, used for one draw only). */
export function salted(lines: readonly FrozenLine[], saltKey: Uint8Array, sha256: Sha256): SaltedLine[] {
  return lines.map((line) => ({ line, salt: hexOf(hmac(sha256, saltKey, bytesOf(`sel/${line.code}`))) }));
}

/** What is published of salted lines, in their order. */
export function committed(lines: readonly SaltedLine[], sha256: Sha256): CommittedLine[] {
  return lines.map((salt) => ({ code: salt.line.code, commitment: commitmentOf(salt, sha256) }));
}

/** The fingerprint of one line with its salt. */
export function commitmentOf({ line, salt }: SaltedLine, sha256: Sha256): string {
  return fingerprintOf({ line, salt }, sha256);
}

/**
 * Codes for `count` people, no two alike, such as `7K3Q-9XRM`: they say nothing, and are easy to read out (no I, L, O, U).
 * @param key 32 random bytes, used for one draw only
 */
export function privateCodes(count: number, key: Uint8Array, sha256: Sha256): string[] {
  const codes = new Set<string>();
  for (let number = 0; codes.size < count; number += 1) {
    const letters = Array.from(hmac(sha256, key, bytesOf(`code/${number}`)).slice(0, 8), (byte) => LETTERS[byte % 32]);
    codes.add(`${letters.slice(0, 4).join('')}-${letters.slice(4).join('')}`);
  }
  return [...codes];
}
