// Whoever checks payouts says no, or whoever prepared them takes them back: what is owed is drafted anew.
import { ApprovalStore, OutboxStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { PayoutsStore } from './payouts.store';

/** Refuses payouts in the fund in scope. */
@Injectable()
export class RefusePayoutsUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly approvals: ApprovalStore,
    private readonly payouts: PayoutsStore,
    private readonly outbox: OutboxStore,
  ) {}

  /** @throws ApprovalRefused `approval-unknown`, `approval-already-decided` */
  run({ approvalId, reason }: { approvalId: string; reason: string }): Promise<{ payouts: number }> {
    return this.transaction.run(async () => {
      await this.payouts.lock();
      await this.approvals.refuse({ approvalId, act: 'payouts.seal', reason }); // writes the row of the record of acts
      const payouts = await this.payouts.ofApproval(approvalId);
      await this.payouts.giveFree(
        payouts.map(({ payoutId }) => payoutId),
        { reason, rejectedOn: null },
      );
      await this.outbox.writeUnlessWaiting({ job: 'payouts.draft', subject: {} });
      return { payouts: payouts.length };
    });
  }
}
