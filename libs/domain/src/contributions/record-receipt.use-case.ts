// A coordinator records money handed over: cash, a cheque, a transfer. It gets a receipt number of its own.
import { AuditStore, newId, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import type { Cents } from '../kernel/money';
import { RuleBroken } from '../kernel/rule-broken';
import { FundsQuery } from '../funds/funds.query';
import { LedgerStore } from '../ledger/ledger.store';
import { AttemptsStore } from './attempts.store';
import { handedOver, type Method, monthsToCredit, receive } from './contribution';
import { DuesStore } from './dues.store';

/** Money received by hand for a due, in cents. */
export interface RecordReceipt {
  readonly dueId: string;
  readonly amount: Cents;
  readonly method: Exclude<Method, 'direct-debit'>;
}

/** Records receipts in the fund in scope. */
@Injectable()
export class RecordReceiptUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly attempts: AttemptsStore,
    private readonly dues: DuesStore,
    private readonly ledger: LedgerStore,
    private readonly funds: FundsQuery,
    private readonly audit: AuditStore,
  ) {}

  /**
   * @throws RuleBroken `due-unknown`, `due-of-a-payer` (paid on its call), `attempt-in-flight`, `due-not-open`,
   *   `receipt-too-large`
   */
  run({
    dueId,
    amount,
    method,
  }: RecordReceipt): Promise<{ attemptId: string; receiptNo: number; receivedCents: number; state: string }> {
    return this.transaction.run(async () => {
      const found = await this.dues.lock(dueId);
      if (!found) throw new RuleBroken('due-unknown');
      if (found.due.payerId) throw new RuleBroken('due-of-a-payer', { payerId: found.due.payerId });
      const { underWay, count } = await this.attempts.attemptsOf(dueId);
      if (underWay) throw new RuleBroken('attempt-in-flight');
      const { now, today } = await this.funds.time();
      const { document: rules } = await this.funds.version(found.rulesVersionId);
      const attemptId = newId();
      const { due, transfers } = receive(found.due, handedOver(attemptId, method, amount), rules);
      const receiptNo = await this.attempts.addReceipt({
        attemptId,
        dueId,
        attemptNo: count + 1,
        method,
        amount,
        on: today.toString(),
        at: now.toString(),
      });
      await this.dues.saveReceived([due], monthsToCredit([{ ...found, due, rules }]));
      await this.ledger.post({
        reason: 'due-paid',
        sourceKind: 'attempt',
        transition: 'paid',
        bookedOn: today,
        transfers,
      });
      await this.audit.write({
        action: 'receipt.recorded',
        subjectKind: 'due',
        subjectId: dueId,
        facts: { attemptId, receiptNo, amount, method },
      });
      return { attemptId, receiptNo, receivedCents: due.received, state: due.state };
    });
  }
}
