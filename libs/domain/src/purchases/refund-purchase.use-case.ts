// Something bought is given back: by the outlet on the same day, by the coordinator later; whole or in part.
import { AuditStore, newId, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { FundsQuery } from '../funds/funds.query';
import { dayOf, monthOfDay } from '../kernel/calendar';
import type { Cents } from '../kernel/money';
import { LedgerStore } from '../ledger/ledger.store';
import { checkRefund, refundPage } from './refund';
import { PurchasesStore } from './purchases.store';

/** A refund to make. */
export interface Refund {
  readonly purchaseId: string;
  /** In cents; null: all that is left of it. */
  readonly amount: Cents | null;
  readonly reason: string;
  /** The outlet that gives it back; null: the fund does. */
  readonly outletId: string | null;
}

/** What was given back, in cents, and what is still left of the account's part. */
export interface Refunded {
  readonly refundId: string;
  readonly refundedCents: number;
  readonly leftCents: number;
}

/** Refunds purchases of the fund in scope. */
@Injectable()
export class RefundPurchaseUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly purchases: PurchasesStore,
    private readonly funds: FundsQuery,
    private readonly ledger: LedgerStore,
    private readonly audit: AuditStore,
  ) {}

  /**
   * Credit goes back to the lots it was spent from last; what was paid at the outlet is between the outlet and the person.
   * @throws RuleBroken `purchase-unknown` (also for another outlet's), `refund-of-paper` (undone where it was entered),
   * `refund-too-late`, `refund-too-large`, `purchase-refunded` when nothing is left of it
   */
  run({ purchaseId, amount, reason, outletId }: Refund): Promise<Refunded> {
    return this.transaction.run(async () => {
      const { now, today } = await this.funds.time();
      const locked = await this.purchases.lockForRefund(purchaseId);
      const rules = locked && (await this.funds.rulesInForce(monthOfDay(dayOf(locked.boughtOn))));
      const refundDays = rules?.document.spending.refundDays ?? 0;
      const { purchase, back, left } = checkRefund(locked, { amount, outletId, today, refundDays });
      const refundId = newId();
      const by = outletId === null ? 'fund' : 'outlet';
      const when = { on: today.toString(), now: now.toString() };
      await this.purchases.addRefund({ refundId, purchaseId, amount: back, reason, by, ...when });
      await this.ledger.post(refundPage({ refundId, purchase, back, on: today }));
      await this.audit.write({
        action: 'purchase.refunded',
        subjectKind: 'purchase',
        subjectId: purchaseId,
        facts: { refundId, amountCents: back, by },
      });
      return { refundId, refundedCents: back, leftCents: left };
    });
  }
}
