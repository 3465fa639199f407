// What is to be called from payers now: dues of theirs that stand on no call yet. Reads only.
import { TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { compareDays, type Day, firstDay, type Month, monthOf } from '../kernel/calendar';
import { cents } from '../kernel/money';
import { callDayOf, type PayerCard } from './payer';
import type { CallLine, ToCall } from './payer-call';

/** Of a payer, with something left to pay, and on no call yet. */
const UNCALLED = `d.payer_id is not null and d.amount_cents > 0 and d.state in ('open', 'partly-paid')
  and not exists (select 1 from payers.call_line l where l.tenant_id = d.tenant_id and l.due_id = d.due_id)`;

/** Reads what is to be called in the fund in scope. */
@Injectable()
export class CallsToIssueQuery {
  constructor(private readonly transaction: TenantTransaction) {}

  /** Whether a payer is to be called on a day. */
  async isDue(today: Day): Promise<boolean> {
    return (await this.payersOn(today)).length > 0;
  }

  /**
   * What is to be called on a day, a payer and month at a time, earliest first: from the payer's day on, once the month's
   * dues are open for everybody. Of each due what is still owed: what was forgiven before the call is not asked for.
   */
  async on(today: Day): Promise<ToCall[]> {
    const payers = await this.payersOn(today);
    if (payers.length === 0) return [];
    const byPayer = await this.linesOf(payers);
    return payers.flatMap((payer) => {
      const lines = byPayer.get(keyOf(payer.payerId, payer.month)); // none: forgiven since
      return lines ? [{ ...payer, lines }] : [];
    });
  }

  // Asked at every tick: whom the dues are for is read only when there is somebody to call.
  private async payersOn(today: Day): Promise<PayerToCall[]> {
    const rows = await this.transaction.query(
      `select w.payer_id, left(w.contribution_month::text, 7) as month, p.name, p.kind, p.money_source, p.contact,
         p.address, p.email, p.phone, p.call_day, p.days_to_pay, p.reference
       from (select distinct d.payer_id, d.contribution_month from contributions.due d
         join tenancy.progress s on s.tenant_id = $1 and s.run_id = d.month_run_id and s.step = 'open-dues' and s.state = 'done'
         where d.tenant_id = $1 and ${UNCALLED}) w
       join payers.payer p on p.tenant_id = $1 and p.payer_id = w.payer_id
       order by w.contribution_month, p.name, w.payer_id`,
      [this.transaction.tenantId],
    );
    return rows.map(payerToCall).filter(({ month, card }) => compareDays(today, callDayOf(month, card)) >= 0);
  }

  private async linesOf(payers: readonly PayerToCall[]): Promise<ReadonlyMap<string, CallLine[]>> {
    const rows = await this.transaction.query(
      `select d.payer_id, left(d.contribution_month::text, 7) as month,
         json_agg(json_build_object('dueId', d.due_id, 'label', coalesce(m.name, u.label), 'reference', a.reference,
           'amount', d.amount_cents - d.received_cents - d.forgiven_cents)) as lines
       from unnest($2::uuid[], $3::date[]) as w(payer_id, month)
       join contributions.due d on d.tenant_id = $1 and d.payer_id = w.payer_id and d.contribution_month = w.month and ${UNCALLED}
       join members.account_unit u on u.tenant_id = $1 and u.account_unit_id = d.account_unit_id
       left join payers.agreement a on a.tenant_id = $1 and a.agreement_id = (d.facts ->> 'agreementId')::uuid
       left join members.person m on m.tenant_id = $1 and m.person_id = a.person_id
       group by d.payer_id, d.contribution_month`,
      [
        this.transaction.tenantId,
        payers.map(({ payerId }) => payerId),
        payers.map(({ month }) => firstDay(month).toString()),
      ],
    );
    return new Map(rows.map((row) => [keyOf(String(row['payer_id']), monthOf(String(row['month']))), linesOf(row)]));
  }
}

type PayerToCall = Omit<ToCall, 'lines'>;

function keyOf(payerId: string, month: Month): string {
  return `${payerId} ${month.toString()}`;
}

function payerToCall(row: Record<string, unknown>): PayerToCall {
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
  return { payerId: String(row['payer_id']), card, month: monthOf(String(row['month'])) };
}

function linesOf(row: Record<string, unknown>): CallLine[] {
  const lines = row['lines'] as { dueId: string; label: string; reference: string | null; amount: number }[];
  return lines.map((line) => ({ ...line, amount: cents(line.amount) }));
}
