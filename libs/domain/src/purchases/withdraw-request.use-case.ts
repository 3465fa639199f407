// An outlet takes a payment request back: the amount was mistyped, or the person pays otherwise.
import { AuditStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { RuleBroken } from '../kernel/rule-broken';
import { refusalOf } from './refusal';
import { RequestsStore } from './requests.store';

/** Withdraws payment requests in the fund in scope. */
@Injectable()
export class WithdrawRequestUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly requests: RequestsStore,
    private readonly audit: AuditStore,
  ) {}

  /** Twice is once. @throws RuleBroken `request-unknown` (also for another outlet's), `already-paid` */
  run({ requestId, outletId }: { readonly requestId: string; readonly outletId: string }): Promise<void> {
    return this.transaction.run(async () => {
      const before = await this.requests.withdraw(requestId, outletId);
      if (before === null) throw new RuleBroken('request-unknown');
      if (before === 'paid') throw refusalOf('already-paid');
      if (before === 'withdrawn') return;
      await this.audit.write({
        action: 'purchase.request-withdrawn',
        subjectKind: 'payment-request',
        subjectId: requestId,
      });
    });
  }
}
