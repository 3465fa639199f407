// A payer pays a call, whole or in part: one receipt, and each euro on the due of the person it is for.
import { AuditStore, newId, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import type { Cents } from '../kernel/money';
import { RuleBroken } from '../kernel/rule-broken';
import { FundsQuery } from '../funds/funds.query';
import { LedgerStore } from '../ledger/ledger.store';
import type { Rules } from '../rules/rules';
import { handedOver, receive, type Settlement } from './contribution';
import { DuesStore } from './dues.store';
import { type CalledDue, PayerPaymentsStore } from './payer-payments.store';
import { type PaidPart, spreadPayment } from './payer-payment';

const PAGE = 1_500; // dues; three transfers each

/** Money from a payer for one call, in cents. */
export interface RecordCallPayment {
  readonly callId: string;
  readonly amount: Cents;
  readonly method: 'transfer' | 'cheque';
}

/** The receipt of a payment: its number, and how many people's parts it paid, whole or in part. */
export interface CallPaymentReceipt {
  readonly paymentId: string;
  readonly receiptNo: number;
  readonly people: number;
}

/** Records payers' payments in the fund in scope. */
@Injectable()
export class RecordCallPaymentUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly payments: PayerPaymentsStore,
    private readonly dues: DuesStore,
    private readonly ledger: LedgerStore,
    private readonly funds: FundsQuery,
    private readonly audit: AuditStore,
  ) {}

  /** @throws RuleBroken `call-unknown`, `receipt-too-large` with what is owed of the call */
  run({ callId, amount, method }: RecordCallPayment): Promise<CallPaymentReceipt> {
    return this.transaction.run(async () => {
      const called = await this.payments.lockCall(callId);
      if (!called) throw new RuleBroken('call-unknown');
      const settled = await this.settle(spreadPayment(amount, called), method);
      const { now, today } = await this.funds.time();
      const paymentId = newId();
      const payment = { paymentId, callId, method, amount, on: today.toString(), at: now.toString() };
      const receiptNo = await this.payments.add(payment, settled);
      // It brings nobody credit: a payer's part counted as settled when it was called.
      await this.dues.saveReceived(
        settled.map(({ due }) => due),
        [],
      );
      for (let first = 0; first < settled.length; first += PAGE) {
        await this.ledger.post({
          reason: 'due-paid',
          sourceKind: 'attempt',
          transition: 'paid',
          bookedOn: today,
          transfers: settled.slice(first, first + PAGE).flatMap(({ transfers }) => transfers),
        });
      }
      await this.audit.write({
        action: 'payer.paid',
        subjectKind: 'payer-call',
        subjectId: callId,
        facts: { paymentId, receiptNo, amountCents: amount, method },
      });
      return { paymentId, receiptNo, people: settled.length };
    });
  }

  private async settle(parts: readonly PaidPart<CalledDue>[], method: 'transfer' | 'cheque'): Promise<Settlement[]> {
    const rules = new Map<string, Rules>();
    const settled: Settlement[] = [];
    for (const { of, amount } of parts) {
      const known = rules.get(of.rulesVersionId) ?? (await this.funds.version(of.rulesVersionId)).document;
      rules.set(of.rulesVersionId, known);
      settled.push(receive(of.due, handedOver(newId(), method, amount), known));
    }
    return settled;
  }
}
