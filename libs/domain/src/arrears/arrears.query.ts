// Whom to call, and all that happened with a unit's contributions: for screens. Reads only.
import { TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { instantText } from '../kernel/calendar';
import type { PageRequest } from '../kernel/page';
import { ArrearsCasesQuery, type CasesWanted } from './arrears-cases.query';
import { type ArrearsView, arrearsView } from './arrears-view';

/** Something that happened with a unit's contributions. */
export interface ArrearsEvent {
  readonly at: string;
  readonly kind: 'attempt' | 'step' | 'contact' | 'agreement' | 'agreement-ended' | 'forgiveness' | 'told';
  /** The contribution month it is about, when it is about one. */
  readonly month: string | null;
  readonly what: string;
  readonly detail: string | null;
  readonly amountCents: number | null;
  readonly note: string | null;
}

/** A part of an agreement. */
export interface AgreedPart {
  readonly instalmentNo: number;
  readonly dueId: string;
  readonly amountCents: number;
  readonly collectOn: string;
  readonly kept: boolean;
}

/** An agreement with its parts. */
export interface AgreementView {
  readonly agreementId: string;
  readonly kind: 'promise' | 'instalments';
  readonly method: 'debit' | 'by-hand';
  readonly madeOn: string;
  readonly endedOn: string | null;
  readonly parts: readonly AgreedPart[];
}

/** All of a unit's arrears: what is late now, what was agreed, what happened. */
export interface ArrearsOfUnit {
  readonly accountUnitId: string;
  readonly owedCents: number;
  readonly dues: readonly ArrearsView[];
  readonly agreements: readonly AgreementView[];
  readonly events: readonly ArrearsEvent[];
}

const MOST_OF_A_UNIT = 200;

/** Reads the arrears of the fund in scope. */
@Injectable()
export class ArrearsQuery {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly cases: ArrearsCasesQuery,
  ) {}

  /** Late dues by id, all or those whose call nobody has made yet; `after` is the last seen. */
  list(toCall: boolean, page: PageRequest): Promise<ArrearsView[]> {
    return this.views({ toCall, ...page });
  }

  /** What is late of one unit: the dues, and what is owed of them in cents where no debit is under way. */
  async lateOf(accountUnitId: string): Promise<{ owedCents: number; late: readonly ArrearsView[] }> {
    const late = await this.views({ unitId: accountUnitId, after: null, limit: MOST_OF_A_UNIT });
    const unpaid = late.filter(({ pending }) => !pending);
    return { owedCents: unpaid.reduce((total, { owedCents }) => total + owedCents, 0), late };
  }

  /** One unit's. */
  async ofUnit(accountUnitId: string): Promise<ArrearsOfUnit> {
    const { owedCents, late: dues } = await this.lateOf(accountUnitId);
    return {
      accountUnitId,
      owedCents,
      dues,
      agreements: await this.agreementsOf(accountUnitId),
      events: await this.eventsOf(accountUnitId),
    };
  }

  private async views(wanted: CasesWanted): Promise<ArrearsView[]> {
    const time = await this.cases.time();
    const cases = await this.cases.cases(time, wanted);
    const rules = await this.cases.rulesOf(cases);
    return cases.flatMap((one) => {
      const own = rules.get(one.rulesVersionId);
      return own ? [arrearsView(one, own.dunning, time.today)] : [];
    });
  }

  private async agreementsOf(accountUnitId: string): Promise<AgreementView[]> {
    const rows = await this.transaction.query(
      `select g.agreement_id as "agreementId", g.kind, g.method, g.made_on::text as "madeOn",
         g.ended_on::text as "endedOn",
         json_agg(json_build_object('instalmentNo', i.instalment_no, 'dueId', i.due_id, 'amountCents', i.amount_cents,
           'collectOn', i.collect_on, 'kept', d.received_cents >= i.through_cents)
           order by i.instalment_no, d.contribution_month) as parts
       from arrears.agreement g
       join arrears.instalment i on i.tenant_id = g.tenant_id and i.agreement_id = g.agreement_id
       join contributions.due d on d.tenant_id = i.tenant_id and d.due_id = i.due_id
       where g.tenant_id = $1 and g.account_unit_id = $2
       group by g.agreement_id, g.kind, g.method, g.made_on, g.ended_on
       order by g.agreement_id desc limit $3`,
      [this.transaction.tenantId, accountUnitId, MOST_OF_A_UNIT],
    );
    return rows as unknown as AgreementView[];
  }

  private async eventsOf(accountUnitId: string): Promise<ArrearsEvent[]> {
    const rows = await this.transaction.query(
      `with own as (
         select due_id, left(contribution_month::text, 7) as month from contributions.due
         where tenant_id = $1 and account_unit_id = $2 and payer_id is null)
       select e.* from (
         select coalesce(a.answered_at, a.submitted_at) as at, 'attempt' as kind, o.month, a.state as what,
           coalesce(a.reason_class, a.method) as detail, a.amount_cents::float8 as "amountCents", null as note
         from contributions.attempt a join own o on o.due_id = a.due_id
         where a.tenant_id = $1 and coalesce(a.answered_at, a.submitted_at) is not null
         union all
         select s.taken_at, 'step', o.month, s.kind, s.why, null, null
         from arrears.step s join own o on o.due_id = s.due_id where s.tenant_id = $1
         union all
         select c.recorded_at, 'contact', null, c.outcome, c.channel, null, c.note
         from arrears.contact c where c.tenant_id = $1 and c.account_unit_id = $2
         union all
         select g.recorded_at, 'agreement', null, g.kind, g.method, null, null
         from arrears.agreement g where g.tenant_id = $1 and g.account_unit_id = $2
         union all
         select g.ended_on::timestamptz, 'agreement-ended', null, g.kind, g.method, null, g.ended_why
         from arrears.agreement g where g.tenant_id = $1 and g.account_unit_id = $2 and g.ended_on is not null
         union all
         select f.recorded_at, 'forgiveness', o.month, f.why, null, f.amount_cents, f.reason
         from contributions.forgiveness f join own o on o.due_id = f.due_id where f.tenant_id = $1
         union all
         select t.recorded_at, 'told', null, t.outcome, t.channel, null, t.note
         from tenancy.notice n join tenancy.notice_try t on t.tenant_id = n.tenant_id and t.notice_id = n.notice_id
         where n.tenant_id = $1 and n.account_unit_id = $2 and n.kind like 'arrears-%') e
       order by e.at desc, e.kind, e.what limit $3`,
      [this.transaction.tenantId, accountUnitId, MOST_OF_A_UNIT],
    );
    return rows.map((row) => ({ ...(row as unknown as ArrearsEvent), at: instantText(row['at']) }));
  }
}
