// Who pays for whom in a month, and how much each payer may still pay in it: for the work of the month. Reads only.
import { TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { type Day, firstDay, type Month, monthOf } from '../kernel/calendar';
import { type Cents, cents } from '../kernel/money';
import { RuleBroken } from '../kernel/rule-broken';
import type { Calling } from './agreement';
import { callDayOf } from './payer';
import type { ShareRule, Standing } from './payer-share';

/** The payers of a month: who stands for each unit, what each may still pay (cents), and when each is to have paid. */
export interface PayersOfMonth {
  readonly standing: ReadonlyMap<string, readonly Standing[]>;
  readonly caps: ReadonlyMap<string, Cents>;
  readonly dueOn: ReadonlyMap<string, Day>;
}

/** Reads the payers of the fund in scope for a month. */
@Injectable()
export class PayersInMonthQuery {
  constructor(private readonly transaction: TenantTransaction) {}

  /**
   * The payers of a month, with no agreement recorded until the transaction ends. A cap counts less by what was called
   * from its payer for the month already.
   */
  async of(month: Month): Promise<PayersOfMonth> {
    await this.transaction.lock('payer-shares');
    const values = [this.transaction.tenantId, firstDay(month).toString()];
    const agreements = await this.transaction.query(
      `select agreement_id, payer_id, account_unit_id, share_mode, share_basis_points, share_cents, unit_cap_cents, rank
       from payers.agreement
       where tenant_id = $1 and from_month <= $2 and (until_month is null or until_month >= $2)
       order by account_unit_id, rank, agreement_id`,
      values,
    );
    if (agreements.length === 0) return { standing: new Map(), caps: new Map(), dueOn: new Map() };
    const payers = await this.transaction.query(
      `select p.payer_id, p.call_day, p.days_to_pay, c.cap_cents,
         (select coalesce(sum(d.amount_cents), 0) from contributions.due d
          where d.tenant_id = $1 and d.contribution_month = $2 and d.payer_id = p.payer_id and d.state <> 'cancelled') as called
       from payers.payer p
       left join lateral (select m.cap_cents from payers.monthly_cap m
         where m.tenant_id = $1 and m.payer_id = p.payer_id and m.from_month <= $2
         order by m.from_month desc, m.cap_id desc limit 1) c on true
       where p.tenant_id = $1`,
      values,
    );
    const capped = payers.filter((row) => row['cap_cents'] !== null);
    return {
      standing: standingOf(agreements),
      caps: new Map(
        capped.map((row) => [
          String(row['payer_id']),
          cents(Math.max(0, Number(row['cap_cents']) - Number(row['called']))),
        ]),
      ),
      dueOn: new Map(payers.map((row) => [String(row['payer_id']), dueOn(row, month)])),
    };
  }

  /**
   * Where the calling of a unit stands, and whether a person (or null) is in it.
   * @throws RuleBroken `account-unit-unknown`, `person-unknown`
   */
  async calling(accountUnitId: string, personId: string | null): Promise<Omit<Calling, 'firstOpenMonth'>> {
    const [row] = await this.transaction.query(
      `select
         exists (select 1 from members.unit_person x where x.tenant_id = $1 and x.account_unit_id = u.account_unit_id
           and x.person_id = $3 and x.until_on is null) as person_in,
         (select max(d.contribution_month)::text from contributions.due d
          where d.tenant_id = $1 and d.account_unit_id = u.account_unit_id) as last_called,
         (select min(r.month)::text from cycle.month_run r where r.tenant_id = $1 and r.closed_at is null) as first_unclosed
       from members.account_unit u where u.tenant_id = $1 and u.account_unit_id = $2`,
      [this.transaction.tenantId, accountUnitId, personId],
    );
    if (!row) throw new RuleBroken('account-unit-unknown');
    if (personId !== null && row['person_in'] !== true) throw new RuleBroken('person-unknown');
    return { firstUnclosed: monthOrNull(row['first_unclosed']), lastCalled: monthOrNull(row['last_called']) };
  }
}

function standingOf(rows: readonly Record<string, unknown>[]): ReadonlyMap<string, readonly Standing[]> {
  const standing = new Map<string, Standing[]>();
  for (const row of rows) {
    const unit = String(row['account_unit_id']);
    const payer: Standing = {
      agreementId: String(row['agreement_id']),
      payerId: String(row['payer_id']),
      rank: Number(row['rank']),
      share: shareOfRow(row),
      unitCap: row['unit_cap_cents'] === null ? null : cents(Number(row['unit_cap_cents'])),
    };
    standing.set(unit, [...(standing.get(unit) ?? []), payer]);
  }
  return standing;
}

function shareOfRow(row: Record<string, unknown>): ShareRule {
  if (row['share_mode'] === 'all') return { mode: 'all' };
  return row['share_mode'] === 'percentage'
    ? { mode: 'percentage', basisPoints: Number(row['share_basis_points']) }
    : { mode: 'fixed', amount: cents(Number(row['share_cents'])) };
}

function dueOn(row: Record<string, unknown>, month: Month): Day {
  return callDayOf(month, { callDay: Number(row['call_day']) }).add({ days: Number(row['days_to_pay']) });
}

function monthOrNull(value: unknown): Month | null {
  return typeof value === 'string' ? monthOf(value.slice(0, 7)) : null;
}
