// Payouts and their steps. One transaction of a fund at a time works here: steps of one payout never overlap.
import { TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { type Day, dayOf } from '../kernel/calendar';
import { cents } from '../kernel/money';
import type { PayeeKind, Payout, PayoutMethod, PayoutState } from './payout';

/** Where a payout is to go: the account in force, and to whom; no account for what is paid by hand. */
export interface PaidTo {
  readonly payoutId: string;
  readonly bankAccountId: string | null;
  readonly holder: string;
}

const PAYOUT = `select payout_id, payout_no, payee_kind, payee_id, state, gross_cents, fee_cents, method,
  sealed_on::text as sealed_on, paid_on::text as paid_on from payouts.payout`;

/** The payouts of the fund in scope, for writing. */
@Injectable()
export class PayoutsStore {
  constructor(private readonly transaction: TenantTransaction) {}

  /** Lets one transaction at a time draft, prepare, seal and end payouts, until it ends. */
  async lock(): Promise<void> {
    await this.transaction.lock('payouts');
  }

  /** The payouts of these ids, in the order of their numbers; what the fund does not have is missing. */
  async find(payoutIds: readonly string[]): Promise<Payout[]> {
    const rows = await this.transaction.query(
      `${PAYOUT} where tenant_id = $1 and payout_id = any($2::uuid[]) order by payout_no`,
      [this.transaction.tenantId, payoutIds],
    );
    return rows.map(payoutOf);
  }

  /** The numbers of those of these payouts that pay a tally which was corrected since, and do not take the correction in. */
  async withCorrectedTallies(payoutIds: readonly string[]): Promise<number[]> {
    const rows = await this.transaction.query(
      `select distinct p.payout_no from payouts.payout p
       join payouts.payout_line l on l.tenant_id = $1 and l.payout_id = p.payout_id
       join ledger.movement r on r.tenant_id = $1 and r.reverses_movement_id = l.movement_id and r.source_kind = 'tally'
       where p.tenant_id = $1 and p.payout_id = any($2::uuid[]) and not exists (
         select 1 from payouts.payout_line o
         where o.tenant_id = $1 and o.movement_id = r.movement_id and not o.given_free)
       order by p.payout_no`,
      [this.transaction.tenantId, payoutIds],
    );
    return rows.map((row) => Number(row['payout_no']));
  }

  /** The payouts that one signature is about, in the order of their numbers. */
  async ofApproval(approvalId: string): Promise<Payout[]> {
    const rows = await this.transaction.query(
      `${PAYOUT} where tenant_id = $1 and approval_id = $2 and state = 'checking' order by payout_no`,
      [this.transaction.tenantId, approvalId],
    );
    return rows.map(payoutOf);
  }

  /** Notes that drafts wait for their check: they grow no more. */
  async prepare(payoutIds: readonly string[], how: { approvalId: string; method: PayoutMethod }): Promise<void> {
    await this.transaction.query(
      `update payouts.payout set state = 'checking', approval_id = $3, method = $4
       where tenant_id = $1 and payout_id = any($2::uuid[])`,
      [this.transaction.tenantId, payoutIds, how.approvalId, how.method],
    );
  }

  /** Notes that payouts are sealed, and to whom. */
  async seal(paidTo: readonly PaidTo[], on: Day): Promise<void> {
    await this.transaction.query(
      `update payouts.payout p set state = 'sealed', sealed_on = $5, bank_account_id = u.account, holder = u.holder
       from unnest($2::uuid[], $3::uuid[], $4::text[]) as u(id, account, holder)
       where p.tenant_id = $1 and p.payout_id = u.id`,
      [
        this.transaction.tenantId,
        paidTo.map(({ payoutId }) => payoutId),
        paidTo.map(({ bankAccountId }) => bankAccountId),
        paidTo.map(({ holder }) => holder),
        on.toString(),
      ],
    );
  }

  /** Notes that a payout was paid. */
  async pay(payoutId: string, { paidOn, reference }: { paidOn: Day; reference: string }): Promise<void> {
    await this.transaction.query(
      `update payouts.payout set state = 'paid', paid_on = $3, payment_reference = $4
       where tenant_id = $1 and payout_id = $2`,
      [this.transaction.tenantId, payoutId, paidOn.toString(), reference],
    );
  }

  /** Notes that a payout was rejected on a day, or not signed (no day), and why; its lines are free for the next one. */
  async giveFree(payoutIds: readonly string[], why: { reason: string; rejectedOn: Day | null }): Promise<void> {
    const { tenantId } = this.transaction;
    await this.transaction.query(
      `update payouts.payout set state = case when $4::date is null then 'withdrawn' else 'rejected' end,
         rejected_on = $4::date, reason = $3
       where tenant_id = $1 and payout_id = any($2::uuid[])`,
      [tenantId, payoutIds, why.reason, why.rejectedOn?.toString() ?? null],
    );
    await this.transaction.query(
      'update payouts.payout_line set given_free = true where tenant_id = $1 and payout_id = any($2::uuid[])',
      [tenantId, payoutIds],
    );
  }
}

function payoutOf(row: Record<string, unknown>): Payout {
  const day = (text: unknown): Day | null => (text === null ? null : dayOf(String(text)));
  return {
    payoutId: String(row['payout_id']),
    payoutNo: Number(row['payout_no']),
    payeeKind: row['payee_kind'] as PayeeKind,
    payeeId: String(row['payee_id']),
    state: row['state'] as PayoutState,
    gross: cents(Number(row['gross_cents'])),
    fee: cents(Number(row['fee_cents'])),
    method: row['method'] as PayoutMethod | null,
    sealedOn: day(row['sealed_on']),
    paidOn: day(row['paid_on']),
  };
}
