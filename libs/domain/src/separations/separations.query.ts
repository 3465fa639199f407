// Who asked that a household be separated, and what is to be known of it then. Reads only.
import { TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import type { Day } from '../kernel/calendar';
import { type Cents, cents } from '../kernel/money';
import type { PageRequest } from '../kernel/page';
import { LotsQuery } from '../lots/lots.query';

/** A request that was neither taken back nor carried out; the amount held for who asked, in cents. */
export interface OpenRequest {
  readonly requestId: string;
  readonly accountUnitId: string;
  readonly label: string;
  readonly askedBy: string | null;
  readonly askedByName: string | null;
  readonly askedAt: string;
  readonly heldCents: number;
}

/** Somebody who is in a household, with their share in per cent; `adult` when they are 18 or their age was never asked. */
export interface Housemate {
  readonly personId: string;
  readonly name: string;
  readonly sharePercent: number;
  readonly adult: boolean;
}

/** Reads the requests to separate of the fund in scope. */
@Injectable()
export class SeparationsQuery {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly lots: LotsQuery,
  ) {}

  /** The open requests of the fund, or of one unit; `after` is the last id seen. */
  async open(page: PageRequest, accountUnitId: string | null = null): Promise<OpenRequest[]> {
    const rows = await this.transaction.query(
      `select r.request_id as "requestId", r.account_unit_id as "accountUnitId", u.label, r.asked_by as "askedBy",
         p.name as "askedByName", r.held_cents,
         to_char(r.asked_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "askedAt"
       from separations.request r
       join members.account_unit u on u.tenant_id = $1 and u.account_unit_id = r.account_unit_id
       left join members.person p on p.tenant_id = $1 and p.person_id = r.asked_by
       where r.tenant_id = $1 and r.dropped_at is null and ($2::uuid is null or r.account_unit_id = $2)
         and ($3::uuid is null or r.request_id > $3)
         and r.separations_before >= (select count(*) from members.separation s
           where s.tenant_id = $1 and s.account_unit_id = r.account_unit_id)
       order by r.request_id limit $4`,
      [this.transaction.tenantId, accountUnitId, page.after, page.limit],
    );
    return rows.map(({ held_cents: held, ...row }) => ({
      ...(row as unknown as Omit<OpenRequest, 'heldCents'>),
      heldCents: Number(held),
    }));
  }

  /** The open request of a unit; null when nobody has asked. */
  async openOf(accountUnitId: string): Promise<OpenRequest | null> {
    return (await this.open({ after: null, limit: 1 }, accountUnitId))[0] ?? null;
  }

  /** How often a unit has been separated. */
  async separated(accountUnitId: string): Promise<number> {
    const [row] = await this.transaction.query(
      'select count(*)::int as times from members.separation where tenant_id = $1 and account_unit_id = $2',
      [this.transaction.tenantId, accountUnitId],
    );
    return Number(row?.['times'] ?? 0);
  }

  /** Who is in a unit on a day, the longest there first; nobody when the fund has no such unit. */
  async people(accountUnitId: string, on: Day): Promise<Housemate[]> {
    const rows = await this.transaction.query(
      `select x.person_id as "personId", p.name, x.share_percent as "sharePercent",
         p.born_in is null or p.born_in <= $3::date - interval '18 years' as adult
       from members.unit_person x
       join members.person p on p.tenant_id = $1 and p.person_id = x.person_id
       where x.tenant_id = $1 and x.account_unit_id = $2 and x.from_on <= $3 and (x.until_on is null or x.until_on >= $3)
       order by x.from_on, x.person_id`,
      [this.transaction.tenantId, accountUnitId, on.toString()],
    );
    return rows as unknown as Housemate[];
  }

  /** What a unit can still spend: what is left of its lots less what is held, in cents. */
  async free(accountUnitId: string): Promise<Cents> {
    const lots = (await this.lots.of([accountUnitId])).get(accountUnitId) ?? [];
    const held = (await this.lots.held([accountUnitId])).get(accountUnitId) ?? 0;
    return cents(Math.max(0, lots.reduce((sum, { leftCents }) => sum + leftCents, 0) - held));
  }
}
