// How much room there is: who waits, which places are open and taken, how the bands of income stand. Reads only.
import { TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { FundsQuery } from '../funds/funds.query';
import { type Day, firstDay, type Month, monthOf, monthOfDay } from '../kernel/calendar';
import { RuleBroken } from '../kernel/rule-broken';
import type { Rules } from '../rules/rules';
import { KEEPS_A_PLACE } from './application';
import { type Places, placesOf, type QuotaStanding, quotasOf, type Waiting, type Wave } from './waiting-list';

/** The room for admissions as it is now; `present` counts accounts and kept places by band. */
export interface AdmissionRoom {
  readonly now: string;
  readonly today: Day;
  readonly rules: Rules;
  readonly waiting: readonly Waiting[];
  readonly waves: readonly Wave[];
  readonly places: readonly Places[];
  readonly taken: number;
  readonly present: ReadonlyMap<string | null, number>;
}

/** Reads the room for admissions in the fund in scope. */
@Injectable()
export class AdmissionRoomQuery {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly funds: FundsQuery,
  ) {}

  /** @throws RuleBroken `no-rules-in-force` when the fund has published none, not even for later */
  async now(): Promise<AdmissionRoom> {
    const { now, today } = await this.funds.time();
    const month = monthOfDay(today);
    const rules = await this.rules(month);
    const waves = await this.waves();
    const counts = await this.counts(month);
    const by = (key: 'area' | 'band'): ReadonlyMap<string | null, number> =>
      counts.reduce(
        (map, row) => map.set(row[key], (map.get(row[key]) ?? 0) + row.count),
        new Map<string | null, number>(),
      );
    return {
      now: now.toString(),
      today,
      rules,
      waves,
      waiting: await this.waiting(),
      places: placesOf(rules.admission, waves, by('area')),
      taken: counts.reduce((total, { count }) => total + count, 0),
      present: by('band'),
    };
  }

  /** The bands of income of a fund that would have so many units. */
  quotas(room: AdmissionRoom, size: number): QuotaStanding[] {
    return quotasOf(room.rules.eligibility.incomeBandQuotas, room.present, size);
  }

  /** Whether an invitation has run out. */
  async lapsesDue(today: Day): Promise<boolean> {
    return (await this.lapsed(today)).length > 0;
  }

  /** The invitations whose deadline has passed without an answer. */
  async lapsed(today: Day): Promise<string[]> {
    const rows = await this.transaction.query(
      `select a.application_id from applications.application a
       where a.tenant_id = $1 and a.state = 'invited' and a.answer_by < $2 and not exists (
         select 1 from members.account_unit u where u.tenant_id = $1 and u.application_id = a.application_id)
       order by a.application_id`,
      [this.transaction.tenantId, today.toString()],
    );
    return rows.map((row) => String(row['application_id']));
  }

  // A fund may gather its people before its first month: then its first rules count.
  private async rules(month: Month): Promise<Rules> {
    const first = await this.funds.firstMonth();
    const version =
      (await this.funds.rulesInForce(month)) ?? (first && (await this.funds.rulesInForce(monthOf(first))));
    if (!version) throw new RuleBroken('no-rules-in-force', { month: month.toString() });
    return version.document;
  }

  private async waiting(): Promise<Waiting[]> {
    const rows = await this.transaction.query(
      `select application_id as "applicationId", waiting_since::text as since, waiting_no as no,
         income_band as "incomeBand", area
       from applications.application where tenant_id = $1 and state = 'waiting'`,
      [this.transaction.tenantId],
    );
    return rows as unknown as Waiting[];
  }

  private async waves(): Promise<Wave[]> {
    const rows = await this.transaction.query(
      'select wave_no as no, area from applications.wave where tenant_id = $1 order by wave_no',
      [this.transaction.tenantId],
    );
    return rows.map((row) => ({ no: Number(row['no']), area: (row['area'] as string | null) ?? null }));
  }

  // Who is in the fund, and for whom a place is kept.
  private async counts(month: Month): Promise<{ area: string | null; band: string | null; count: number }[]> {
    const rows = await this.transaction.query(
      `select t.area, t.band, count(*)::int as count from (
         select u.area, p.income_band as band from members.account_unit u
         left join applications.application p on p.tenant_id = $1 and p.application_id = u.application_id
         where u.tenant_id = $1 and (u.last_month is null or u.last_month >= $2)
         union all
         select a.area, a.income_band from applications.application a
         where a.tenant_id = $1 and a.state = any($3::text[]) and not exists (
           select 1 from members.account_unit u where u.tenant_id = $1 and u.application_id = a.application_id)
       ) t group by t.area, t.band`,
      [this.transaction.tenantId, firstDay(month).toString(), KEEPS_A_PLACE],
    );
    return rows as unknown as { area: string | null; band: string | null; count: number }[];
  }
}
