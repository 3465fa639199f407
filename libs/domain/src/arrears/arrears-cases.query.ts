// The dues that their day has left behind, each with all that its next step depends on. Reads only.
import { TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { type Day, dayOf } from '../kernel/calendar';
import { cents } from '../kernel/money';
import { AskedCollectionsQuery } from '../contributions/asked-collections.query';
import { FundsQuery, type FundTime } from '../funds/funds.query';
import type { ReasonClass } from '../rules/arrears-rules';
import type { Rules } from '../rules/rules';
import type { History, LateDue, StepKind } from './next-step';
import type { Forgiven } from './step-taken';

/** A due that is late, with its history. */
export interface ArrearsCase {
  readonly dueId: string;
  readonly accountUnitId: string;
  readonly label: string;
  /** The contribution month, e.g. `2026-11`. */
  readonly month: string;
  readonly rulesVersionId: string;
  readonly due: LateDue;
  readonly history: History;
  /** The number of its last attempt; 0 when there was none. */
  readonly attemptNo: number;
  /** How often somebody tried to reach the unit since it is to be called. */
  readonly triesToReach: number;
}

/** Which cases are wanted; `toCall`: those only whose call nobody has made yet. */
export interface CasesWanted {
  readonly unitId?: string;
  readonly toCall?: boolean;
  readonly after: string | null;
  readonly limit: number;
}

const ATTEMPTS = `left join lateral (
  select max(a.attempt_no) as attempt_no,
    bool_or(a.state in ('scheduled', 'notified', 'submitted', 'processing', 'unknown')) as under_way,
    json_agg(json_build_object('on', coalesce((coalesce(a.answered_at, a.submitted_at) at time zone $2)::date, a.target_on),
      'reasonClass', coalesce(a.reason_class, 'unknown'), 'returned', a.state = 'returned') order by a.attempt_no)
      filter (where a.state in ('failed', 'returned')) as failures
  from contributions.attempt a where a.tenant_id = d.tenant_id and a.due_id = d.due_id) t on true`;
const STEPS = `left join lateral (
  select json_agg(json_build_object('kind', s.kind, 'on', s.taken_on) order by s.taken_on, s.step_id) as steps,
    max(s.taken_on) filter (where s.kind = 'call') as call_on
  from arrears.step s where s.tenant_id = d.tenant_id and s.due_id = d.due_id) s on true`;
// A death is told by the bank (for any due of the unit) or by somebody; it holds until somebody says to go on.
const CONTACTS = `left join lateral (
  select max(c.contacted_on) filter (where c.outcome <> 'not-reached') as spoken_on,
    count(*) filter (where c.outcome = 'not-reached' and c.contacted_on >= s.call_on)::int as tries,
    nullif(greatest(max(c.contacted_on) filter (where c.outcome = 'deceased'), (
      select max((coalesce(a.answered_at, a.submitted_at) at time zone $2)::date) from contributions.attempt a
      join contributions.due o on o.tenant_id = a.tenant_id and o.due_id = a.due_id
      where o.tenant_id = d.tenant_id and o.account_unit_id = d.account_unit_id and o.payer_id is null
        and a.reason_class = 'deceased')), null) as deceased_on,
    max(c.contacted_on) filter (where c.outcome = 'resume') as resumed_on
  from arrears.contact c where c.tenant_id = d.tenant_id and c.account_unit_id = d.account_unit_id) c on true`;
const AGREEMENT = `left join lateral (
  select json_build_object('kind', g.kind,
    'parts', json_agg(json_build_object('on', i.collect_on, 'through', i.through_cents) order by i.instalment_no)) as agreement
  from arrears.instalment i
  join arrears.agreement g on g.tenant_id = i.tenant_id and g.agreement_id = i.agreement_id
  where i.tenant_id = d.tenant_id and i.due_id = d.due_id and g.ended_on is null
  group by g.agreement_id, g.kind order by g.agreement_id desc limit 1) g on true`;

const UNTOLD = `not exists (select 1 from tenancy.notice n
  where n.tenant_id = f.tenant_id and n.key = 'arrears-forgiven/' || f.forgiveness_id)`;

/** Reads the arrears of the fund in scope. */
@Injectable()
export class ArrearsCasesQuery {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly funds: FundsQuery,
    private readonly asked: AskedCollectionsQuery,
  ) {}

  /** What time it is in the fund. */
  time(): Promise<FundTime> {
    return this.funds.time();
  }

  /** The rules of each case's own version, by its id: they hold for it, whatever was voted since (settled question 2). */
  async rulesOf(cases: readonly ArrearsCase[]): Promise<ReadonlyMap<string, Rules>> {
    const ids = [...new Set(cases.map(({ rulesVersionId }) => rulesVersionId))];
    const rules: [string, Rules][] = [];
    for (const id of ids) rules.push([id, (await this.funds.version(id)).document]);
    return new Map(rules);
  }

  /** Whether the bank is to be asked for something again by a day. */
  async asksTheBank(today: Day): Promise<boolean> {
    return (await this.asked.waiting(today, { limit: 1 })).length > 0;
  }

  /**
   * The dues whose day has passed and that are not settled, by id; `after` is the last seen. Those with a debit under way
   * are among them, since they may fail; a third-party payer's are not: a member owes nothing of theirs.
   */
  async cases({ today, timeZone }: FundTime, wanted: CasesWanted): Promise<ArrearsCase[]> {
    const rows = await this.transaction.query(
      `select d.due_id, d.account_unit_id, u.label, left(d.contribution_month::text, 7) as month, d.due_on::text,
         d.amount_cents - d.received_cents - d.forgiven_cents as owed, d.received_cents as received,
         d.rules_version_id, coalesce(t.attempt_no, 0) as attempt_no, coalesce(t.under_way, false) as under_way,
         coalesce(t.failures, '[]') as failures, coalesce(s.steps, '[]') as steps, c.spoken_on::text, c.tries,
         case when c.resumed_on is null or c.resumed_on < c.deceased_on then c.deceased_on end::text as deceased_on,
         g.agreement
       from contributions.due d
       join members.account_unit u on u.tenant_id = d.tenant_id and u.account_unit_id = d.account_unit_id
       ${ATTEMPTS} ${STEPS} ${CONTACTS} ${AGREEMENT}
       where d.tenant_id = $1 and d.state in ('open', 'partly-paid') and d.payer_id is null and d.due_on < $3
         and ($4::uuid is null or d.account_unit_id = $4) and ($5::uuid is null or d.due_id > $5)
         and (not $7 or s.call_on is not null and (c.spoken_on is null or c.spoken_on < s.call_on)
           and not coalesce(t.under_way, false))
       order by d.due_id limit $6`,
      [
        this.transaction.tenantId,
        timeZone,
        today.toString(),
        wanted.unitId ?? null,
        wanted.after,
        wanted.limit,
        wanted.toCall ?? false,
      ],
    );
    return rows.map(caseOf);
  }

  /** Whether there is anything to look at today that was not looked at yet. */
  async isDue(today: Day): Promise<boolean> {
    const [row] = await this.transaction.query(
      `select not exists (select 1 from arrears.day_run where tenant_id = $1 and ran_on >= $2) and (
         exists (select 1 from contributions.due
           where tenant_id = $1 and state in ('open', 'partly-paid') and payer_id is null and due_on < $2)
         or exists (select 1 from tenancy.notice where tenant_id = $1 and state = 'to-tell' and kind like 'arrears-%')
         or exists (select 1 from contributions.forgiveness f where f.tenant_id = $1 and ${UNTOLD})) as due`,
      [this.transaction.tenantId, today.toString()],
    );
    return row?.['due'] === true;
  }

  /**
   * The day through which the books know what became of debits: today, or the day the collector was last asked when that
   * is earlier. Steps taken on less say nothing of the days since.
   */
  async knownThrough(): Promise<Day> {
    const { today } = await this.time();
    const [row] = await this.transaction.query(
      `select least($2::date, (select min(swept_on) from contributions.news_sweep where tenant_id = $1))::text as through`,
      [this.transaction.tenantId, today.toString()],
    );
    return dayOf(String(row?.['through']));
  }

  /** What was forgiven and is not among the notices yet: whoever owed it is to know. */
  async forgivenToTell(): Promise<Forgiven[]> {
    const rows = await this.transaction.query(
      `select f.forgiveness_id as "forgivenessId", d.account_unit_id as "accountUnitId",
         left(d.contribution_month::text, 7) as month, f.amount_cents::float8 as "forgivenCents"
       from contributions.forgiveness f
       join contributions.due d on d.tenant_id = f.tenant_id and d.due_id = f.due_id
       where f.tenant_id = $1 and d.payer_id is null and ${UNTOLD} order by f.forgiveness_id limit 1000`,
      [this.transaction.tenantId],
    );
    return rows as unknown as Forgiven[];
  }

  /** The keys of reminders that nobody told yet, of dues that are settled by now. */
  async remindersOfSettled(): Promise<string[]> {
    const rows = await this.transaction.query(
      `select n.key from tenancy.notice n
       join contributions.due d on d.tenant_id = n.tenant_id and d.due_id = (n.facts ->> 'dueId')::uuid
       where n.tenant_id = $1 and n.state = 'to-tell' and n.kind in ('arrears-reminder', 'arrears-retry')
         and d.state not in ('open', 'partly-paid')`,
      [this.transaction.tenantId],
    );
    return rows.map((row) => String(row['key']));
  }
}

interface FailureJson {
  readonly on: string;
  readonly reasonClass: ReasonClass;
  readonly returned: boolean;
}

interface AgreementJson {
  readonly kind: 'promise' | 'instalments';
  readonly parts: readonly { readonly on: string; readonly through: number }[];
}

function caseOf(row: Record<string, unknown>): ArrearsCase {
  const agreement = row['agreement'] as AgreementJson | null;
  const steps = row['steps'] as readonly { readonly kind: StepKind; readonly on: string }[];
  return {
    dueId: String(row['due_id']),
    accountUnitId: String(row['account_unit_id']),
    label: String(row['label']),
    month: String(row['month']),
    rulesVersionId: String(row['rules_version_id']),
    due: {
      dueOn: dayOf(String(row['due_on'])),
      owed: cents(Number(row['owed'])),
      received: cents(Number(row['received'])),
      underWay: row['under_way'] === true,
      failures: (row['failures'] as FailureJson[]).map((failure) => ({ ...failure, on: dayOf(failure.on) })),
    },
    history: {
      steps: steps.map(({ kind, on }) => ({ kind, on: dayOf(on) })),
      spokenOn: dayOrNull(row['spoken_on']),
      deceasedOn: dayOrNull(row['deceased_on']),
      agreement: agreement && {
        kind: agreement.kind,
        parts: agreement.parts.map(({ on, through }) => ({ on: dayOf(on), through: cents(through) })),
      },
    },
    attemptNo: Number(row['attempt_no']),
    triesToReach: Number(row['tries']),
  };
}

function dayOrNull(value: unknown): Day | null {
  return typeof value === 'string' ? dayOf(value) : null;
}
