// Calls, written once when they are issued.
import { newId, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { firstDay } from '../kernel/calendar';
import type { NewCall } from './payer-call';

/** A call that was issued: its id, its number in the fund, and whether it is a supplement (from 1) or the month's own (0). */
export interface IssuedCall {
  readonly callId: string;
  readonly callNo: number;
  readonly supplement: number;
}

/** The calls of the fund in scope, for writing. */
@Injectable()
export class CallsStore {
  constructor(private readonly transaction: TenantTransaction) {}

  /** Lets one transaction at a time issue calls, until it ends: numbers are dense and nobody is called twice. */
  async lock(): Promise<void> {
    await this.transaction.lock('payer-calls');
  }

  /** Issues a call under the fund's next number; after the month's own call it is a supplement. */
  async issue(call: NewCall, at: string): Promise<IssuedCall> {
    const callId = newId();
    const [row] = await this.transaction.query(
      `insert into payers.call (tenant_id, call_id, call_no, payer_id, contribution_month, supplement, issued_on, due_on,
         total_cents, header, issued_at)
       select $1, $2, coalesce((select max(call_no) from payers.call where tenant_id = $1), 0) + 1, $3, $4,
         (select count(*) from payers.call where tenant_id = $1 and payer_id = $3 and contribution_month = $4),
         $5, $6, $7, $8, $9
       returning call_no, supplement`,
      [
        this.transaction.tenantId,
        callId,
        call.payerId,
        firstDay(call.month).toString(),
        call.issuedOn.toString(),
        call.dueOn.toString(),
        call.total,
        JSON.stringify(call.header),
        at,
      ],
    );
    await this.transaction.query(
      `insert into payers.call_line (tenant_id, call_id, due_id, label, reference, amount_cents)
       select $1, $2, u.* from unnest($3::uuid[], $4::text[], $5::text[], $6::bigint[]) as u`,
      [
        this.transaction.tenantId,
        callId,
        call.lines.map(({ dueId }) => dueId),
        call.lines.map(({ label }) => label),
        call.lines.map(({ reference }) => reference),
        call.lines.map(({ amount }) => amount),
      ],
    );
    return { callId, callNo: Number(row?.['call_no']), supplement: Number(row?.['supplement']) };
  }
}
