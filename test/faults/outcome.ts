// What became of the funds, seen from outside by the owner's SQL: the figures that must be the same whatever happened.
import { Client } from 'pg';
import { checkEveryFund } from '../../infra/database/books-check';

/** Sends SQL as somebody who sees all funds. */
export type Look = (sql: string, values?: unknown[]) => Promise<Record<string, unknown>[]>;

/** One fund's outcome; amounts in cents, ids of units and months only: two undisturbed runs of one seed are equal. */
export type FundOutcome = Readonly<Record<string, unknown>>;

const OUTCOME = `
  select f.slug,
    (select count(*)::int from contributions.due d where d.tenant_id = f.tenant_id) as dues,
    (select coalesce(sum(amount_cents), 0)::bigint from contributions.due d where d.tenant_id = f.tenant_id) as called,
    (select coalesce(sum(received_cents), 0)::bigint from contributions.due d where d.tenant_id = f.tenant_id) as received,
    (select coalesce(sum(a.amount_cents), 0)::bigint from contributions.attempt a
      where a.tenant_id = f.tenant_id and a.state in ('failed', 'returned')) as failed,
    (select coalesce(sum(amount_cents), 0)::bigint from allocations.credit c where c.tenant_id = f.tenant_id) as credited,
    (select count(*)::int from ledger.movement m where m.tenant_id = f.tenant_id) as movements,
    (select array_agg(m.line order by m.line) from (
      select concat_ws(' ', reason, transition, booked_on, primary_kind, counter_kind, direction, count(*), sum(amount_cents)) as line
      from ledger.movement m where m.tenant_id = f.tenant_id
      group by reason, transition, booked_on, primary_kind, counter_kind, direction) m) as books,
    (select md5(string_agg(concat_ws(' ', d.account_unit_id, d.contribution_month, d.due_on, d.amount_cents, d.received_cents,
        d.state, a.attempt_no, a.collector, a.amount_cents, a.state, a.reason_code, a.target_on), '|'
        order by d.account_unit_id, d.contribution_month, a.attempt_no))
      from contributions.due d left join contributions.attempt a on a.tenant_id = d.tenant_id and a.due_id = d.due_id
      where d.tenant_id = f.tenant_id) as due_by_due,
    (select md5(string_agg(concat_ws(' ', c.account_unit_id, c.allocation_month, c.amount_cents, c.expires_on), '|'
        order by c.account_unit_id, c.allocation_month))
      from allocations.credit c where c.tenant_id = f.tenant_id) as credit_by_credit,
    (select array_agg(concat_ws(' ', r.month, 'closed', r.closed_at, r.snapshot - 'at') order by r.month)
      from cycle.month_run r where r.tenant_id = f.tenant_id) as months,
    (select array_agg(concat_ws(' ', r.month, p.step, p.state, p.done, p.total, p.note) order by r.month, p.step)
      from tenancy.progress p join cycle.month_run r on r.tenant_id = p.tenant_id and r.month_run_id = p.run_id
      where p.tenant_id = f.tenant_id) as steps
  from directory.fund f order by f.slug`;

const TWICE = `
  select f.slug, 'due' as what, account_unit_id::text from contributions.due d join directory.fund f using (tenant_id)
    group by 1, 3, contribution_month having count(*) > 1
  union all
  select f.slug, 'credit', account_unit_id::text from allocations.credit c join directory.fund f using (tenant_id)
    group by 1, 3, allocation_month having count(*) > 1
  union all
  select f.slug, 'movement ' || source_kind || ' ' || transition, source_id::text
    from ledger.movement m join directory.fund f using (tenant_id)
    group by f.slug, source_kind, transition, source_id, line having count(*) > 1`;

/** The outcome of every fund by its slug. */
export async function outcomeOf(look: Look): Promise<Record<string, FundOutcome>> {
  const rows = await look(OUTCOME);
  return Object.fromEntries(rows.map(({ slug, ...outcome }) => [String(slug), outcome]));
}

/** What was done twice: no unit has two dues or two credits of a month, no cause was booked twice. */
export function doneTwice(look: Look): Promise<Record<string, unknown>[]> {
  return look(TWICE);
}

/** Every check of every fund's books that does not hold. */
export async function faultyBooks(appUrl: string): Promise<string[]> {
  const client = new Client({ connectionString: appUrl });
  await client.connect();
  try {
    const funds = await checkEveryFund(client);
    return funds.flatMap(({ name, checks }) =>
      checks.filter(({ ok }) => !ok).map(({ checkName, detail }) => `${name}: ${checkName}: ${detail}`),
    );
  } finally {
    await client.end();
  }
}
