// What became of a paper when its batch was validated: paid, and then a purchase like any other; or refused.
import { TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import type { Day } from '../kernel/calendar';
import { type Cents, cents, plus } from '../kernel/money';
import type { AwaitingEntry } from './batches.store';
import type { Settlement } from './settlement';
import type { BasketLine } from '../purchases/shares';

/** An accepted paper about to be written. */
export interface AcceptedEntry {
  readonly entry: AwaitingEntry;
  readonly lines: readonly BasketLine[];
  readonly settlement: Settlement;
  readonly rulesVersionId: string;
  readonly bookedOn: Day;
  readonly at: string;
  readonly by: string | null;
}

/** The outcomes of papers in the fund in scope, for writing. */
@Injectable()
export class AcceptedSlipsStore {
  constructor(private readonly transaction: TenantTransaction) {}

  /** Accepts a paper. */
  async accept({ entry, settlement, ...accepted }: AcceptedEntry): Promise<void> {
    await this.transaction.query(
      `update slips.entry set state = 'accepted', paid_to = $3, account_cents = $4, reimbursed_cents = $5, shortfall_cents = $6
       where tenant_id = $1 and entry_id = $2`,
      [
        this.transaction.tenantId,
        entry.entryId,
        settlement.paidTo,
        settlement.account,
        settlement.reimbursed,
        settlement.shortfall,
      ],
    );
    await this.addPurchase({ entry, settlement, ...accepted });
  }

  /** Refuses a paper that was good when it was typed. */
  async refuse(entryId: string, refusal: string): Promise<void> {
    await this.transaction.query(
      `update slips.entry set state = 'refused', refusal = $3 where tenant_id = $1 and entry_id = $2`,
      [this.transaction.tenantId, entryId, refusal],
    );
  }

  /** What a unit was paid back of the purchases between two days, both included, in cents. */
  async reimbursed(accountUnitId: string, { from, to }: { from: Day; to: Day }): Promise<Cents> {
    const [row] = await this.transaction.query(
      `select coalesce(sum(reimbursed_cents), 0) as cents from slips.entry
       where tenant_id = $1 and account_unit_id = $2 and bought_on between $3 and $4 and state = 'accepted'`,
      [this.transaction.tenantId, accountUnitId, from.toString(), to.toString()],
    );
    return cents(Number(row?.['cents'] ?? 0));
  }

  // One row of every medium's list, under the entry's id, so that lists and figures see it; the outlet gets nothing of the
  // fund where the member had paid it.
  private async addPurchase({ entry, lines, settlement, ...accepted }: AcceptedEntry): Promise<void> {
    const { account, reimbursed, shortfall, paidTo } = settlement;
    const { tenantId } = this.transaction;
    await this.transaction.query(
      `insert into purchases.purchase (tenant_id, purchase_id, account_unit_id, outlet_id, medium, total_cents, account_cents,
         outlet_cents, bought_on, booked_on, occurred_at, rules_version_id, recorded_by)
       values ($1, $2, $3, $4, 'reimbursement-slip', $5, $6, $7, $8, $9, $10, $11, $12)`,
      [
        tenantId,
        entry.entryId,
        entry.accountUnitId,
        entry.outletId,
        entry.total,
        plus(account, reimbursed),
        paidTo === 'outlet' ? account + reimbursed + shortfall : 0,
        entry.boughtOn.toString(),
        accepted.bookedOn.toString(),
        accepted.at,
        accepted.rulesVersionId,
        accepted.by,
      ],
    );
    await this.transaction.query(
      `insert into purchases.purchase_line (tenant_id, purchase_id, line_no, approval_line_id, category, coverage_percent, amount_cents)
       select $1, $2, u.no, u.line, u.category, u.percent, u.amount
       from unnest($3::uuid[], $4::text[], $5::smallint[], $6::bigint[]) with ordinality as u(line, category, percent, amount, no)`,
      [
        tenantId,
        entry.entryId,
        lines.map(({ approvalLineId }) => approvalLineId),
        lines.map(({ category }) => category),
        lines.map(({ coveragePercent }) => coveragePercent),
        lines.map(({ amount }) => amount),
      ],
    );
  }
}
