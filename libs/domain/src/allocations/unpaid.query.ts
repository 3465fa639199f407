// Who awaits a choice in a month: dues unpaid after the deadline, where credit follows them. Reads only.
import { TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { type Day, dayOf, firstDay, type Month, monthOf } from '../kernel/calendar';
import type { PageRequest } from '../kernel/page';
import type { Rules } from '../rules/rules';
import { type MonthUnderWay, MonthUnderWayQuery } from '../funds/month-under-way.query';
import { deadlineOf, type UnpaidChoice, type UnpaidDue } from './unpaid-choice';

/** A due for which somebody has to choose; amounts in cents, days as ISO texts. */
export interface UnpaidView {
  readonly dueId: string;
  readonly accountUnitId: string;
  readonly label: string;
  readonly amountCents: number;
  readonly receivedCents: number;
  readonly state: string;
  readonly dueOn: string;
  readonly deadlineOn: string;
  /** The last choice that stands: a wait, or a refusal after which it was paid all the same; null: none yet. */
  readonly choice: UnpaidChoice | null;
  readonly waitUntil: string | null;
}

/** A due in its month, with what a choice depends on. */
export interface DueToChoose {
  readonly accountUnitId: string;
  readonly month: MonthUnderWay;
  readonly due: UnpaidDue;
}

const UNDER_WAY = `exists (select 1 from contributions.attempt a where a.tenant_id = $1 and a.due_id = d.due_id
  and a.state in ('scheduled', 'notified', 'submitted', 'processing', 'unknown'))`;
const CREDITED = `exists (select 1 from allocations.credit c where c.tenant_id = $1 and c.month_run_id = d.month_run_id
  and c.account_unit_id = d.account_unit_id)`;
const LAST_CHOICE = `left join lateral (
  select x.choice, x.until_on from allocations.unpaid_choice x
  where x.tenant_id = $1 and x.due_id = d.due_id order by x.choice_id desc limit 1) k on true`;

/** Reads unpaid dues of the fund in scope. */
@Injectable()
export class UnpaidQuery {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly months: MonthUnderWayQuery,
  ) {}

  /** The dues of a month for which somebody has to choose today, by id; `after` is the last one seen. */
  async awaiting(month: Month, page: PageRequest): Promise<UnpaidView[]> {
    const found = await this.months.of(month);
    if (!found || found.rules.credited.mode === 'day-of-month') return [];
    const rows = await this.transaction.query(
      `select d.due_id as "dueId", d.account_unit_id as "accountUnitId", u.label, d.amount_cents::float8 as "amountCents",
         d.received_cents::float8 as "receivedCents", d.state, d.due_on::text as "dueOn", k.choice,
         k.until_on::text as "waitUntil"
       from contributions.due d
       join members.account_unit u on u.tenant_id = $1 and u.account_unit_id = d.account_unit_id
       ${LAST_CHOICE}
       where d.tenant_id = $1 and d.contribution_month = $2 and d.payer_id is null and ($3::uuid is null or d.due_id > $3)
         and not ${CREDITED}
         and case when k.choice = 'refuse' then d.state = 'paid' when k.choice = 'credit' then false
             else d.state <> 'paid' and d.due_on + $5::integer < $6::date and not ${UNDER_WAY} end
       order by d.due_id limit $4`,
      [
        this.transaction.tenantId,
        firstDay(month).toString(),
        page.after,
        page.limit,
        found.rules.unpaid.deadlineDays,
        found.time.today.toString(),
      ],
    );
    return rows.map((row) => viewOf(row, found.rules));
  }

  /** A unit's own due with what a choice depends on; null when the fund has no such due, or it is a payer's. */
  async due(dueId: string): Promise<DueToChoose | null> {
    const [row] = await this.transaction.query(
      `select d.account_unit_id, d.contribution_month::text as month, d.due_on::text as due_on, d.state, k.choice,
         ${UNDER_WAY} as under_way, ${CREDITED} as credited
       from contributions.due d ${LAST_CHOICE}
       where d.tenant_id = $1 and d.due_id = $2 and d.payer_id is null`,
      [this.transaction.tenantId, dueId],
    );
    const month = row && (await this.months.of(monthOf(String(row['month']).slice(0, 7))));
    if (!row || !month) return null;
    return {
      accountUnitId: String(row['account_unit_id']),
      month,
      due: {
        dueOn: dayOf(String(row['due_on'])),
        paid: row['state'] === 'paid',
        underWay: row['under_way'] === true,
        credited: row['credited'] === true,
        choice: (row['choice'] as UnpaidChoice | null) ?? null,
      },
    };
  }
}

function viewOf(row: Record<string, unknown>, rules: Rules): UnpaidView {
  const deadline: Day | null = deadlineOf(rules, dayOf(String(row['dueOn'])));
  return { ...(row as unknown as Omit<UnpaidView, 'deadlineOn'>), deadlineOn: deadline?.toString() ?? '' };
}
