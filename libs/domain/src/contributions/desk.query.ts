// What a volunteer at the desk may look up: whose due to type a receipt for. No amount, no state, no list to browse.
import { TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';

/** A due that a receipt can be typed for; the months are the last ones whether or not they are paid. */
export interface DueAtTheDesk {
  readonly accountUnitId: string;
  readonly label: string;
  readonly dueId: string;
  readonly month: string;
}

const SHORTEST_NAME = 3;
const LATEST_MONTHS = 3;
const MOST = 30;

/** Looks up dues by name in the fund in scope. */
@Injectable()
export class DeskQuery {
  constructor(private readonly transaction: TenantTransaction) {}

  /** The latest dues of the units whose label holds a name, at most 30; none for fewer than three letters. */
  async dues(name: string): Promise<DueAtTheDesk[]> {
    const wanted = name.trim();
    if (wanted.length < SHORTEST_NAME) return [];
    const rows = await this.transaction.query(
      `select u.account_unit_id as "accountUnitId", u.label, d.due_id as "dueId", left(d.contribution_month::text, 7) as month
       from members.account_unit u cross join lateral (
         select due_id, contribution_month from contributions.due d
         where d.tenant_id = $1 and d.account_unit_id = u.account_unit_id and d.payer_id is null
         order by contribution_month desc limit ${LATEST_MONTHS}) d
       where u.tenant_id = $1 and strpos(lower(u.label), lower($2)) > 0
       order by u.label, u.account_unit_id, d.contribution_month limit ${MOST}`,
      [this.transaction.tenantId, wanted],
    );
    return rows as unknown as DueAtTheDesk[];
  }
}
