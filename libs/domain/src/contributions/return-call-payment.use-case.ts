// A payer's cheque bounces, or its transfer is called back: what it had paid is owed by the payer again.
import { AuditStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { RuleBroken } from '../kernel/rule-broken';
import { FundsQuery } from '../funds/funds.query';
import { LedgerStore } from '../ledger/ledger.store';
import { giveBack } from './contribution';
import { DuesStore } from './dues.store';
import { PayerPaymentsStore } from './payer-payments.store';

const PAGE = 1_500; // attempts; three movements each

/** Takes payers' payments back in the fund in scope. */
@Injectable()
export class ReturnCallPaymentUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly payments: PayerPaymentsStore,
    private readonly dues: DuesStore,
    private readonly ledger: LedgerStore,
    private readonly funds: FundsQuery,
    private readonly audit: AuditStore,
  ) {}

  /** Booked on the day it is known. @throws RuleBroken `payment-unknown`, `payment-returned` */
  run({ paymentId, reason }: { readonly paymentId: string; readonly reason: string }): Promise<{ owedCents: number }> {
    return this.transaction.run(async () => {
      const payment = await this.payments.lock(paymentId);
      if (!payment) throw new RuleBroken('payment-unknown');
      if (payment.returned) throw new RuleBroken('payment-returned');
      const { now, today } = await this.funds.time();
      const locked = await this.dues.lockWithAttempts(payment.attemptIds);
      const given = locked.map(({ due, attempt }) => giveBack(due, attempt, null));
      await this.payments.noteReturned(paymentId, { on: today.toString(), at: now.toString(), reason });
      await this.dues.saveReceived(
        given.map(({ due }) => due),
        [],
      );
      for (let first = 0; first < payment.attemptIds.length; first += PAGE) {
        await this.ledger.reverse({
          reason: 'due-returned',
          sourceKind: 'attempt',
          transition: 'returned',
          undoes: 'paid',
          bookedOn: today,
          sourceIds: payment.attemptIds.slice(first, first + PAGE),
        });
      }
      const owedCents = given.reduce((all, { attempt }) => all + attempt.amount, 0);
      await this.audit.write({
        action: 'payer.payment-returned',
        subjectKind: 'payer-payment',
        subjectId: paymentId,
        facts: { amountCents: owedCents, reason },
      });
      return { owedCents };
    });
  }
}
