// Slips, written when they are handed out, said to be lost, given back or paid.
import { newId, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { type Day, dayOf } from '../kernel/calendar';
import { type Cents, cents } from '../kernel/money';
import type { Slip, SlipState } from './slip';

/** A slip to hand out; the ceiling in cents. */
export interface NewSlip {
  readonly accountUnitId: string;
  readonly ceiling: Cents;
  readonly issuedOn: Day;
  readonly issuedBy: string | null;
  readonly issuedAt: string;
}

const SLIP = 'slip_id, account_unit_id, ceiling_cents, issued_on::text, state, closed_on::text';

/** The slips of the fund in scope, for writing. */
@Injectable()
export class SlipsStore {
  constructor(private readonly transaction: TenantTransaction) {}

  /** Hands out a slip under the fund's next number. One at a time: numbers are dense. */
  async issue(slip: NewSlip): Promise<{ slipId: string; slipNo: number }> {
    await this.transaction.lock('slip-numbers');
    const slipId = newId();
    const [row] = await this.transaction.query(
      `insert into slips.slip (tenant_id, slip_id, slip_no, account_unit_id, ceiling_cents, issued_on, issued_by, issued_at, state)
       select $1, $2, coalesce((select max(slip_no) from slips.slip where tenant_id = $1), 0) + 1, $3, $4, $5, $6, $7, 'issued'
       returning slip_no`,
      [
        this.transaction.tenantId,
        slipId,
        slip.accountUnitId,
        slip.ceiling,
        slip.issuedOn.toString(),
        slip.issuedBy,
        slip.issuedAt,
      ],
    );
    return { slipId, slipNo: Number(row?.['slip_no']) };
  }

  /** Locks a slip by its id for a change; null when the fund has no such slip. */
  async lock(slipId: string): Promise<Slip | null> {
    const [row] = await this.transaction.query(
      `select ${SLIP} from slips.slip where tenant_id = $1 and slip_id = $2 for update`,
      [this.transaction.tenantId, slipId],
    );
    return row ? slipOf(row) : null;
  }

  /** Locks a slip by its number within the fund; null when the fund never handed it out. */
  async lockNumber(slipNo: number): Promise<Slip | null> {
    const [row] = await this.transaction.query(
      `select ${SLIP} from slips.slip where tenant_id = $1 and slip_no = $2 for update`,
      [this.transaction.tenantId, slipNo],
    );
    return row ? slipOf(row) : null;
  }

  /** Writes where a slip is now; `closedOn` stays as it is where none is given. */
  async move(slipId: string, state: SlipState, closedOn: Day | null = null): Promise<void> {
    await this.transaction.query(
      'update slips.slip set state = $3, closed_on = coalesce($4, closed_on) where tenant_id = $1 and slip_id = $2',
      [this.transaction.tenantId, slipId, state, closedOn?.toString() ?? null],
    );
  }
}

function slipOf(row: Record<string, unknown>): Slip {
  return {
    slipId: String(row['slip_id']),
    accountUnitId: String(row['account_unit_id']),
    ceiling: cents(Number(row['ceiling_cents'])),
    issuedOn: dayOf(String(row['issued_on'])),
    state: row['state'] as SlipState,
    closedOn: row['closed_on'] === null ? null : dayOf(String(row['closed_on'])),
  };
}
