// Movements by hand for screens, and whether each is signed. Reads only.
import { TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import type { PageRequest } from '../kernel/page';

/** A movement by hand; amount in cents, days as ISO texts. `state` is that of its approval. */
export interface ManualMovementView {
  readonly manualMovementId: string;
  readonly debit: string;
  readonly credit: string;
  readonly amountCents: number;
  readonly reason: string;
  readonly bookedOn: string;
  readonly signByOn: string;
  readonly recordedBy: string | null;
  readonly approvalId: string;
  readonly state: string;
  readonly decidedBy: string | null;
}

/** Reads the movements by hand of the fund in scope. */
@Injectable()
export class ManualMovementsQuery {
  constructor(private readonly transaction: TenantTransaction) {}

  /** Movements, the latest first; `after` is the id of the last one seen. */
  async latest(page: PageRequest): Promise<ManualMovementView[]> {
    const rows = await this.transaction.query(
      `select m.manual_movement_id as "manualMovementId", m.debit_kind as debit, m.credit_kind as credit,
         m.amount_cents::float8 as "amountCents", m.reason, m.booked_on::text as "bookedOn",
         m.sign_by_on::text as "signByOn", m.recorded_by as "recordedBy", m.approval_id as "approvalId", a.state,
         a.decided_by as "decidedBy"
       from budget.manual_movement m join tenancy.approval a on a.tenant_id = $1 and a.approval_id = m.approval_id
       where m.tenant_id = $1 and ($2::uuid is null or m.manual_movement_id < $2)
       order by m.manual_movement_id desc limit $3`,
      [this.transaction.tenantId, page.after, page.limit],
    );
    return rows as unknown as ManualMovementView[];
  }
}
