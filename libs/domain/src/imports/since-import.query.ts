// What has happened to imported units since: their present state, and whatever else in the database names them. Reads only.
import { TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import type { UnitNow } from './undo-verdict';

/** Reads imported units of the fund in scope. */
@Injectable()
export class SinceImportQuery {
  constructor(private readonly transaction: TenantTransaction) {}

  /** The units that are still there, as they stand now; `persons` are the people that the import made, by unit. */
  async units(
    accountUnitIds: readonly string[],
    persons: ReadonlyMap<string, string>,
  ): Promise<ReadonlyMap<string, UnitNow>> {
    const named = await this.namedBy(accountUnitIds, persons);
    const rows = await this.transaction.query(
      `select u.account_unit_id as id, u.label, u.area, u.joined_on::text as "joinedOn", u.last_month::text as "lastMonth",
         (select coalesce(json_agg(g.amount_cents), '[]') from members.pledge g
          where g.tenant_id = $1 and g.account_unit_id = u.account_unit_id) as "pledgesCents",
         (select coalesce(json_agg(json_build_object('personId', p.person_id, 'name', p.name, 'bornIn',
            left(p.born_in::text, 7), 'channel', p.channel, 'email', p.email, 'phone', p.phone,
            'sharePercent', x.share_percent, 'until', x.until_on)), '[]')
          from members.unit_person x join members.person p on p.tenant_id = $1 and p.person_id = x.person_id
          where x.tenant_id = $1 and x.account_unit_id = u.account_unit_id) as persons
       from members.account_unit u where u.tenant_id = $1 and u.account_unit_id = any($2)`,
      [this.transaction.tenantId, accountUnitIds],
    );
    return new Map(
      rows.map(({ id, ...unit }) => [
        String(id),
        { ...(unit as unknown as Omit<UnitNow, 'namedBy'>), namedBy: named.get(String(id)) ?? [] },
      ]),
    );
  }

  private async namedBy(
    units: readonly string[],
    persons: ReadonlyMap<string, string>,
  ): Promise<ReadonlyMap<string, string[]>> {
    const rows = await this.transaction.query('select id, place from imports.named_by($1, $2) order by place', [
      this.transaction.tenantId,
      [...units, ...persons.keys()],
    ]);
    const found = new Map<string, string[]>();
    for (const row of rows) {
      const unit = persons.get(String(row['id'])) ?? String(row['id']);
      found.set(unit, [...(found.get(unit) ?? []), String(row['place'])]);
    }
    return found;
  }
}
