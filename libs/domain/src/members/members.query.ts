// Units and people for screens. Reads only.
import { TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import type { PageRequest } from '../kernel/page';
import { FundsQuery } from '../funds/funds.query';
import type { GuidedAnswers } from '../rules/guided-proposal';

/** A unit in a list. */
export interface UnitView {
  readonly accountUnitId: string;
  readonly kind: 'person' | 'household';
  readonly label: string;
  readonly area: string | null;
  readonly joinedOn: string;
  readonly lastMonth: string | null;
  readonly persons: number;
}

/** A unit with its whole story; amounts in cents a month. */
export interface UnitDetail extends UnitView {
  readonly people: readonly {
    readonly personId: string;
    readonly name: string;
    readonly bornIn: string | null;
    readonly sharePercent: number;
    readonly from: string;
    readonly until: string | null;
  }[];
  readonly pledges: readonly {
    readonly fromMonth: string;
    readonly amountCents: number;
    readonly declaredAt: string;
    /** What was said of themselves, where the rules kept it. */
    readonly guided: GuidedAnswers | null;
  }[];
  readonly pauses: readonly { readonly fromMonth: string; readonly untilMonth: string | null }[];
}

/** A person in a list. */
export interface PersonView {
  readonly personId: string;
  readonly name: string;
  readonly channel: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly accountUnitIds: readonly string[];
}

const UNIT_COLUMNS = `u.account_unit_id as "accountUnitId", u.kind, u.label, u.area, u.joined_on::text as "joinedOn",
  left(u.last_month::text, 7) as "lastMonth",
  (select count(*)::int from members.unit_person x
   where x.tenant_id = u.tenant_id and x.account_unit_id = u.account_unit_id and x.until_on is null) as persons`;

const OF_PLEDGE = 'k.tenant_id = g.tenant_id and k.pledge_id = g.pledge_id';
/** The answers kept with pledge `g`; null when none were. */
const KEPT_ANSWERS = `(select json_build_object(
    'answers', coalesce((select json_agg(json_build_object('question', k.question_key, 'answer', k.answer_key)
      order by k.question_key) from members.guided_answer k where ${OF_PLEDGE}), '[]'),
    'sentence', (select k.sentence_key from members.guided_sentence k where ${OF_PLEDGE}))
  where exists (select 1 from members.guided_answer k where ${OF_PLEDGE})
    or exists (select 1 from members.guided_sentence k where ${OF_PLEDGE}))`;

/** Reads the members of the fund in scope. */
@Injectable()
export class MembersQuery {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly funds: FundsQuery,
  ) {}

  /** Units by id; `after` is the last id seen. */
  async units(page: PageRequest): Promise<UnitView[]> {
    const rows = await this.transaction.query(
      `select ${UNIT_COLUMNS} from members.account_unit u
       where u.tenant_id = $1 and ($2::uuid is null or u.account_unit_id > $2) order by u.account_unit_id limit $3`,
      [this.transaction.tenantId, page.after, page.limit],
    );
    return rows as unknown as UnitView[];
  }

  /** One unit; null when the fund has no such unit. */
  async unit(accountUnitId: string): Promise<UnitDetail | null> {
    const [row] = await this.transaction.query(
      `select ${UNIT_COLUMNS},
         (select coalesce(json_agg(json_build_object('personId', p.person_id, 'name', p.name,
            'bornIn', left(p.born_in::text, 7), 'sharePercent', x.share_percent, 'from', x.from_on, 'until', x.until_on)
            order by x.from_on, p.person_id), '[]')
          from members.unit_person x join members.person p on p.tenant_id = x.tenant_id and p.person_id = x.person_id
          where x.tenant_id = $1 and x.account_unit_id = $2) as people,
         (select coalesce(json_agg(json_build_object('fromMonth', left(g.from_month::text, 7),
            'amountCents', g.amount_cents, 'declaredAt', g.declared_at, 'guided', ${KEPT_ANSWERS}) order by g.from_month, g.pledge_id), '[]')
          from members.pledge g where g.tenant_id = $1 and g.account_unit_id = $2) as pledges,
         (select coalesce(json_agg(json_build_object('fromMonth', left(s.from_month::text, 7),
            'untilMonth', left(s.until_month::text, 7)) order by s.from_month), '[]')
          from members.pause s where s.tenant_id = $1 and s.account_unit_id = $2) as pauses
       from members.account_unit u where u.tenant_id = $1 and u.account_unit_id = $2`,
      [this.transaction.tenantId, accountUnitId],
    );
    return row ? (row as unknown as UnitDetail) : null;
  }

  /** People by id; `after` is the last id seen. */
  async persons(page: PageRequest): Promise<PersonView[]> {
    const rows = await this.transaction.query(
      `select p.person_id as "personId", p.name, p.channel, p.email, p.phone,
         (select coalesce(json_agg(x.account_unit_id order by x.from_on), '[]') from members.unit_person x
          where x.tenant_id = p.tenant_id and x.person_id = p.person_id and x.until_on is null) as "accountUnitIds"
       from members.person p
       where p.tenant_id = $1 and ($2::uuid is null or p.person_id > $2) order by p.person_id limit $3`,
      [this.transaction.tenantId, page.after, page.limit],
    );
    return rows as unknown as PersonView[];
  }

  /** The units a person belongs to today. */
  async unitsOfPerson(personId: string): Promise<string[]> {
    const rows = await this.transaction.query(
      `select account_unit_id from members.unit_person where tenant_id = $1 and person_id = $2 and (until_on is null or until_on >= $3)`,
      [this.transaction.tenantId, personId, (await this.funds.time()).today.toString()],
    );
    return rows.map((row) => String(row['account_unit_id']));
  }
}
