// Dues and what came of them, for screens and other rooms. Reads only.
import { TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { type Day, firstDay, type Month, monthOfDay } from '../kernel/calendar';
import { type Cents, cents } from '../kernel/money';
import type { PageRequest } from '../kernel/page';
import { DAYS_IT_CAN_COME_BACK } from './collectors';

/** A due with its latest attempt; amounts in cents. */
export interface DueView {
  readonly dueId: string;
  readonly accountUnitId: string;
  readonly label: string;
  readonly month: string;
  readonly amountCents: number;
  readonly receivedCents: number;
  readonly state: string;
  readonly dueOn: string;
  /** The third party that owes it; null: the unit itself. */
  readonly payer: { readonly payerId: string; readonly name: string } | null;
  readonly attempt: {
    readonly state: string;
    readonly method: string;
    readonly reasonClass: string | null;
    readonly receiptNo: number | null;
  } | null;
}

/**
 * A month's contributions in cents, members' and payers': called; received (paid attempts, without what was too much);
 * failed (still owed of dues of which a debit failed or came back, and none is under way: one that a new try or a receipt
 * made good has not failed); still under way.
 */
export interface ContributionTotals {
  readonly dues: number;
  readonly calledCents: Cents;
  readonly receivedCents: Cents;
  readonly failedCents: Cents;
  readonly underWayCents: Cents;
  /** What third-party payers owe of what was called, and what came in of it. */
  readonly payersCalledCents: Cents;
  readonly payersReceivedCents: Cents;
}

/** A payment that a person is to decide about, or of which some is to be paid back; amounts in cents. */
export interface AttemptInQuestion {
  readonly attemptId: string;
  readonly dueId: string;
  readonly accountUnitId: string;
  readonly label: string;
  readonly month: string;
  readonly amountCents: number;
  readonly overpaidCents: number;
  readonly state: 'unknown' | 'paid';
  readonly reasonCode: string | null;
}

const DUE_COLUMNS = `d.due_id as "dueId", d.account_unit_id as "accountUnitId", u.label,
  left(d.contribution_month::text, 7) as month, d.amount_cents::float8 as "amountCents",
  d.received_cents::float8 as "receivedCents", d.state, d.due_on::text as "dueOn",
  (select json_build_object('payerId', p.payer_id, 'name', p.name) from payers.payer p
   where p.tenant_id = d.tenant_id and p.payer_id = d.payer_id) as payer,
  (select json_build_object('state', a.state, 'method', a.method, 'reasonClass', a.reason_class, 'receiptNo', a.receipt_no)
   from contributions.attempt a where a.tenant_id = d.tenant_id and a.due_id = d.due_id
   order by a.attempt_no desc limit 1) as attempt`;
const DUE_WITH_UNIT = `contributions.due d join members.account_unit u
  on u.tenant_id = d.tenant_id and u.account_unit_id = d.account_unit_id`;

/** A due of a unit that has left after a month (ISO). */
export interface DueOfLeaver {
  readonly dueId: string;
  readonly lastMonth: string;
}

/** A receipt of money handed over by a member, in cents; the day is when it was received. */
export interface ReceiptView {
  readonly receiptNo: number;
  readonly accountUnitId: string;
  readonly label: string;
  readonly month: string;
  readonly amountCents: number;
  readonly method: 'cash' | 'cheque' | 'transfer';
  readonly receivedOn: string;
  /** The money came back, e.g. a cheque without cover. */
  readonly returned: boolean;
}

/** Reads the contributions of the fund in scope. */
@Injectable()
export class ContributionsQuery {
  constructor(private readonly transaction: TenantTransaction) {}

  /** The dues of a month by id; `after` is the last due seen. */
  async dues(month: Month, page: PageRequest): Promise<DueView[]> {
    const rows = await this.transaction.query(
      `select ${DUE_COLUMNS} from ${DUE_WITH_UNIT}
       where d.tenant_id = $1 and d.contribution_month = $2 and ($3::uuid is null or d.due_id > $3)
       order by d.due_id limit $4`,
      [this.transaction.tenantId, firstDay(month).toString(), page.after, page.limit],
    );
    return rows as unknown as DueView[];
  }

  /** One unit's dues by id; `after` is the last due seen. */
  async duesOf(accountUnitId: string, page: PageRequest): Promise<DueView[]> {
    const rows = await this.transaction.query(
      `select ${DUE_COLUMNS} from ${DUE_WITH_UNIT}
       where d.tenant_id = $1 and d.account_unit_id = $2 and ($3::uuid is null or d.due_id > $3)
       order by d.due_id limit $4`,
      [this.transaction.tenantId, accountUnitId, page.after, page.limit],
    );
    return rows as unknown as DueView[];
  }

  /** The receipt of a payment by hand; null when the fund has none such. */
  async receipt(attemptId: string): Promise<ReceiptView | null> {
    const [row] = await this.transaction.query(
      `select a.receipt_no as "receiptNo", d.account_unit_id as "accountUnitId", u.label,
         left(d.contribution_month::text, 7) as month, a.amount_cents::float8 as "amountCents", a.method,
         a.target_on::text as "receivedOn", a.state <> 'paid' as returned
       from contributions.attempt a join (${DUE_WITH_UNIT}) on d.tenant_id = a.tenant_id and d.due_id = a.due_id
       where a.tenant_id = $1 and a.attempt_id = $2 and a.receipt_no is not null`,
      [this.transaction.tenantId, attemptId],
    );
    return (row as unknown as ReceiptView | undefined) ?? null;
  }

  /** Attempts that hang, and payments of which something is to be paid back, by id; `after` is the last seen. */
  async inQuestion(page: PageRequest): Promise<AttemptInQuestion[]> {
    const rows = await this.transaction.query(
      `select a.attempt_id as "attemptId", d.due_id as "dueId", d.account_unit_id as "accountUnitId", u.label,
         left(d.contribution_month::text, 7) as month, a.amount_cents::float8 as "amountCents",
         a.overpaid_cents::float8 as "overpaidCents", a.state, a.reason_code as "reasonCode"
       from contributions.attempt a join (${DUE_WITH_UNIT}) on d.tenant_id = a.tenant_id and d.due_id = a.due_id
       where a.tenant_id = $1 and ($2::uuid is null or a.attempt_id > $2)
         and (a.state = 'unknown' or a.state = 'paid' and a.overpaid_cents > 0 and a.paid_back_on is null)
       order by a.attempt_id limit $3`,
      [this.transaction.tenantId, page.after, page.limit],
    );
    return rows as unknown as AttemptInQuestion[];
  }

  /**
   * What units owe whose last month is over and closed, by due id, without what has a debit under way; `after` is the last
   * seen. A third-party payer's dues are not theirs.
   */
  async owedByLeavers(today: Day, page: PageRequest): Promise<DueOfLeaver[]> {
    const rows = await this.transaction.query(
      `select d.due_id as "dueId", left(u.last_month::text, 7) as "lastMonth" from ${DUE_WITH_UNIT}
       join cycle.month_run m on m.tenant_id = u.tenant_id and m.month = u.last_month and m.closed_at is not null
       where d.tenant_id = $1 and d.state in ('open', 'partly-paid') and d.payer_id is null
         and u.last_month < $2 and ($3::uuid is null or d.due_id > $3)
         and not exists (select 1 from contributions.attempt a where a.tenant_id = $1 and a.due_id = d.due_id
           and a.state in ('scheduled', 'notified', 'submitted', 'processing', 'unknown'))
       order by d.due_id limit $4`,
      [this.transaction.tenantId, firstDay(monthOfDay(today)).toString(), page.after, page.limit],
    );
    return rows as unknown as DueOfLeaver[];
  }

  /**
   * Whether a collector may have news: a debit is under way; or was paid so lately that it can still come back, and the
   * collector was not asked about those today (once a day is enough for them).
   */
  async awaitsNews(today: Day): Promise<boolean> {
    // In the order of its index, so that reading everybody's attempts until one is found never looks cheaper.
    const [row] = await this.transaction.query(
      `select coalesce((select true from contributions.attempt
           where tenant_id = $1 and collector <> 'by-hand' and state in ('submitted', 'processing')
           order by collector, attempt_id limit 1), false)
         or (not exists (select 1 from contributions.news_sweep where tenant_id = $1 and swept_on >= $2)
           and coalesce((select true from contributions.attempt
             where tenant_id = $1 and collector <> 'by-hand' and state = 'paid' and target_on >= least($2,
               (select min(swept_on) from contributions.news_sweep where tenant_id = $1)) - $3::integer
             order by collector, target_on limit 1), false)) as awaited`,
      [this.transaction.tenantId, today.toString(), DAYS_IT_CAN_COME_BACK],
    );
    return row?.['awaited'] === true;
  }

  /** What a month's contributions came to so far. */
  async totals(month: Month): Promise<ContributionTotals> {
    const [row] = await this.transaction.query(
      `select count(distinct d.due_id)::int as dues,
         coalesce((select sum(amount_cents) from contributions.due where tenant_id = $1 and contribution_month = $2
           and state <> 'cancelled'), 0) as called,
         coalesce(sum(a.amount_cents - a.overpaid_cents) filter (where a.state = 'paid'), 0) as received,
         coalesce((select sum(o.amount_cents - o.received_cents - o.forgiven_cents) from contributions.due o
           where o.tenant_id = $1 and o.contribution_month = $2 and o.state in ('open', 'partly-paid')
             and exists (select 1 from contributions.attempt f where f.tenant_id = $1 and f.due_id = o.due_id
               and f.state in ('failed', 'returned'))
             and not exists (select 1 from contributions.attempt l where l.tenant_id = $1 and l.due_id = o.due_id
               and l.state in ('scheduled', 'notified', 'submitted', 'processing', 'unknown'))), 0) as failed,
         coalesce(sum(a.amount_cents) filter (where a.state in ('scheduled', 'notified', 'submitted', 'processing', 'unknown')), 0)
           as under_way,
         (select coalesce(sum(amount_cents), 0) from contributions.due where tenant_id = $1 and contribution_month = $2
           and payer_id is not null and state <> 'cancelled') as payers_called,
         coalesce(sum(a.amount_cents - a.overpaid_cents) filter (where a.state = 'paid' and d.payer_id is not null), 0)
           as payers_received
       from contributions.due d left join contributions.attempt a on a.tenant_id = $1 and a.due_id = d.due_id
       where d.tenant_id = $1 and d.contribution_month = $2`,
      [this.transaction.tenantId, firstDay(month).toString()],
    );
    const amount = (name: string): Cents => cents(Number(row?.[name] ?? 0));
    return {
      dues: Number(row?.['dues'] ?? 0),
      calledCents: amount('called'),
      receivedCents: amount('received'),
      failedCents: amount('failed'),
      underWayCents: amount('under_way'),
      payersCalledCents: amount('payers_called'),
      payersReceivedCents: amount('payers_received'),
    };
  }
}
