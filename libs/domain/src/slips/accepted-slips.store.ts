// What became of a paper when its batch was validated: paid, and then a purchase like any other; or refused; or undone later.
import { newId, TenantTransaction, tenantScope } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { type Day, dayOf } from '../kernel/calendar';
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

/** A paper as it is found to be undone: where it stands, and what it moved, in cents; null before it was booked. */
export interface PaidEntry {
  readonly entryId: string;
  readonly state: string;
  readonly slipId: string | null;
  readonly boughtOn: Day;
  readonly bookedOn: Day | null;
  readonly paidTo: string | null;
  readonly account: Cents;
  readonly reimbursed: Cents;
  readonly shortfall: Cents;
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

  /** Locks a paper of a batch for a change; null when the batch has no such paper. */
  async lockEntry(batchId: string, entryId: string): Promise<PaidEntry | null> {
    const [row] = await this.transaction.query(
      `select e.state, e.slip_id, e.bought_on::text, b.booked_on::text, e.paid_to, e.account_cents, e.reimbursed_cents,
         e.shortfall_cents
       from slips.entry e join slips.batch b on b.tenant_id = $1 and b.batch_id = e.batch_id
       where e.tenant_id = $1 and e.batch_id = $2 and e.entry_id = $3 for update of e`,
      [this.transaction.tenantId, batchId, entryId],
    );
    if (!row) return null;
    return {
      entryId,
      state: String(row['state']),
      slipId: (row['slip_id'] as string | null) ?? null,
      boughtOn: dayOf(String(row['bought_on'])),
      bookedOn: row['booked_on'] === null ? null : dayOf(String(row['booked_on'])),
      paidTo: (row['paid_to'] as string | null) ?? null,
      account: cents(Number(row['account_cents'])),
      reimbursed: cents(Number(row['reimbursed_cents'])),
      shortfall: cents(Number(row['shortfall_cents'])),
    };
  }

  /** Writes that a paper was undone, and in everybody's lists that all of its purchase came back. */
  async undo(entry: PaidEntry, { reason, on, at }: { reason: string; on: Day; at: string }): Promise<void> {
    const { tenantId } = this.transaction;
    await this.transaction.query(
      `update slips.entry set state = 'undone', undone_on = $3 where tenant_id = $1 and entry_id = $2`,
      [tenantId, entry.entryId, on.toString()],
    );
    await this.transaction.query(
      `insert into purchases.refund (tenant_id, refund_id, purchase_id, amount_cents, reason, refunded_by, refunded_on,
         refunded_at, recorded_by)
       values ($1, $2, $3, $4, $5, 'fund', $6, $7, $8)`,
      [
        tenantId,
        newId(),
        entry.entryId,
        plus(entry.account, entry.reimbursed),
        reason,
        on.toString(),
        at,
        tenantScope().actor.id,
      ],
    );
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
