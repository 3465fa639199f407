// A slip was lost, or came back unused: its credit is free again.
import { AuditStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { RuleBroken } from '../kernel/rule-broken';
import { FundsQuery } from '../funds/funds.query';
import { LedgerStore } from '../ledger/ledger.store';
import { BatchesStore } from './batches.store';
import { SlipsStore } from './slips.store';

/** What became of a slip that will not be paid. */
export interface CloseSlip {
  readonly slipId: string;
  readonly why: 'lost' | 'unused';
}

/** Closes slips in the fund in scope. */
@Injectable()
export class CloseSlipUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly slips: SlipsStore,
    private readonly batches: BatchesStore,
    private readonly funds: FundsQuery,
    private readonly ledger: LedgerStore,
    private readonly audit: AuditStore,
  ) {}

  /** @throws RuleBroken `slip-unknown`, `slip-not-out`, `slip-already-entered` when its paper waits in a batch */
  run({ slipId, why }: CloseSlip): Promise<{ state: 'lost' | 'unused'; closedOn: string }> {
    return this.transaction.run(async () => {
      const slip = await this.slips.lock(slipId);
      if (!slip) throw new RuleBroken('slip-unknown');
      if (slip.state !== 'issued') throw new RuleBroken('slip-not-out', { state: slip.state });
      if (await this.batches.isEntered(slipId)) throw new RuleBroken('slip-already-entered');
      const { today } = await this.funds.time();
      await this.slips.move(slipId, why, today);
      await this.ledger.release({ sourceKind: 'slip', sourceId: slipId, outcome: 'given-back' });
      await this.audit.write({
        action: 'slip.closed',
        subjectKind: 'slip',
        subjectId: slipId,
        facts: { why, ceilingCents: slip.ceiling },
      });
      return { state: why, closedOn: today.toString() };
    });
  }
}
