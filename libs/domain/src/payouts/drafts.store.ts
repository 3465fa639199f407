// Drafts: what is owed and stands in no payout is taken into the one draft of its account.
import { newId, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import type { Day } from '../kernel/calendar';
import { type Cents, cents } from '../kernel/money';
import type { PayeeKind } from './payout';

/** What is owed on one account beside what other payouts pay: in its draft, if there is one, and in none yet; in cents. */
export interface Owed {
  readonly accountId: string;
  readonly payeeKind: PayeeKind;
  readonly payeeId: string;
  readonly owed: Cents;
  readonly firstDay: string;
  readonly hasDraft: boolean;
}

/** A draft after it was filled: the sum of its lines in cents. */
export interface Filled {
  readonly payoutId: string;
  readonly payeeKind: PayeeKind;
  readonly gross: Cents;
  readonly basisPoints: number;
}

/** Until when drafts take what was booked, by which rules, with which fee; `at` is now as ISO text. */
export interface DraftTerms {
  readonly through: Day;
  readonly rulesVersionId: string;
  readonly feeBasisPoints: number;
  readonly at: string;
}

/** The drafts of the fund in scope, for writing. */
@Injectable()
export class DraftsStore {
  constructor(private readonly transaction: TenantTransaction) {}

  /** Accounts with movements in no payout, booked until a day, in their order. */
  async owed(through: Day): Promise<Owed[]> {
    const rows = await this.transaction.query(
      `select o.account_id, o.kind, o.owner_id, sum(o.amount_cents) + coalesce(min(p.gross_cents), 0) as owed,
         min(o.booked_on)::text as first_day, min(p.payout_id::text) is not null as has_draft
       from payouts.open_movements($1, $2) o
       left join payouts.payout p on p.tenant_id = $1 and p.account_id = o.account_id and p.state = 'draft'
       group by o.account_id, o.kind, o.owner_id order by o.account_id`,
      [this.transaction.tenantId, through.toString()],
    );
    return rows.map((row) => ({
      accountId: String(row['account_id']),
      payeeKind: row['kind'] === 'outlet-payable' ? 'outlet' : 'member',
      payeeId: String(row['owner_id']),
      owed: cents(Number(row['owed'])),
      firstDay: String(row['first_day']),
      hasDraft: row['has_draft'] === true,
    }));
  }

  /** Opens drafts under the fund's next numbers. */
  async open(accounts: readonly Owed[], terms: DraftTerms): Promise<void> {
    await this.transaction.query(
      `insert into payouts.payout (tenant_id, payout_id, payout_no, payee_kind, payee_id, account_id, from_day, through_day,
         state, gross_cents, fee_basis_points, fee_cents, rules_version_id, drafted_at)
       select $1, u.id, coalesce((select max(payout_no) from payouts.payout where tenant_id = $1), 0) + u.place,
         u.kind, u.payee, u.account, u.first_day, $7, 'draft', 0, $8, 0, $9, $10
       from unnest($2::uuid[], $3::text[], $4::uuid[], $5::uuid[], $6::date[])
         with ordinality as u(id, kind, payee, account, first_day, place)`,
      [
        this.transaction.tenantId,
        accounts.map(newId),
        accounts.map(({ payeeKind }) => payeeKind),
        accounts.map(({ payeeId }) => payeeId),
        accounts.map(({ accountId }) => accountId),
        accounts.map(({ firstDay }) => firstDay),
        terms.through.toString(),
        terms.feeBasisPoints,
        terms.rulesVersionId,
        terms.at,
      ],
    );
  }

  /**
   * Takes into the drafts of these accounts what is owed on them and in no payout, booked until the day of the terms.
   * What somebody commits at this moment is seen, or is there for the next time; never lost, never taken twice.
   */
  async take(accountIds: readonly string[], terms: DraftTerms): Promise<Filled[]> {
    const { tenantId } = this.transaction;
    await this.transaction.query(
      `insert into payouts.payout_line (tenant_id, payout_id, movement_id, amount_cents, booked_on)
       select $1, p.payout_id, o.movement_id, o.amount_cents, o.booked_on
       from payouts.open_movements($1, $2) o
       join payouts.payout p on p.tenant_id = $1 and p.account_id = o.account_id and p.state = 'draft'
       where o.account_id = any($3::uuid[])`,
      [tenantId, terms.through.toString(), accountIds],
    );
    const rows = await this.transaction.query(
      `update payouts.payout p set gross_cents = l.gross, fee_cents = 0, from_day = l.first_day,
         through_day = greatest(p.through_day, $3::date), fee_basis_points = $4, rules_version_id = $5, drafted_at = $6
       from (select l.payout_id, sum(l.amount_cents) as gross, min(l.booked_on) as first_day
         from payouts.payout d join payouts.payout_line l on l.tenant_id = $1 and l.payout_id = d.payout_id
         where d.tenant_id = $1 and d.state = 'draft' and d.account_id = any($2::uuid[]) group by l.payout_id) l
       where p.tenant_id = $1 and p.payout_id = l.payout_id
       returning p.payout_id, p.payee_kind, p.gross_cents, p.fee_basis_points`,
      [tenantId, accountIds, terms.through.toString(), terms.feeBasisPoints, terms.rulesVersionId, terms.at],
    );
    return rows.map((row) => ({
      payoutId: String(row['payout_id']),
      payeeKind: row['payee_kind'] as PayeeKind,
      gross: cents(Number(row['gross_cents'])),
      basisPoints: Number(row['fee_basis_points']),
    }));
  }

  /** Notes the fee on drafts, in cents. */
  async setFees(fees: readonly { readonly payoutId: string; readonly fee: Cents }[]): Promise<void> {
    await this.transaction.query(
      `update payouts.payout p set fee_cents = u.fee from unnest($2::uuid[], $3::bigint[]) as u(id, fee)
       where p.tenant_id = $1 and p.payout_id = u.id and p.state = 'draft'`,
      [this.transaction.tenantId, fees.map(({ payoutId }) => payoutId), fees.map(({ fee }) => fee)],
    );
  }

  /** Notes that the drafts of a period were made. */
  async periodDrafted({ through, rulesVersionId, at }: DraftTerms): Promise<void> {
    await this.transaction.query(
      `insert into payouts.drafting (tenant_id, through_day, rules_version_id, drafted_at)
       values ($1, $2, $3, $4) on conflict do nothing`,
      [this.transaction.tenantId, through.toString(), rulesVersionId, at],
    );
  }
}
