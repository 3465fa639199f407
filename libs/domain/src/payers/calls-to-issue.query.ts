// What is to be called from payers now: dues of theirs that stand on no call yet. Reads only.
import { TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { compareDays, type Day, monthOf } from '../kernel/calendar';
import { cents } from '../kernel/money';
import { callDayOf, type PayerCard } from './payer';
import type { CallLine, ToCall } from './payer-call';

/** Reads what is to be called in the fund in scope. */
@Injectable()
export class CallsToIssueQuery {
  constructor(private readonly transaction: TenantTransaction) {}

  /** Whether a payer is to be called on a day. */
  async isDue(today: Day): Promise<boolean> {
    return (await this.on(today)).length > 0;
  }

  /**
   * What is to be called on a day, a payer and month at a time, earliest first: from the payer's day on, once the month's
   * dues are open for everybody.
   */
  async on(today: Day): Promise<ToCall[]> {
    const rows = await this.transaction.query(
      `select d.payer_id, left(d.contribution_month::text, 7) as month, p.name, p.kind, p.money_source, p.contact,
         p.address, p.email, p.phone, p.call_day, p.days_to_pay, p.reference,
         json_agg(json_build_object('dueId', d.due_id, 'label', coalesce(m.name, u.label), 'reference', a.reference,
           'amount', d.amount_cents)) as lines
       from contributions.due d
       join payers.payer p on p.tenant_id = $1 and p.payer_id = d.payer_id
       join members.account_unit u on u.tenant_id = $1 and u.account_unit_id = d.account_unit_id
       join tenancy.progress s on s.tenant_id = $1 and s.run_id = d.month_run_id and s.step = 'open-dues' and s.state = 'done'
       left join payers.agreement a on a.tenant_id = $1 and a.agreement_id = (d.facts ->> 'agreementId')::uuid
       left join members.person m on m.tenant_id = $1 and m.person_id = a.person_id
       where d.tenant_id = $1 and d.payer_id is not null and d.amount_cents > 0
         and d.state in ('open', 'partly-paid')
         and not exists (select 1 from payers.call_line l where l.tenant_id = $1 and l.due_id = d.due_id)
       group by d.payer_id, d.contribution_month, p.tenant_id, p.payer_id
       order by d.contribution_month, p.name, d.payer_id`,
      [this.transaction.tenantId],
    );
    return rows.map(toCall).filter(({ month, card }) => compareDays(today, callDayOf(month, card)) >= 0);
  }
}

function toCall(row: Record<string, unknown>): ToCall {
  const card: PayerCard = {
    name: String(row['name']),
    kind: row['kind'] as PayerCard['kind'],
    moneySource: row['money_source'] as PayerCard['moneySource'],
    contact: row['contact'] as string | null,
    address: row['address'] as string | null,
    email: row['email'] as string | null,
    phone: row['phone'] as string | null,
    callDay: Number(row['call_day']),
    daysToPay: Number(row['days_to_pay']),
    reference: row['reference'] as string | null,
  };
  const lines = (row['lines'] as { dueId: string; label: string; reference: string | null; amount: number }[]).map(
    (line): CallLine => ({ ...line, amount: cents(line.amount) }),
  );
  return { payerId: String(row['payer_id']), card, month: monthOf(String(row['month'])), lines };
}
