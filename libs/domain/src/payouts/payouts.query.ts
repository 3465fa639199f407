// Payouts for screens, and what is owed beside them. Reads only.
import { TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import type { Day } from '../kernel/calendar';
import type { PageRequest } from '../kernel/page';
import { FundsQuery } from '../funds/funds.query';
import type { PayeeKind, PayoutMethod, PayoutState } from './payout';
import { isCarriedForward } from './payout-period';

/** Whose payouts: everybody's (null), or those of these payees only. */
export type OnlyPayees = readonly string[] | null;

/** A payout in a list; amounts in cents, days as ISO texts. */
export interface PayoutView {
  readonly payoutId: string;
  readonly payoutNo: number;
  readonly payeeKind: PayeeKind;
  readonly payeeId: string;
  readonly payeeName: string;
  readonly state: PayoutState;
  /** A draft that waits for the next period: the payee owes the fund, or less is owed than the rules pay at once. */
  readonly carriedForward: boolean;
  readonly fromDay: string;
  readonly throughDay: string;
  readonly lines: number;
  readonly grossCents: number;
  readonly feeCents: number;
  readonly netCents: number;
  readonly method: PayoutMethod | null;
  readonly sealedOn: string | null;
  readonly paidOn: string | null;
  readonly paymentReference: string | null;
  readonly rejectedOn: string | null;
  /** Why it was rejected, or not signed. */
  readonly reason: string | null;
  /** Who prepared and checked it; told only to who sees everybody's. */
  readonly approvalId: string | null;
}

/** What is owed to one payee on a day, in cents: in all, in payouts that are not sealed, and in none yet. */
export interface OwedView {
  readonly accountId: string;
  readonly payeeKind: PayeeKind;
  readonly payeeId: string;
  readonly payeeName: string;
  readonly owedCents: number;
  readonly draftedCents: number;
  readonly openCents: number;
}

const NAME = `coalesce(
  (select o.name from outlets.outlet o where o.tenant_id = $1 and o.outlet_id = payee.id),
  (select u.label from members.account_unit u where u.tenant_id = $1 and u.account_unit_id = payee.id), '?')`;
const PAYOUT = `select p.payout_id as "payoutId", p.payout_no as "payoutNo", p.payee_kind as "payeeKind",
    p.payee_id as "payeeId", ${NAME} as "payeeName", p.state, p.from_day::text as "fromDay",
    p.through_day::text as "throughDay",
    (select count(distinct case m.source_kind when 'slip' then m.source_id else m.movement_id end)::int
     from payouts.payout_line l join ledger.movement m on m.tenant_id = $1 and m.movement_id = l.movement_id
     where l.tenant_id = $1 and l.payout_id = p.payout_id) as lines,
    p.gross_cents::float8 as "grossCents", p.fee_cents::float8 as "feeCents",
    (p.gross_cents - p.fee_cents)::float8 as "netCents", p.method, p.sealed_on::text as "sealedOn",
    p.paid_on::text as "paidOn", p.payment_reference as "paymentReference", p.rejected_on::text as "rejectedOn",
    p.reason, case when $2::uuid[] is null then p.approval_id end as "approvalId", p.rules_version_id as "rulesVersionId"
  from payouts.payout p, lateral (select p.payee_id as id) payee
  where p.tenant_id = $1 and ($2::uuid[] is null or p.payee_id = any($2))`;

type PayoutRow = Omit<PayoutView, 'carriedForward'> & { readonly rulesVersionId: string };

/** Reads the payouts of the fund in scope. */
@Injectable()
export class PayoutsQuery {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly funds: FundsQuery,
  ) {}

  /** Payouts, the latest first, in a state where one is asked for; `after` is the id of the last one seen. */
  async payouts(only: OnlyPayees, page: PageRequest & { state: PayoutState | null }): Promise<PayoutView[]> {
    const rows = await this.transaction.query(
      `${PAYOUT} and ($3::text is null or p.state = $3) and ($4::uuid is null or p.payout_id < $4)
       order by p.payout_id desc limit $5`,
      [this.transaction.tenantId, only, page.state, page.after, page.limit],
    );
    return this.views(rows as unknown as PayoutRow[]);
  }

  /** Drafts that pay something and have no account to go to: those of outlets that gave none, and of members; by id. */
  async unclaimed(page: PageRequest): Promise<PayoutView[]> {
    const rows = await this.transaction.query(
      `${PAYOUT} and p.state = 'draft' and p.gross_cents > p.fee_cents and not exists (
         select 1 from outlets.bank_account b join tenancy.approval a on a.tenant_id = $1 and a.approval_id = b.approval_id
         where b.tenant_id = $1 and b.outlet_id = p.payee_id and a.state = 'confirmed')
         and ($3::uuid is null or p.payout_id > $3)
       order by p.payout_id limit $4`,
      [this.transaction.tenantId, null, page.after, page.limit],
    );
    return this.views(rows as unknown as PayoutRow[]);
  }

  /** One payout; null when the fund, or these payees, have no such. */
  async payout(payoutId: string, only: OnlyPayees): Promise<PayoutView | null> {
    const rows = await this.transaction.query(`${PAYOUT} and p.payout_id = $3`, [
      this.transaction.tenantId,
      only,
      payoutId,
    ]);
    const [view] = await this.views(rows as unknown as PayoutRow[]);
    return view ?? null;
  }

  /** What is owed to each payee on a day, in the order of accounts; `after` is the account last seen. */
  async owed(only: OnlyPayees, today: Day, page: PageRequest): Promise<OwedView[]> {
    const rows = await this.transaction.query(
      `select t.account_id as "accountId",
         case t.kind when 'outlet-payable' then 'outlet' else 'member' end as "payeeKind", t.owner_id as "payeeId",
         ${NAME} as "payeeName", (t.credit_cents - t.debit_cents)::float8 as "owedCents", d.cents::float8 as "draftedCents",
         (t.credit_cents - t.debit_cents - d.cents)::float8 as "openCents"
       from ledger.account a
       cross join lateral ledger.account_turnover_at($1, a.account_id, $3) t
       cross join lateral (select t.owner_id as id) payee
       cross join lateral (select coalesce(sum(p.gross_cents), 0) as cents from payouts.payout p
         where p.tenant_id = $1 and p.payee_id = a.owner_id and p.account_id = a.account_id
           and p.state in ('draft', 'checking')) d
       where a.tenant_id = $1 and a.kind in ('outlet-payable', 'claims-payable')
         and ($2::uuid[] is null or a.owner_id = any($2)) and ($4::uuid is null or a.account_id > $4)
       order by a.account_id limit $5`,
      [this.transaction.tenantId, only, today.toString(), page.after, page.limit],
    );
    return rows as unknown as OwedView[];
  }

  private async views(rows: readonly PayoutRow[]): Promise<PayoutView[]> {
    const thresholds = new Map<string, { thresholdCents: PayoutThreshold }>();
    for (const id of new Set(rows.map(({ rulesVersionId }) => rulesVersionId))) {
      thresholds.set(id, (await this.funds.version(id)).document.spending.payouts);
    }
    return rows.map(({ rulesVersionId, ...row }) => {
      const rule = thresholds.get(rulesVersionId);
      const carriedForward = row.state === 'draft' && rule !== undefined && isCarriedForward(row.netCents, rule);
      return { ...row, carriedForward };
    });
  }
}

type PayoutThreshold = Parameters<typeof isCarriedForward>[1]['thresholdCents'];
