// Before a batch is validated: a paper typed wrongly is taken out, a count written wrongly is written anew.
import { AuditStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { RuleBroken } from '../kernel/rule-broken';
import { type Counted, difference, mustBe } from './batch';
import { BatchesStore } from './batches.store';

/** What to correct: a paper to take out, or what stands on the envelope. */
export interface CorrectBatch {
  readonly batchId: string;
  readonly change: { readonly remove: string } | { readonly control: Counted };
}

/** Corrects open batches in the fund in scope. */
@Injectable()
export class CorrectBatchUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly batches: BatchesStore,
    private readonly audit: AuditStore,
  ) {}

  /** @throws RuleBroken `batch-unknown`, `batch-not-open`, `batch-validated`, `slip-entry-unknown` */
  run({ batchId, change }: CorrectBatch): Promise<{ typed: Counted; missing: Counted }> {
    return this.transaction.run(async () => {
      const batch = await this.batches.lock(batchId);
      if (!batch) throw new RuleBroken('batch-unknown');
      mustBe(batch.state, 'open');
      if ('control' in change) await this.batches.recount(batchId, change.control);
      else if (!(await this.batches.remove(batchId, change.remove))) throw new RuleBroken('slip-entry-unknown');
      const facts =
        'control' in change
          ? { count: change.control.count, totalCents: change.control.total }
          : { removed: change.remove };
      await this.audit.write({ action: 'slip-batch.corrected', subjectKind: 'slip-batch', subjectId: batchId, facts });
      const typed = await this.batches.counted(batchId);
      return { typed, missing: difference('control' in change ? change.control : batch.control, typed) };
    });
  }
}
