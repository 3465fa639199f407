// Who acts for whom: for screens, and for the front door, which asks at each call. Reads only.
import { TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { FundsQuery } from '../funds/funds.query';
import { dayOf } from '../kernel/calendar';
import type { PageRequest } from '../kernel/page';
import { type GuardianKind, type GuardianScope, holdsFor } from './guardian';

/** A charge in a list, with both names. */
export interface GuardianView {
  readonly guardianId: string;
  readonly personId: string;
  readonly name: string;
  readonly forPersonId: string;
  readonly forName: string;
  readonly kind: GuardianKind;
  readonly scope: GuardianScope;
  readonly from: string;
  readonly until: string | null;
}

/** A unit that somebody may see or act on for one of its people. */
export interface UnitInCharge {
  readonly accountUnitId: string;
  readonly label: string;
  readonly guardianId: string;
  readonly forPersonId: string;
  readonly forName: string;
  readonly scope: GuardianScope;
}

/** Reads the guardians of the fund in scope. */
@Injectable()
export class GuardiansQuery {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly funds: FundsQuery,
  ) {}

  /** Everybody who sees or acts for a person, past ones too; `after` is the last id seen. */
  async of(forPersonId: string, page: PageRequest): Promise<GuardianView[]> {
    const rows = await this.transaction.query(
      `select g.guardian_id as "guardianId", g.person_id as "personId", p.name, g.for_person_id as "forPersonId",
         f.name as "forName", g.kind, g.scope, g.from_on::text as "from", g.until_on::text as "until"
       from guardians.guardian g
       join members.person p on p.tenant_id = g.tenant_id and p.person_id = g.person_id
       join members.person f on f.tenant_id = g.tenant_id and f.person_id = g.for_person_id
       where g.tenant_id = $1 and g.for_person_id = $2 and ($3::uuid is null or g.guardian_id > $3)
       order by g.guardian_id limit $4`,
      [this.transaction.tenantId, forPersonId, page.after, page.limit],
    );
    return rows as unknown as GuardianView[];
  }

  /** The units that a person may see (or act on) today for somebody else who is in them. */
  async unitsInCharge(personId: string, wanted: GuardianScope): Promise<UnitInCharge[]> {
    const { today } = await this.funds.time();
    const rows = await this.transaction.query(
      `select u.account_unit_id as "accountUnitId", u.label, g.guardian_id as "guardianId",
         g.for_person_id as "forPersonId", f.name as "forName", g.scope, g.from_on::text, g.until_on::text
       from guardians.guardian g
       join members.person f on f.tenant_id = g.tenant_id and f.person_id = g.for_person_id
       join members.unit_person x on x.tenant_id = g.tenant_id and x.person_id = g.for_person_id
         and (x.until_on is null or x.until_on >= $3)
       join members.account_unit u on u.tenant_id = g.tenant_id and u.account_unit_id = x.account_unit_id
       where g.tenant_id = $1 and g.person_id = $2 order by u.account_unit_id, g.guardian_id`,
      [this.transaction.tenantId, personId, today.toString()],
    );
    return rows
      .filter((row) =>
        holdsFor(
          wanted,
          {
            scope: row['scope'] as GuardianScope,
            from: dayOf(String(row['from_on'])),
            until: row['until_on'] === null ? null : dayOf(String(row['until_on'])),
          },
          today,
        ),
      )
      .map(({ from_on: _from, until_on: _until, ...unit }) => unit as unknown as UnitInCharge);
  }

  /** Whether the fund knows a person. */
  async knows(personId: string): Promise<boolean> {
    const rows = await this.transaction.query('select 1 from members.person where tenant_id = $1 and person_id = $2', [
      this.transaction.tenantId,
      personId,
    ]);
    return rows.length > 0;
  }
}
