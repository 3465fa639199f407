// Whom a refusal at a till was about, for themselves and for who keeps the books; an outlet reads none of it.
import { TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { readNumber } from '../cards/checked-number';
import type { Day } from '../kernel/calendar';
import type { PageRequest } from '../kernel/page';

/** What was shown at a till, as typed. */
export type Shown = { readonly cardNo: string } | { readonly memberNo: string };

/** Whose it is, where the fund knows; `accountUnitId` null when it is not clear which of their units would have paid. */
export interface Whose {
  readonly personId: string;
  readonly accountUnitId: string | null;
}

/** Something that was refused to a unit, with the precise reason. */
export interface UnitRefusal {
  readonly refusalId: string;
  readonly outletName: string | null;
  readonly medium: string;
  readonly reason: string;
  readonly refusedOn: string;
}

/** Reads the refusals of the fund in scope. */
@Injectable()
export class RefusalsQuery {
  constructor(private readonly transaction: TenantTransaction) {}

  /** Whose card or member number was shown; null when it is nobody's. The PIN is not looked at. */
  async whose(shown: Shown, today: Day): Promise<Whose | null> {
    const [column, number] =
      'cardNo' in shown ? ['card_no', readNumber('C', shown.cardNo)] : ['member_no', readNumber('M', shown.memberNo)];
    if (number === null) return null;
    const [row] = await this.transaction.query(
      `select s.person_id as "personId", coalesce(s.unit, (
           select (array_agg(x.account_unit_id))[1] from members.unit_person x
           where x.tenant_id = $1 and x.person_id = s.person_id and (x.until_on is null or x.until_on >= $4)
           having count(*) = 1)) as "accountUnitId"
       from (
         select c.person_id, c.account_unit_id as unit from cards.card c
         where $3 = 'card_no' and c.tenant_id = $1 and c.card_no = $2 and c.person_id is not null
         union all
         select h.person_id, null from cards.holder h where $3 = 'member_no' and h.tenant_id = $1 and h.member_no = $2) s`,
      [this.transaction.tenantId, number, column, today.toString()],
    );
    return row ? (row as unknown as Whose) : null;
  }

  /** What was refused to a unit, the latest first; `viewer` a person who sees their own only, null for who keeps the books. */
  async ofUnit(accountUnitId: string, viewer: string | null, page: PageRequest): Promise<UnitRefusal[]> {
    const rows = await this.transaction.query(
      `select r.refusal_id as "refusalId", o.name as "outletName", r.medium, r.reason, r.refused_on::text as "refusedOn"
       from purchases.refusal r left join outlets.outlet o on o.tenant_id = $1 and o.outlet_id = r.outlet_id
       where r.tenant_id = $1 and r.account_unit_id = $2 and ($3::uuid is null or r.person_id = $3)
         and ($4::uuid is null or r.refusal_id < $4)
       order by r.refusal_id desc limit $5`,
      [this.transaction.tenantId, accountUnitId, viewer, page.after, page.limit],
    );
    return rows as unknown as UnitRefusal[];
  }
}
