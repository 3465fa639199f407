// Payers' payments: one receipt for a call, and an attempt that names it for each due it was spread over.
import { TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import type { Attempt, Due } from './contribution';
import { dueOf } from './dues.store';

/** A due of a call with the rules it was called under. */
export interface CalledDue {
  readonly due: Due;
  readonly rulesVersionId: string;
}

/** A payment as it comes in; amount in cents. */
export interface NewPayment {
  readonly paymentId: string;
  readonly callId: string;
  readonly method: 'transfer' | 'cheque';
  readonly amount: number;
  readonly on: string;
  readonly at: string;
}

/** The payers' payments of the fund in scope, for writing. */
@Injectable()
export class PayerPaymentsStore {
  constructor(private readonly transaction: TenantTransaction) {}

  /** Locks the dues of a call in the order of their ids; null when the fund has no such call. */
  async lockCall(callId: string): Promise<CalledDue[] | null> {
    const rows = await this.transaction.query(
      `select d.due_id, d.account_unit_id, d.payer_id, d.amount_cents, d.received_cents, d.forgiven_cents, d.state,
         d.rules_version_id
       from payers.call_line l join contributions.due d on d.tenant_id = $1 and d.due_id = l.due_id
       where l.tenant_id = $1 and l.call_id = $2 order by d.due_id for update of d`,
      [this.transaction.tenantId, callId],
    );
    return rows.length === 0
      ? null
      : rows.map((row) => ({ due: dueOf(row), rulesVersionId: String(row['rules_version_id']) }));
  }

  /** Adds a payment under the fund's next receipt number, with its attempts, paid at once. @returns the number */
  async add(payment: NewPayment, parts: readonly { due: Due; attempt: Attempt }[]): Promise<number> {
    const { tenantId } = this.transaction;
    await this.transaction.lock('receipt-number');
    const [row] = await this.transaction.query(
      `insert into contributions.payer_payment (tenant_id, payment_id, call_id, method, amount_cents, receipt_no,
         received_on, recorded_at)
       select $1, $2, $3, $4, $5, greatest(
         (select coalesce(max(receipt_no), 0) from contributions.attempt where tenant_id = $1),
         (select coalesce(max(receipt_no), 0) from contributions.payer_payment where tenant_id = $1)) + 1, $6, $7
       returning receipt_no`,
      [tenantId, payment.paymentId, payment.callId, payment.method, payment.amount, payment.on, payment.at],
    );
    await this.transaction.query(
      `insert into contributions.attempt (tenant_id, attempt_id, due_id, attempt_no, collector, method, amount_cents,
         state, target_on, submitted_at, answered_at, payment_id)
       select $1, u.id, u.due,
         (select count(*) + 1 from contributions.attempt a where a.tenant_id = $1 and a.due_id = u.due),
         'by-hand', $2, u.amount, 'paid', $3, $4, $4, $5
       from unnest($6::uuid[], $7::uuid[], $8::bigint[]) as u(id, due, amount)`,
      [
        tenantId,
        payment.method,
        payment.on,
        payment.at,
        payment.paymentId,
        parts.map(({ attempt }) => attempt.attemptId),
        parts.map(({ due }) => due.dueId),
        parts.map(({ attempt }) => attempt.amount),
      ],
    );
    return Number(row?.['receipt_no']);
  }

  /** Locks a payment; null when the fund has no such payment. @returns whether it came back before, and its attempts */
  async lock(paymentId: string): Promise<{ returned: boolean; attemptIds: string[] } | null> {
    const [payment] = await this.transaction.query(
      'select returned_on from contributions.payer_payment where tenant_id = $1 and payment_id = $2 for update',
      [this.transaction.tenantId, paymentId],
    );
    if (!payment) return null;
    const attempts = await this.transaction.query(
      'select attempt_id from contributions.attempt where tenant_id = $1 and payment_id = $2',
      [this.transaction.tenantId, paymentId],
    );
    return {
      returned: payment['returned_on'] !== null,
      attemptIds: attempts.map((row) => String(row['attempt_id'])),
    };
  }

  /** Notes that a payment came back, with all its attempts. */
  async noteReturned(paymentId: string, note: { on: string; at: string; reason: string }): Promise<void> {
    const { tenantId } = this.transaction;
    await this.transaction.query(
      `update contributions.payer_payment set returned_on = $3, return_reason = $4 where tenant_id = $1 and payment_id = $2`,
      [tenantId, paymentId, note.on, note.reason],
    );
    await this.transaction.query(
      `update contributions.attempt set state = 'returned', answered_at = $3
       where tenant_id = $1 and payment_id = $2 and state = 'paid'`,
      [tenantId, paymentId, note.at],
    );
  }
}
