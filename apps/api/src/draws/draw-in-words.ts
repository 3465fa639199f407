// A drawn draw in the words of its protocol.
import type { DrawDetail } from '#domain/draws';
import type { PublicRecord, PublicValue } from '#domain/lotteries';
import type { PrintedDraw } from '../print/draw-protocol';

const METHODS = {
  leximin: 'la plus petite chance aussi grande que possible, puis la suivante, et ainsi de suite (LEXIMIN)',
  maximin: 'la plus petite chance aussi grande que possible (MAXIMIN)',
  equal: 'des chances égales, autant que les quotas le permettent',
} as const;

/** What the paper says of a draw, which was held on a day (ISO text). */
export function drawInWords(
  view: DrawDetail,
  { commitment, lottery, draw, fingerprints }: PublicRecord,
  heldOn: string,
): PrintedDraw {
  const listed = new Map(lottery.chances.map((one) => [one.code, one.listed]));
  const share = (count: number): number => Math.round((count / lottery.panels.length) * 10_000);
  const all = [...listed.values()];
  return {
    drawNo: view.drawNo,
    title: view.title,
    test: view.test,
    heldOn,
    commitmentNo: commitment.sequence,
    hashes: fingerprints,
    method: METHODS[commitment.method],
    publicValue: valueInWords(draw.publicValue),
    secret: draw.secret,
    seed: draw.seed,
    number: String(draw.number).padStart(String(lottery.panels.length - 1).length, '0'),
    panels: lottery.panels.length,
    drawn: draw.panel.map((code) => ({ code, basisPoints: share(listed.get(code) ?? 0) })),
    chances: { least: share(Math.min(...all)), most: share(Math.max(...all)), entries: all.length },
    reserve: draw.reserve,
  };
}

function valueInWords(value: PublicValue): string {
  switch (value.source) {
    case 'drand':
      return `drand, tour ${value.round} : ${value.signature}`;
    case 'dice':
      return `dés lancés devant témoins : ${value.throws}`;
    case 'given':
      return `graine donnée (essai ou démonstration) : ${value.seed}`;
  }
}
