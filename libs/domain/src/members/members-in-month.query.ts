// The account units of a month with all that rules ask of them, page by page, for the work of a month.
import { TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { dayOf, firstDay, lastDay, type Month, monthOf } from '../kernel/calendar';
import { type Cents, cents } from '../kernel/money';
import { type Composition, compositionOn } from './composition';
import { compositionDay, type Stay } from './presence';

/** A unit as the rules see it in one month. */
export interface UnitInMonth {
  readonly accountUnitId: string;
  readonly area: string | null;
  readonly stay: Stay;
  /** The people in it on the first day of the month, or on the day it joined when that is later. */
  readonly composition: Composition;
  /** The pledge in force, in cents a month; null when none was ever made. */
  readonly pledge: Cents | null;
}

/** Reads the units of the fund in scope for a month. */
@Injectable()
export class MembersInMonthQuery {
  constructor(private readonly transaction: TenantTransaction) {}

  /** How many units could be present in a month. */
  async count(month: Month): Promise<number> {
    const [row] = await this.transaction.query(
      `select count(*)::int as units from members.account_unit
       where tenant_id = $1 and joined_on <= $2 and (last_month is null or last_month >= $3)`,
      [this.transaction.tenantId, lastDay(month).toString(), firstDay(month).toString()],
    );
    return Number(row?.['units'] ?? 0);
  }

  /** The next units by id that could be present in a month (joined by its end, not yet gone at its beginning). */
  page(month: Month, after: string | null, limit: number): Promise<UnitInMonth[]> {
    return this.units(month, { after, limit, only: null });
  }

  /** Those of some units that could be present in a month, by id. */
  some(month: Month, unitIds: readonly string[]): Promise<UnitInMonth[]> {
    return this.units(month, { after: null, limit: unitIds.length, only: unitIds });
  }

  private async units(
    month: Month,
    wanted: { after: string | null; limit: number; only: readonly string[] | null },
  ): Promise<UnitInMonth[]> {
    const rows = await this.transaction.query(
      `select u.account_unit_id, u.area, u.joined_on::text, u.last_month::text, p.amount_cents as pledge,
         (select coalesce(json_agg(json_build_object('from', s.from_month, 'until', s.until_month)), '[]')
          from members.pause s
          where s.tenant_id = $1 and s.account_unit_id = u.account_unit_id) as pauses,
         (select coalesce(json_agg(json_build_object('bornIn', m.born_in, 'share', x.share_percent,
            'from', x.from_on, 'until', x.until_on)), '[]')
          from members.unit_person x join members.person m on m.tenant_id = $1 and m.person_id = x.person_id
          where x.tenant_id = $1 and x.account_unit_id = u.account_unit_id) as persons
       from members.account_unit u
       left join lateral (
         select q.amount_cents from members.pledge q
         where q.tenant_id = $1 and q.account_unit_id = u.account_unit_id and q.from_month <= $3
         order by q.from_month desc, q.pledge_id desc limit 1) p on true
       where u.tenant_id = $1 and u.joined_on <= $2 and (u.last_month is null or u.last_month >= $3)
         and ($4::uuid is null or u.account_unit_id > $4) and ($6::uuid[] is null or u.account_unit_id = any($6))
       order by u.account_unit_id limit $5`,
      [
        this.transaction.tenantId,
        lastDay(month).toString(),
        firstDay(month).toString(),
        wanted.after,
        wanted.limit,
        wanted.only,
      ],
    );
    return rows.map((row) => unitInMonth(row, month));
  }
}

interface PauseJson {
  readonly from: string;
  readonly until: string | null;
}

interface PersonJson {
  readonly bornIn: string | null;
  readonly share: number;
  readonly from: string;
  readonly until: string | null;
}

function unitInMonth(row: Record<string, unknown>, month: Month): UnitInMonth {
  const lastMonth = row['last_month'] as string | null;
  const stay: Stay = {
    joinedOn: dayOf(String(row['joined_on'])),
    lastMonth: lastMonth ? monthOf(lastMonth.slice(0, 7)) : null,
    pauses: (row['pauses'] as PauseJson[]).map(({ from, until }) => ({
      from: monthOf(from.slice(0, 7)),
      until: until ? monthOf(until.slice(0, 7)) : null,
    })),
  };
  return {
    accountUnitId: String(row['account_unit_id']),
    area: (row['area'] as string | null) ?? null,
    stay,
    composition: compositionOn(compositionDay(month, stay), (row['persons'] as PersonJson[]).map(dated)),
    pledge: row['pledge'] === null ? null : cents(Number(row['pledge'])),
  };
}

function dated(person: PersonJson): Parameters<typeof compositionOn>[1][number] {
  return {
    bornIn: person.bornIn ? monthOf(person.bornIn.slice(0, 7)) : null,
    sharePercent: person.share,
    from: dayOf(person.from),
    until: person.until ? dayOf(person.until) : null,
  };
}
