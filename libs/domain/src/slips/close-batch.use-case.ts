// All of an envelope is typed: it waits for another person, or goes back to be typed better.
import { AuditStore, TenantTransaction, tenantScope } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { RuleBroken } from '../kernel/rule-broken';
import { type Counted, mustAgree, mustBe } from './batch';
import { BatchesStore } from './batches.store';

/** Which batch, and where to. */
export interface CloseBatch {
  readonly batchId: string;
  readonly to: 'to-validate' | 'open';
}

/** Closes batches of slips, and opens them again, in the fund in scope. */
@Injectable()
export class CloseBatchUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly batches: BatchesStore,
    private readonly audit: AuditStore,
  ) {}

  /**
   * @throws RuleBroken `batch-unknown`, `batch-not-open`, `batch-not-closed`, `batch-validated`, `batch-differs` when
   *   what was typed is not what stands on the envelope: the batch stays open
   */
  run({ batchId, to }: CloseBatch): Promise<Counted> {
    return this.transaction.run(async () => {
      const batch = await this.batches.lock(batchId);
      if (!batch) throw new RuleBroken('batch-unknown');
      mustBe(batch.state, to === 'open' ? 'to-validate' : 'open');
      const typed = await this.batches.counted(batchId);
      if (to === 'to-validate') mustAgree(batch.control, typed);
      // Who closed it is one of those who typed it, also when it is opened again.
      await this.batches.move(batchId, to, tenantScope().actor.id);
      await this.audit.write({
        action: to === 'open' ? 'slip-batch.reopened' : 'slip-batch.closed',
        subjectKind: 'slip-batch',
        subjectId: batchId,
        facts: { count: typed.count, totalCents: typed.total },
      });
      return typed;
    });
  }
}
