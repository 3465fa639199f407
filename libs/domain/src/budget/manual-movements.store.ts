// Movements by hand, written once.
import { TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import type { ManualMovement } from './manual-movement';

/** A movement by hand about to be written; days are ISO texts. */
export interface NewManualMovement extends ManualMovement {
  readonly manualMovementId: string;
  readonly approvalId: string;
  readonly bookedOn: string;
  readonly signByOn: string;
  readonly recordedBy: string | null;
  readonly recordedAt: string;
}

/** The movements by hand of the fund in scope, for writing. */
@Injectable()
export class ManualMovementsStore {
  constructor(private readonly transaction: TenantTransaction) {}

  /** Adds a movement. */
  async add(movement: NewManualMovement): Promise<void> {
    await this.transaction.query(
      `insert into budget.manual_movement (tenant_id, manual_movement_id, debit_kind, credit_kind, amount_cents, reason,
         booked_on, sign_by_on, recorded_by, recorded_at, approval_id)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        this.transaction.tenantId,
        movement.manualMovementId,
        movement.debit,
        movement.credit,
        movement.amount,
        movement.reason,
        movement.bookedOn,
        movement.signByOn,
        movement.recordedBy,
        movement.recordedAt,
        movement.approvalId,
      ],
    );
  }

  /** Whether a movement waits for its second signature beyond its day. One request at a time gets the answer. */
  async oneIsLate(today: string): Promise<boolean> {
    await this.transaction.lock('manual-movements');
    const rows = await this.transaction.query(
      `select 1 from budget.manual_movement m
       join tenancy.approval a on a.tenant_id = $1 and a.approval_id = m.approval_id
       where m.tenant_id = $1 and a.state = 'awaiting' and m.sign_by_on < $2 limit 1`,
      [this.transaction.tenantId, today],
    );
    return rows.length > 0;
  }
}
