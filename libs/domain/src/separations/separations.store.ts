// Writes requests to separate, with the credit that waits for the division.
import { newId, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import type { Day } from '../kernel/calendar';
import type { Id } from '../kernel/id';
import type { Cents } from '../kernel/money';
import { HOLD_OF_SEPARATION, type AccountRef } from '../ledger/transfer';
import { LedgerStore } from '../ledger/ledger.store';

/** The requests to separate of the fund in scope, for writing. */
@Injectable()
export class SeparationsStore {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly ledger: LedgerStore,
  ) {}

  /** Lets one request or separation of a unit at a time pass, and no spending, until the transaction ends. */
  async alone(accountUnitId: string, today: Day): Promise<void> {
    await this.transaction.lock(`household/${accountUnitId}`);
    await this.ledger.keepSpendingOut([accountOf(accountUnitId)], today);
  }

  /** Keeps a request and holds its amount. @returns its id; null when the credit cannot bear the hold */
  async add(request: {
    accountUnitId: string;
    askedBy: string | null;
    at: string;
    held: Cents;
    before: number;
  }): Promise<string | null> {
    const requestId = newId();
    await this.transaction.query(
      `insert into separations.request (tenant_id, request_id, account_unit_id, asked_by, asked_at, held_cents,
         separations_before)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [
        this.transaction.tenantId,
        requestId,
        request.accountUnitId,
        request.askedBy,
        request.at,
        request.held,
        request.before,
      ],
    );
    if (request.held === 0) return requestId;
    const { outcome } = await this.ledger.hold({
      account: accountOf(request.accountUnitId),
      amount: request.held,
      sourceKind: HOLD_OF_SEPARATION,
      sourceId: requestId,
    });
    return outcome === 'held' ? requestId : null;
  }

  /** Keeps that a request was taken back, and gives back what it held. */
  async drop(requestId: string, reason: string, at: string): Promise<void> {
    await this.transaction.query(
      `update separations.request set dropped_at = $3, dropped_reason = $4 where tenant_id = $1 and request_id = $2`,
      [this.transaction.tenantId, requestId, at, reason],
    );
    await this.ledger.release({ sourceKind: HOLD_OF_SEPARATION, sourceId: requestId, outcome: 'given-back' });
  }
}

function accountOf(accountUnitId: string): AccountRef {
  return { kind: 'allocation', owner: accountUnitId as Id<'account-unit'> };
}
