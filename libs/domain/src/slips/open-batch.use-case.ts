// An envelope of slips lies on the table: what is written on it comes first, so that what is typed can be held against it.
import { AuditStore, TenantTransaction, tenantScope } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { FundsQuery } from '../funds/funds.query';
import type { Counted } from './batch';
import { BatchesStore } from './batches.store';

/** Opens batches of slips in the fund in scope. */
@Injectable()
export class OpenBatchUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly batches: BatchesStore,
    private readonly funds: FundsQuery,
    private readonly audit: AuditStore,
  ) {}

  /** Opens a batch for so many papers that come to so many cents. */
  run(control: Counted): Promise<{ batchId: string; batchNo: number }> {
    return this.transaction.run(async () => {
      const { now } = await this.funds.time();
      const opened = await this.batches.open(control, tenantScope().actor.id, now.toString());
      await this.audit.write({
        action: 'slip-batch.opened',
        subjectKind: 'slip-batch',
        subjectId: opened.batchId,
        facts: { batchNo: opened.batchNo, count: control.count, totalCents: control.total },
      });
      return opened;
    });
  }
}
