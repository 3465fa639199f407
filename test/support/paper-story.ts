// Paper as tests live with it: outlets with lines of approval, slips handed out, batches typed, closed and validated.
import { cents, dayOf } from '#domain/kernel';
import {
  CloseBatchUseCase,
  EnterSlipsUseCase,
  IssueSlipUseCase,
  OpenBatchUseCase,
  type OutsideAreas,
  type SlipsEntered,
  type TypedPaper,
  ValidateBatchUseCase,
} from '#domain/slips';
import { newId } from '#tenancy';
import type { LivingFund, Somebody } from './living-fund';
import type { Rooms } from './rooms';

/** An outlet to approve; what is left out is made up. */
export interface OutletWanted {
  readonly percent?: number;
  readonly from?: string;
  readonly until?: string | null;
  readonly category?: string;
}

/** An outlet of a fund. */
export interface Outlet {
  readonly outletId: string;
  readonly outletNo: number;
  readonly approvalLineId: string;
}

/** What stands on a paper; what is left out is made up. */
export interface PaperWanted {
  readonly who: TypedPaper['who'];
  readonly outletNo: number;
  readonly amount: number;
  readonly boughtOn?: string;
  readonly receipt?: string;
  readonly setAside?: boolean;
  readonly lines?: TypedPaper['lines'];
}

/** The paper of one fund. */
export class PaperStory {
  constructor(
    private readonly rooms: Rooms,
    readonly fund: LivingFund,
    private readonly by: Somebody | null = null,
  ) {}

  /** The same paper in somebody's hands. */
  inHandsOf(somebody: Somebody): PaperStory {
    return new PaperStory(this.rooms, this.fund, somebody);
  }

  /** An outlet that is approved. */
  async outlet(wanted: OutletWanted = {}): Promise<Outlet> {
    const outletId = newId();
    const [row] = await this.rooms.database.asOwner(
      `insert into outlets.outlet select $1, $2, count(*) + 1, 'La ferme du Pré', 'producer', 'approved', now()
       from outlets.outlet where tenant_id = $1 returning outlet_no`,
      [this.fund.id, outletId],
    );
    await this.stands(outletId, 'approved', wanted.from ?? '2026-01-01');
    return {
      outletId,
      outletNo: Number(row?.['outlet_no']),
      approvalLineId: await this.line(outletId, wanted),
    };
  }

  /** From a day on an outlet stands otherwise. */
  async stands(outletId: string, state: 'approved' | 'suspended', from: string): Promise<void> {
    await this.rooms.database.asOwner(
      `insert into outlets.step values ($1, $2, $3, $4, 'dit au point de vente', $5, $4, $5, now(), null)`,
      [this.fund.id, newId(), outletId, state, from],
    );
  }

  /** One more line of approval. */
  async line(outletId: string, wanted: OutletWanted): Promise<string> {
    const { percent = 100, from = '2026-01-01', until = null, category = 'vegetables-fruit' } = wanted;
    const approvalLineId = newId();
    await this.rooms.database.asOwner(
      `insert into outlets.approval_line values ($1, $2, $3, 'product-group', $4, $4, $5, $6, $7, now())`,
      [this.fund.id, approvalLineId, outletId, category, percent, from, until],
    );
    return approvalLineId;
  }

  /** A slip for a unit. */
  issue(accountUnitId: string, ceiling: number | null = null): Promise<{ slipId: string; slipNumber: string }> {
    return this.work(() =>
      this.rooms.get(IssueSlipUseCase).run({ accountUnitId, ceiling: ceiling === null ? null : cents(ceiling) }),
    );
  }

  /** An envelope. */
  async batch(count: number, total: number): Promise<string> {
    const opened = await this.work(() => this.rooms.get(OpenBatchUseCase).run({ count, total: cents(total) }));
    return opened.batchId;
  }

  /** Types papers; the first that is refused is thrown. */
  enter(batchId: string, ...papers: readonly PaperWanted[]): Promise<SlipsEntered> {
    return this.work(() =>
      this.rooms.get(EnterSlipsUseCase).run({ batchId, papers: papers.map(typed), together: true }),
    );
  }

  /** Says that all is typed. */
  close(batchId: string): Promise<unknown> {
    return this.work(() => this.rooms.get(CloseBatchUseCase).run({ batchId, to: 'to-validate' }));
  }

  /** Signs a batch. */
  validate(batchId: string, outsideAreas: OutsideAreas | null = null): ReturnType<ValidateBatchUseCase['run']> {
    return this.work(() => this.rooms.get(ValidateBatchUseCase).run({ batchId, outsideAreas }));
  }

  /** An envelope of these papers, typed and closed. */
  async ready(...papers: readonly PaperWanted[]): Promise<string> {
    const total = papers.reduce((all, { amount }) => all + amount, 0);
    const batchId = await this.batch(papers.length, total);
    await this.enter(batchId, ...papers);
    await this.close(batchId);
    return batchId;
  }

  private work<Result>(work: () => Promise<Result>): Promise<Result> {
    return this.by ? this.by.as(work) : this.fund.as(work);
  }
}

function typed({
  amount,
  boughtOn = '2026-11-10',
  receipt,
  setAside = false,
  lines,
  ...paper
}: PaperWanted): TypedPaper {
  return {
    ...paper,
    boughtOn: dayOf(boughtOn),
    receipt: receipt ?? null,
    setAside,
    lines: lines ?? [{ approvalLineId: null, category: null, amount: cents(amount) }],
  };
}
