// What is published of a draw, step after step, each bound to the one before by its fingerprint; and what stays sealed.
import type { Entry, Row } from '../sortition/draw-problem';
import type { FairLottery, Fairness } from '../sortition/fair-lottery';
import { fingerprintOf, type Sha256 } from './canonical-hash';
import { classTotals, type ClassTotal } from './class-totals';
import { SeededNumbers, seedOfDraw, secretCommitment, type PublicValue, type PublicValueRule } from './draw-seed';
import { committed, linesOf, salted, type CommittedLine, type OwnLine, type SaltedLine } from './frozen-list';

/** What made a draw: whoever recomputes it needs the same. */
export interface Software {
  readonly name: string;
  readonly version: string;
  /** The solver and its version, e.g. `highs 1.15.3`. */
  readonly solver: string;
}

/** Published before anything is drawn: from here on nothing can be changed unseen. */
export interface Commitment {
  readonly format: 'tablee-tirage/1';
  readonly fund: string;
  readonly kind: 'council' | 'admission';
  /** A rehearsal: never to be taken for a draw. */
  readonly test: boolean;
  /** The fund's first commitment is 1, and every one counts, also of draws that were given up. */
  readonly sequence: number;
  /** The fingerprint of the fund's commitment before this one; null for the first. */
  readonly previous: string | null;
  readonly committedAt: string | null;
  readonly lines: readonly CommittedLine[];
  readonly rows: readonly Row[];
  readonly households: boolean;
  readonly method: Fairness;
  /** The greatest chance per ticket over the smallest, where a council voted one; absent: no cap. */
  readonly maxChanceRatio?: number;
  /** How many panels the lottery will have. */
  readonly panels: number;
  readonly software: Software;
  /** The fingerprint of the fund's secret; null where a seed is given. */
  readonly secret: string | null;
  readonly publicValue: PublicValueRule;
}

/** Published before the public value is known: the panels of which one will be picked. */
export interface PublishedLottery {
  /** The fingerprint of the commitment. */
  readonly commitment: string;
  readonly status: FairLottery['status'];
  readonly eps: number;
  /** Each code, sorted, with its chance as certified (to a millionth) and in how many panels it is listed. */
  readonly chances: readonly { readonly code: string; readonly certified: number; readonly listed: number }[];
  /** The panels by code, each sorted; the first has number 0. */
  readonly panels: readonly (readonly string[])[];
  /** The fingerprint of the sealed record: everybody's line, and the proof that no lottery is fairer. */
  readonly sealed: string;
}

/** Published once the public value is known. */
export interface PublishedDraw {
  /** The fingerprint of the published lottery. */
  readonly lottery: string;
  readonly secret: string | null;
  readonly publicValue: PublicValue;
  readonly seed: string;
  /** The number of the panel, from 0. */
  readonly number: number;
  readonly panel: readonly string[];
  /** Everybody else, in the order in which they stand for a seat that becomes free. */
  readonly reserve: readonly string[];
  readonly totals: readonly ClassTotal[];
}

/** The public record: no name, no criterion of anybody, no cost. */
export interface PublicRecord {
  readonly format: 'tablee-tirage/1';
  readonly commitment: Commitment;
  readonly lottery: PublishedLottery;
  readonly draw: PublishedDraw;
  readonly fingerprints: { readonly commitment: string; readonly lottery: string; readonly draw: string };
}

/** The sealed record, for scrutineers bound to secrecy: everybody's line, and the proof. */
export interface SealedRecord {
  readonly format: 'tablee-tirage-scelle/1';
  /** The fingerprint of the commitment it opens. */
  readonly commitment: string;
  readonly lines: readonly SaltedLine[];
  readonly proof: FairLottery;
}

/** What a commitment is made of, beside the list. */
export type DrawTerms = Omit<Commitment, 'format' | 'lines' | 'secret' | 'rows'> & {
  readonly rows: readonly Row[];
  /** 32 random bytes in hexadecimal digits; null where a seed is given. */
  readonly secret: string | null;
};

/**
 * Freezes the list and writes the commitment.
 * @param saltKey 32 random bytes, for this draw alone; to be kept with the sealed record
 * @throws RangeError when two entries have one code
 */
export function commitmentOfDraw(
  terms: DrawTerms,
  entries: readonly Entry[],
  saltKey: Uint8Array,
  sha256: Sha256,
): { commitment: Commitment; lines: SaltedLine[] } {
  const lines = salted(linesOf(terms.rows, entries), saltKey, sha256);
  if (new Set(lines.map(({ line }) => line.code)).size < lines.length) throw new RangeError('two entries of one code');
  const secret = terms.secret === null ? null : secretCommitment(terms.secret, sha256);
  return {
    commitment: { ...terms, format: 'tablee-tirage/1', lines: committed(lines, sha256), secret },
    lines,
  };
}

/** Puts together what scrutineers need. @param proof the fair lottery over the entries in the order of the commitment's lines */
export function sealedRecord(
  commitment: Commitment,
  lines: readonly SaltedLine[],
  proof: FairLottery,
  sha256: Sha256,
): SealedRecord {
  return { format: 'tablee-tirage-scelle/1', commitment: fingerprintOf(commitment, sha256), lines, proof };
}

/**
 * Writes the published lottery.
 * @param panels places of entries in the order of the commitment's lines, as many panels as the commitment says
 */
export function lotteryOfDraw(
  sealed: SealedRecord,
  panels: readonly (readonly number[])[],
  sha256: Sha256,
): PublishedLottery {
  const codes = sealed.lines.map(({ line }) => line.code);
  const listed = codes.map(() => 0);
  for (const place of panels.flat()) listed[place] = (listed[place] ?? 0) + 1;
  return {
    commitment: sealed.commitment,
    status: sealed.proof.status,
    eps: sealed.proof.eps,
    chances: codes.map((code, place) => ({
      code,
      certified: toMillionths(sealed.proof.chances[place] ?? 0),
      listed: listed[place] ?? 0,
    })),
    panels: panels.map((panel) => panel.map((place) => codes[place] ?? '').sort()),
    sealed: fingerprintOf(sealed, sha256),
  };
}

/** A chance as it is published. */
export function toMillionths(chance: number): number {
  return Math.round(chance * 1e6) / 1e6;
}

/** What the seed says: which panel, and in which order the others stand by. */
export function pickBySeed(
  lottery: Pick<PublishedLottery, 'panels' | 'chances'>,
  seed: string,
  sha256: Sha256,
): { number: number; panel: readonly string[]; reserve: string[] } {
  const numbers = new SeededNumbers(seed, sha256);
  const number = numbers.below(lottery.panels.length, 'liste');
  const panel = lottery.panels[number] ?? [];
  const drawn = new Set(panel);
  const others = lottery.chances.map(({ code }) => code).filter((code) => !drawn.has(code));
  return { number, panel, reserve: numbers.shuffled(others, 'reserve') };
}

/** Writes the draw: from the secret and the public value to the panel. */
export function drawOfLottery(
  published: { readonly commitment: Commitment; readonly lottery: PublishedLottery; readonly sealed: SealedRecord },
  known: { readonly secret: string | null; readonly publicValue: PublicValue },
  sha256: Sha256,
): PublishedDraw {
  const lottery = fingerprintOf(published.lottery, sha256);
  const seed = seedOfDraw(known.secret, known.publicValue, lottery, sha256);
  const picked = pickBySeed(published.lottery, seed, sha256);
  const lines = published.sealed.lines.map(({ line }) => line);
  const { secret, publicValue } = known;
  const totals = classTotals(published.commitment.rows, lines, new Set(picked.panel));
  return { lottery, secret, publicValue, seed, ...picked, totals };
}

/** Puts the three published steps together. Its last fingerprint binds the whole. */
export function publicRecord(
  commitment: Commitment,
  lottery: PublishedLottery,
  draw: PublishedDraw,
  sha256: Sha256,
): PublicRecord {
  const fingerprints = {
    commitment: fingerprintOf(commitment, sha256),
    lottery: fingerprintOf(lottery, sha256),
    draw: fingerprintOf(draw, sha256),
  };
  return { format: 'tablee-tirage/1', commitment, lottery, draw, fingerprints };
}

/** The line of one code, to be handed to that person alone; null when the code is not of this draw. */
export function ownLine(sealed: SealedRecord, code: string): OwnLine | null {
  const found = sealed.lines.find(({ line }) => line.code === code);
  return found === undefined ? null : { format: 'tablee-ligne/1', commitment: sealed.commitment, ...found };
}
