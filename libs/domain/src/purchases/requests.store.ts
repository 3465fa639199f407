// Payment requests, written: made by an outlet, withdrawn by it. What pays one is the statement of purchases.
import { tenantScope, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import type { Cents } from '../kernel/money';
import type { BasketLine } from './shares';

/** A request to make. */
export interface NewRequest {
  readonly requestId: string;
  readonly code: string;
  readonly outletId: string;
  readonly basket: readonly BasketLine[];
  readonly total: Cents;
  readonly now: string;
  readonly expiresAt: string;
}

/** The payment requests of the fund in scope, for writing. */
@Injectable()
export class RequestsStore {
  constructor(private readonly transaction: TenantTransaction) {}

  /** Makes a request. @returns whether its code was free */
  async add(request: NewRequest): Promise<boolean> {
    const lines = request.basket.map(({ approvalLineId, amount }) => ({ approvalLineId, amountCents: amount }));
    const rows = await this.transaction.query(
      `insert into purchases.request (tenant_id, request_id, code, outlet_id, lines, total_cents, state, asked_at,
         expires_at, recorded_by)
       values ($1, $2, $3, $4, $5, $6, 'open', $7, $8, $9) on conflict do nothing returning request_id`,
      [
        this.transaction.tenantId,
        request.requestId,
        request.code,
        request.outletId,
        JSON.stringify(lines),
        request.total,
        request.now,
        request.expiresAt,
        tenantScope().actor.id,
      ],
    );
    return rows.length > 0;
  }

  /** Withdraws an outlet's request that is open. @returns how it stood before; null when the outlet has none such */
  async withdraw(requestId: string, outletId: string): Promise<'open' | 'paid' | 'withdrawn' | null> {
    const [row] = await this.transaction.query(
      'select state from purchases.request where tenant_id = $1 and request_id = $2 and outlet_id = $3 for update',
      [this.transaction.tenantId, requestId, outletId],
    );
    if (row?.['state'] !== 'open') return (row?.['state'] as 'paid' | 'withdrawn' | undefined) ?? null;
    await this.transaction.query(
      `update purchases.request set state = 'withdrawn' where tenant_id = $1 and request_id = $2`,
      [this.transaction.tenantId, requestId],
    );
    return 'open';
  }
}
