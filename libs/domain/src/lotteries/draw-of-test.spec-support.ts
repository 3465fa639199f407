// A draw small enough to reason about: six women and six men, four seats, two of each; six panels, one in three for everybody.
import { createHash } from 'node:crypto';
import type { DrawProblem } from '../sortition/draw-problem';
import type { FairLottery } from '../sortition/fair-lottery';
import { fingerprintOf, type Sha256 } from './canonical-hash';
import {
  commitmentOfDraw,
  drawOfLottery,
  lotteryOfDraw,
  publicRecord,
  sealedRecord,
  type DrawTerms,
  type PublicRecord,
  type SealedRecord,
} from './draw-record';
import type { PublicValue, PublicValueRule } from './draw-seed';

/** SHA-256 by Node, another one than the product's. */
export const nodeSha256: Sha256 = (bytes) => new Uint8Array(createHash('sha256').update(bytes).digest());

const SECRET = '11'.repeat(32);
const SALT_KEY = Uint8Array.from({ length: 32 }, (_, place) => place);
const ROWS = [
  { key: 'size', min: 4, max: 4 },
  { key: 'quota/genre/Femme', min: 2, max: 2 },
  { key: 'quota/genre/Homme', min: 2, max: 2 },
];

/** The six women f0 to f5 and men h0 to h5; f0 and h3 share a household. */
const PROBLEM: DrawProblem = {
  rows: ROWS,
  entries: ['f', 'h'].flatMap((letter) =>
    Array.from({ length: 6 }, (_, number) => ({
      code: `${letter}${number}`,
      tickets: 1,
      household: ['f0', 'h3'].includes(`${letter}${number}`) ? 'rue haute 3' : null,
      amounts: letter === 'f' ? [1, 1, 0] : [1, 0, 1],
    })),
  ),
};

const around = (start: number): number[] => {
  const next = (start + 1) % 6;
  return [start, next, 6 + start, 6 + next];
};

/** The lottery of the six panels that go round, and its proof: everybody's mean chance is 4 seats by 12. */
const PROOF: FairLottery = {
  method: 'leximin',
  status: 'optimal',
  eps: 0,
  chances: Array.from({ length: 12 }, () => 1 / 3),
  panels: Array.from({ length: 6 }, (_, start) => ({ entries: around(start), chance: 1 / 6 })),
  neverDrawable: [],
  certificate: {
    levels: [
      {
        bound: 1 / 3,
        weights: Array.from({ length: 12 }, (_, entry) => [entry, 1 / 12] as const),
        rows: [[0, 1 / 12]],
        households: [],
        proof: 'arithmetic',
      },
    ],
  },
};

/** How the fund of the test says the public value will be known, and what it turned out to be. */
export interface PublicStory {
  readonly rule: PublicValueRule;
  readonly value: PublicValue;
}

/** Dice before witnesses, twenty throws. */
export const DICE: PublicStory = {
  rule: { source: 'dice', throws: 20, before: 'assemblée du 12 décembre' },
  value: { source: 'dice', throws: '31526415263341625134' },
};

/** The whole act: list frozen, lottery published, secret told, panel picked. */
export function actOfTest(
  story: PublicStory = DICE,
  more: Partial<DrawTerms> = {},
): { record: PublicRecord; sealed: SealedRecord } {
  const secret = story.rule.source === 'given' ? null : SECRET;
  const terms: DrawTerms = {
    fund: 'Caisse d’essai',
    kind: 'council',
    test: false,
    sequence: 1,
    previous: null,
    committedAt: '2026-12-01T18:00:00Z',
    rows: ROWS,
    households: true,
    method: 'leximin',
    panels: 1000,
    software: { name: 'tablee', version: '0.1.0', solver: 'none' },
    secret,
    publicValue: story.rule,
    ...more,
  };
  const { commitment, lines } = commitmentOfDraw(terms, PROBLEM.entries, SALT_KEY, nodeSha256);
  const sealed = sealedRecord(commitment, lines, PROOF, nodeSha256);
  const panels = Array.from({ length: terms.panels }, (_, number) => around(number % 6));
  const lottery = lotteryOfDraw(sealed, panels, nodeSha256);
  const draw = drawOfLottery({ commitment, lottery, sealed }, { secret, publicValue: story.value }, nodeSha256);
  return { record: publicRecord(commitment, lottery, draw, nodeSha256), sealed };
}

/** A value that anybody may change, as a forger would. */
export type Forged<Value> = Value extends object ? { -readonly [Key in keyof Value]: Forged<Value[Key]> } : Value;

/** A copy to tamper with. */
export function copyOf<Value>(value: Value): Forged<Value> {
  return structuredClone(value) as Forged<Value>;
}

/** Makes the fingerprints fit again, as a forger would who hopes that nobody kept the old ones. */
export function refingerprint(record: Forged<PublicRecord>): void {
  const print = (value: unknown): string => fingerprintOf(value, nodeSha256);
  record.fingerprints.commitment = record.lottery.commitment = print(record.commitment);
  record.fingerprints.lottery = record.draw.lottery = print(record.lottery);
  record.fingerprints.draw = print(record.draw);
}
