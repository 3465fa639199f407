// What becomes of a sealed payout: it was paid, on a day and under a reference; or it came back, and is owed again.
import { AuditStore, OutboxStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import type { Day } from '../kernel/calendar';
import { RuleBroken } from '../kernel/rule-broken';
import { FundsQuery } from '../funds/funds.query';
import { fundAccount } from '../ledger/transfer';
import { LedgerStore } from '../ledger/ledger.store';
import { arrived, mustBe, netOf, type Payout } from './payout';
import { PayoutsStore } from './payouts.store';

/** A payout that was paid, or was rejected. */
export type PayoutEnd = { readonly payoutId: string } & (
  { readonly paidOn: Day; readonly reference: string } | { readonly reason: string }
);

/** Where it stands now. */
export interface PayoutEnded {
  readonly payoutId: string;
  readonly state: 'paid' | 'rejected';
}

/** Ends payouts in the fund in scope. */
@Injectable()
export class EndPayoutUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly payouts: PayoutsStore,
    private readonly ledger: LedgerStore,
    private readonly funds: FundsQuery,
    private readonly audit: AuditStore,
    private readonly outbox: OutboxStore,
  ) {}

  /**
   * Notes that a payout was paid; or that it came back, also after it was noted as paid: what is owed, fee included, is then
   * drafted anew. Booked on the day it is known.
   * @throws RuleBroken `payout-unknown`, `payout-step-impossible`, `paid-on-out-of-range`, `ledger-period-closed`
   */
  run(end: PayoutEnd): Promise<PayoutEnded> {
    return this.transaction.run(async () => {
      await this.payouts.lock();
      const [payout] = await this.payouts.find([end.payoutId]);
      if (!payout) throw new RuleBroken('payout-unknown');
      const { today } = await this.funds.time();
      if ('reason' in end) await this.reject(payout, end.reason, today);
      else await this.pay(payout, end, today);
      const { payoutId } = payout;
      const state = 'reason' in end ? 'rejected' : 'paid';
      await this.audit.write({
        action: `payout.${state}`,
        subjectKind: 'payout',
        subjectId: payoutId,
        facts: { netCents: netOf(payout) },
      });
      return { payoutId, state };
    });
  }

  private async pay(payout: Payout, how: { paidOn: Day; reference: string }, today: Day): Promise<void> {
    const transfer = arrived(payout, how.paidOn, today);
    await this.payouts.pay(payout.payoutId, how);
    await this.ledger.open([fundAccount('bank'), fundAccount('cash')]);
    await this.ledger.post({
      reason: 'payout-paid',
      sourceKind: 'payout',
      transition: 'paid',
      bookedOn: today,
      transfers: [transfer],
    });
  }

  private async reject(payout: Payout, reason: string, today: Day): Promise<void> {
    mustBe(payout, 'sealed', 'paid');
    await this.payouts.giveFree([payout.payoutId], { reason, rejectedOn: today });
    const page = { sourceKind: 'payout', sourceIds: [payout.payoutId], bookedOn: today } as const;
    if (payout.state === 'paid') {
      await this.ledger.reverse({ ...page, reason: 'payout-returned', undoes: 'paid', transition: 'returned' });
    }
    for (const undoes of ['sealed', 'fee']) {
      await this.ledger.reverse({ ...page, reason: 'payout-rejected', undoes, transition: 'rejected' });
    }
    await this.outbox.writeUnlessWaiting({ job: 'payouts.draft', subject: {} });
  }
}
