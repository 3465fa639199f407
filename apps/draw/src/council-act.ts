// A council's draw on files as the same act as in the platform: list frozen, panels written, one picked by the seed.
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

/** What the command line asked. */
export interface CouncilOrder {
  readonly seats: number;
  readonly households: boolean;
  readonly method: 'leximin' | 'maximin' | 'equal';
  readonly panels: number;
  readonly seed: string;
  readonly saltKey: Uint8Array;
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
export function actOf(problem: DrawProblem, proof: FairLottery, order: CouncilOrder): Act {
  const { commitment, lines } = commitmentOfDraw(
    {
      fund: 'tirage hors plateforme',
      kind: 'council',
      test: false,
      sequence: 1,
      previous: null,
      committedAt: null,
      rows: problem.rows,
      households: order.households,
      method: order.method,
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
