// Another person says no to a movement by hand, or its maker takes it back: it is reversed in the same transaction.
import { ApprovalStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { FundsQuery } from '../funds/funds.query';
import { LedgerStore } from '../ledger/ledger.store';

/** Refuses movements by hand in the fund in scope. */
@Injectable()
export class RefuseManualMovementUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly approvals: ApprovalStore,
    private readonly ledger: LedgerStore,
    private readonly funds: FundsQuery,
  ) {}

  /** @throws ApprovalRefused `approval-unknown`, `approval-already-decided` @throws RuleBroken `ledger-period-closed` */
  run({ approvalId, reason }: { approvalId: string; reason: string }): Promise<{ manualMovementId: string }> {
    return this.transaction.run(async () => {
      const { subjectId } = await this.approvals.refuse({ approvalId, act: 'movement.manual', reason });
      const manualMovementId = subjectId ?? '';
      const { today } = await this.funds.time();
      await this.ledger.reverse({
        reason: 'moved-back',
        sourceKind: 'manual-movement',
        sourceIds: [manualMovementId],
        undoes: 'recorded',
        transition: 'reversed',
        bookedOn: today,
      });
      return { manualMovementId };
    });
  }
}
