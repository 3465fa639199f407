// A draw on files as the same act as in the platform: list frozen, panels written, one picked by the seed.
import {
  commitmentOfDraw,
  drawOfLottery,
  lotteryOfDraw,
  type PublicRecord,
  publicRecord,
  type SealedRecord,
  sealedRecord,
  sha256,
} from '#domain/lotteries';
import {
  checkCertificate,
  type Checked,
  type DrawProblem,
  type FairLottery,
  panelsOf,
  SOLVER_NAME,
} from '#domain/sortition';

/** How a draw is to be made and written down. */
export interface ActOrder {
  readonly kind: 'council' | 'admission';
  readonly households: boolean;
  readonly method: 'leximin' | 'maximin' | 'equal';
  /** The greatest chance per ticket over the smallest; null: no cap. */
  readonly maxChanceRatio: number | null;
  readonly panels: number;
  readonly seed: string;
  readonly saltKey: Uint8Array;
}

/** What the command line asked of a council's draw. */
export interface CouncilOrder extends ActOrder {
  readonly seats: number;
  readonly record: string | undefined;
}

/** The version of this software, as package.json says it. */
export const VERSION = '0.1.0';

/** A draw that has taken place. */
export interface Act {
  readonly problem: DrawProblem;
  readonly proof: FairLottery;
  readonly checked: Checked;
  readonly record: PublicRecord;
  readonly sealed: SealedRecord;
}

/** Draws: the panel follows from the problem and the seed alone; the salts change the record's fingerprints, not the panel. */
export function actOf(problem: DrawProblem, proof: FairLottery, order: ActOrder): Act {
  const { commitment, lines } = commitmentOfDraw(
    {
      fund: 'tirage hors plateforme',
      kind: order.kind,
      test: false,
      sequence: 1,
      previous: null,
      committedAt: null,
      rows: problem.rows,
      households: order.households,
      method: order.method,
      ...(order.maxChanceRatio === null ? {} : { maxChanceRatio: order.maxChanceRatio }),
      panels: order.panels,
      software: { name: 'tablee', version: VERSION, solver: SOLVER_NAME },
      secret: null,
      publicValue: { source: 'given' },
    },
    problem.entries,
    order.saltKey,
    sha256,
  );
  const sealed = sealedRecord(commitment, lines, proof, sha256);
  const lottery = lotteryOfDraw(sealed, panelsOf(problem, proof, order.panels), sha256);
  const known = { secret: null, publicValue: { source: 'given', seed: order.seed } } as const;
  const draw = drawOfLottery({ commitment, lottery, sealed }, known, sha256);
  return {
    problem,
    proof,
    checked: checkCertificate(problem, proof),
    record: publicRecord(commitment, lottery, draw, sha256),
    sealed,
  };
}
