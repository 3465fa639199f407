// A draw of the size of a town's: 240 people of two classes, 22 seats, 1 000 lists, every record that it leaves.
import type { FairLottery } from '../../libs/domain/src/sortition/fair-lottery';
import { nodeSha256 } from '../../libs/domain/src/lotteries/draw-of-test.spec-support';
import {
  commitmentOfDraw,
  drawOfLottery,
  lotteryOfDraw,
  ownLine,
  publicRecord,
  sealedRecord,
} from '../../libs/domain/src/lotteries/draw-record';
import { privateCodes } from '../../libs/domain/src/lotteries/frozen-list';
import { QUICKNET } from '../../libs/domain/src/lotteries/draw-seed';

const HALF = 120;
const SEATS = 11; // of each class
const ROWS = [
  { key: 'size', min: 22, max: 22 },
  { key: 'quota/genre/Femme', min: 11, max: 11 },
  { key: 'quota/genre/Homme', min: 11, max: 11 },
];
const KEY = Uint8Array.from({ length: 32 }, (_, place) => 7 * place);
const SECRET = '5a'.repeat(32);
/** Round 1000 of the beacon, as it came out. */
const ROUND = {
  round: 1000,
  signature: 'b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39',
};

/** The public record, the sealed one, and the line of one person. */
export function largeDraw(): { record: object; sealed: object; own: { line: { code: string } } } {
  const codes = privateCodes(2 * HALF, KEY, nodeSha256).sort();
  const entries = codes.map((code, place) => ({
    code,
    tickets: 1,
    household: null,
    amounts: place % 2 === 0 ? [1, 1, 0] : [1, 0, 1],
  }));
  const { commitment, lines } = commitmentOfDraw(
    {
      fund: 'Caisse de Dieulefit',
      kind: 'council',
      test: false,
      sequence: 1,
      previous: null,
      committedAt: '2026-12-01T18:00:00Z',
      rows: ROWS,
      households: false,
      method: 'leximin',
      panels: 1000,
      software: { name: 'tablee', version: '0.1.0', solver: 'highs 1.15.3' },
      secret: SECRET,
      publicValue: { source: 'drand', chain: QUICKNET.chain, round: ROUND.round },
    },
    entries,
    KEY,
    nodeSha256,
  );
  const sealed = sealedRecord(commitment, lines, proof(), nodeSha256);
  const lottery = lotteryOfDraw(
    sealed,
    Array.from({ length: 1000 }, (_, number) => around(number)),
    nodeSha256,
  );
  const publicValue = { source: 'drand', chain: QUICKNET.chain, ...ROUND } as const;
  const draw = drawOfLottery({ commitment, lottery, sealed }, { secret: SECRET, publicValue }, nodeSha256);
  const own = ownLine(sealed, draw.reserve[0] ?? '');
  if (own === null) throw new Error('nobody is in reserve');
  return { record: publicRecord(commitment, lottery, draw, nodeSha256), sealed, own };
}

/** The panel that begins at a person and goes round both classes. */
function around(start: number): number[] {
  return Array.from({ length: SEATS }, (_, step) => 2 * ((start + step) % HALF)).flatMap((place) => [place, place + 1]);
}

/** Everybody has the same chance, and the seats allow no more. */
function proof(): FairLottery {
  const people = 2 * HALF;
  const chance = (2 * SEATS) / people;
  return {
    method: 'leximin',
    status: 'optimal',
    eps: 0,
    chances: Array.from({ length: people }, () => chance),
    panels: Array.from({ length: HALF }, (_, start) => ({ entries: around(start), chance: 1 / HALF })),
    neverDrawable: [],
    certificate: {
      levels: [
        {
          bound: chance,
          weights: Array.from({ length: people }, (_, entry) => [entry, 1 / people] as const),
          rows: [[0, 1 / people]],
          households: [],
          proof: 'arithmetic',
        },
      ],
    },
  };
}
