// What was spent, where, on what and when: for the fund's own screens. Reads only, from the books and from purchases.
import { TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import type { Day } from '../kernel/calendar';
import { type Cents, cents, sum } from '../kernel/money';
import type { Period } from './credit-age';
import { categoriesOf, type CategorySpending, type WeighedCategory } from './spending-figures';

/** What an outlet had of the fund in a period; amounts in cents, what came back counted off. */
export interface OutletSpending {
  readonly outletId: string;
  /** Null for what a demonstration invents. */
  readonly outletNo: number | null;
  readonly name: string | null;
  readonly purchases: number;
  /** From members' accounts and tickets, and what a fund pays back that credits nothing in advance. */
  readonly spentCents: Cents;
  /** From the pot: three prices, and what paper lacked; below zero when the outlet gave more than it got. */
  readonly potCents: Cents;
  readonly lastOn: string;
}

/** A week, by its Monday; amounts as for an outlet. */
export interface WeekSpending {
  readonly weekOf: string;
  readonly purchases: number;
  readonly outlets: number;
  readonly spentCents: Cents;
  readonly potCents: Cents;
}

/** What was credited and spent in a period, in cents; `paperCents` of what was spent, with tickets and slips. */
export interface SpendingTotals {
  readonly creditedCents: Cents;
  readonly spentCents: Cents;
  readonly potCents: Cents;
  readonly paperCents: Cents;
}

/** An approved outlet where nothing was spent lately. */
export interface QuietOutlet {
  readonly outletId: string;
  readonly outletNo: number;
  readonly name: string;
  /** The last day something was; null: never. */
  readonly lastOn: string | null;
}

/** Reads the spending of the fund in scope. */
@Injectable()
export class SpendingQuery {
  constructor(private readonly transaction: TenantTransaction) {}

  /** What was credited and spent. */
  async totals(period: Period): Promise<SpendingTotals> {
    const [row] = await this.transaction.query(
      `${MOVED}
       select coalesce(sum(spent), 0) as spent, coalesce(sum(pot), 0) as pot,
         coalesce(sum(spent) filter (where source_kind in ('ticket', 'slip')), 0) as paper,
         (select coalesce(sum(case m.direction when 'credit' then m.amount_cents::bigint else -m.amount_cents::bigint end), 0)
          from ledger.movement m where m.tenant_id = $1 and m.booked_on between $2 and $3 and m.source_kind = 'credit'
            and m.primary_kind = 'allocation') as credited
       from moved`,
      this.during(period),
    );
    return {
      creditedCents: amount(row?.['credited']),
      spentCents: amount(row?.['spent']),
      potCents: amount(row?.['pot']),
      paperCents: amount(row?.['paper']),
    };
  }

  /** Every outlet where something was spent, the largest first. */
  async byOutlet(period: Period): Promise<OutletSpending[]> {
    const rows = await this.transaction.query(
      `${MOVED}
       select s.*, o.outlet_no, o.name from (
         select outlet_id, count(distinct source_id) filter (where new_purchase) as purchases, sum(spent) as spent,
           sum(pot) as pot, max(booked_on)::text as last_on
         from moved group by outlet_id) s
       left join outlets.outlet o on o.tenant_id = $1 and o.outlet_id = s.outlet_id
       order by s.spent desc, s.pot desc, s.outlet_id`,
      this.during(period),
    );
    return rows.map((row) => ({
      outletId: String(row['outlet_id']),
      outletNo: row['outlet_no'] === null ? null : Number(row['outlet_no']),
      name: row['name'] === null ? null : String(row['name']),
      purchases: Number(row['purchases']),
      spentCents: amount(row['spent']),
      potCents: amount(row['pot']),
      lastOn: String(row['last_on']),
    }));
  }

  /** Each week in which something was spent, the first first; a week that begins before the period is told in part. */
  async byWeek(period: Period): Promise<WeekSpending[]> {
    const rows = await this.transaction.query(
      `${MOVED}
       select date_trunc('week', booked_on)::date::text as week_of, count(distinct outlet_id) as outlets,
         count(distinct source_id) filter (where new_purchase) as purchases, sum(spent) as spent, sum(pot) as pot
       from moved group by 1 order by 1`,
      this.during(period),
    );
    return rows.map((row) => ({
      weekOf: String(row['week_of']),
      purchases: Number(row['purchases']),
      outlets: Number(row['outlets']),
      spentCents: amount(row['spent']),
      potCents: amount(row['pot']),
    }));
  }

  /**
   * What was bought of each kind of product, as the lines of purchases say (`not-told`: tickets of which the outlet said
   * nothing); what accounts paid of a purchase, less
   * what was refunded since, is shared over its lines by what each has covered.
   */
  async byCategory(period: Period): Promise<CategorySpending[]> {
    const rows = await this.transaction.query(BY_CATEGORY, this.during(period));
    const weighed = rows.map((row): WeighedCategory => ({
      category: String(row['category']),
      purchases: Number(row['purchases']),
      boughtCents: amount(row['bought']),
      weight: Number(row['weight']),
    }));
    return categoriesOf(weighed, sum(rows.slice(0, 1).map((row) => amount(row['paid']))));
  }

  /** Approved outlets, approved before `since`, where nothing was spent from that day on; by id. */
  async quiet({ since, today }: { since: Day; today: Day }): Promise<QuietOutlet[]> {
    const rows = await this.transaction.query(
      `${MOVED}
       select o.outlet_id, o.outlet_no, o.name, s.last_on::text from outlets.outlet o
       left join (
         select outlet_id, max(last_on) as last_on from (
           select outlet_id, booked_on as last_on from moved
           union all -- a market day at the fair price moves no money
           select t.outlet_id, t.market_on from tallies.tally t
           where t.tenant_id = $1 and t.corrected_on is null and t.market_on <= $3) l
         group by outlet_id) s on s.outlet_id = o.outlet_id
       where o.tenant_id = $1 and o.state = 'approved' and (s.last_on is null or s.last_on < $4)
         and exists (select 1 from outlets.approval_line l
           where l.tenant_id = $1 and l.outlet_id = o.outlet_id and l.valid_from < $4)
       order by o.outlet_id`,
      [this.transaction.tenantId, THE_BEGINNING, today.toString(), since.toString()],
    );
    return rows.map((row) => ({
      outletId: String(row['outlet_id']),
      outletNo: Number(row['outlet_no']),
      name: String(row['name']),
      lastOn: row['last_on'] === null ? null : String(row['last_on']),
    }));
  }

  private during({ from, to }: Period): string[] {
    return [this.transaction.tenantId, from.toString(), to.toString()];
  }
}

const THE_BEGINNING = '2000-01-01';
const amount = (value: unknown): Cents => cents(Number(value ?? 0));

/**
 * What outlets had: movements of their accounts, but those of payouts; and of slips that pay the member back, whose
 * purchase says at which outlet. What the pot pays back to members who are credited nothing in advance is spending like
 * any other. Amounts as the outlet sees them.
 */
const MOVED = `with leg as (
    select m.*, case when m.primary_kind in ('outlet-payable', 'claims-payable') then m.primary_kind else m.counter_kind end as kind,
      case when m.primary_kind in ('outlet-payable', 'claims-payable') then m.primary_account_id else m.counter_account_id end as account_id,
      case when m.primary_kind in ('outlet-payable', 'claims-payable') then m.counter_kind else m.primary_kind end as other,
      case when (m.primary_kind in ('outlet-payable', 'claims-payable')) = (m.direction = 'credit')
        then m.amount_cents::bigint else -m.amount_cents::bigint end as cents
    from ledger.movement m
    where m.tenant_id = $1 and m.booked_on between $2 and $3 and (m.primary_kind in ('outlet-payable', 'claims-payable')
      or m.counter_kind in ('outlet-payable', 'claims-payable'))
  ), moved as (
    select coalesce(p.outlet_id, a.owner_id) as outlet_id, l.booked_on, l.source_kind, l.source_id,
      l.source_kind <> 'refund' and l.reverses_movement_id is null as new_purchase,
      case when l.other in ('allocation', 'tickets') or l.transition in ('reimbursed', 'reimbursed-undone') then l.cents else 0 end as spent,
      case when l.other = 'pot' and l.transition not in ('reimbursed', 'reimbursed-undone') then l.cents else 0 end as pot
    from leg l
    left join ledger.account a on a.tenant_id = $1 and a.account_id = l.account_id and l.kind = 'outlet-payable'
    left join purchases.purchase p on p.tenant_id = $1 and p.purchase_id = l.source_id and l.kind = 'claims-payable'
    where l.other in ('allocation', 'tickets', 'pot') and (a.owner_id is not null or p.outlet_id is not null)
  )`;

const BY_CATEGORY = `with bought as (
    select p.purchase_id, p.total_cents, p.account_cents - coalesce((select sum(f.amount_cents) from purchases.refund f
      where f.tenant_id = $1 and f.purchase_id = p.purchase_id), 0) as paid
    from purchases.purchase p
    where p.tenant_id = $1 and p.booked_on between $2 and $3
  ), weighed as (
    select b.purchase_id, b.paid, coalesce(l.category, 'not-told') as category,
      coalesce(l.amount_cents, b.total_cents) as amount_cents,
      coalesce(l.amount_cents * l.coverage_percent::numeric, 1) as covered,
      sum(coalesce(l.amount_cents * l.coverage_percent::numeric, 1)) over (partition by b.purchase_id) as whole
    from bought b left join purchases.purchase_line l on l.tenant_id = $1 and l.purchase_id = b.purchase_id
  ), paid as (
    select coalesce(sum(paid), 0) as paid from (select distinct purchase_id, paid from weighed) w
  )
  select category, count(distinct purchase_id) as purchases, sum(amount_cents) as bought,
    round(sum(coalesce(weighed.paid * covered / nullif(whole, 0), 0)) * 100) as weight, (select paid from paid) as paid
  from weighed group by category order by weight desc, category`;
