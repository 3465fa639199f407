// Whole funds, made set by set: rules, people, pledges, accounts and an opening balance, as if they had lived already.
import { presetByKey, type Rules } from '#domain/rules';
import { monthOf } from '#domain/kernel';
import { newId, type TenantId, tenantId } from '#tenancy';
import type { BenchDatabase } from './bench-server';

// Flers with dues received by hand: credit on the first of the month, no debits to wait for.
const RULES: Rules = {
  ...presetByKey('flers').rules,
  credited: { mode: 'day-of-month', day: 1 },
  collection: { mode: 'by-hand', dayOfMonth: 1 },
};

const FUND_ACCOUNTS = [
  'contributions-called',
  'pot',
  'running-costs',
  'claims-payable',
  'tickets',
  'bank',
  'cash',
  'in-transit',
  'held-for-others',
];

const MAKE = [
  `insert into directory.fund (tenant_id, slug, name, place, departement, region, demonstration)
   select tenant_id, 'bench-' || right(tenant_id::text, 12), 'Caisse', 'Flers', '61', 'Normandie', true from wanted`,
  `insert into funds.rules_version (tenant_id, rules_version_id, effective_month, document, decision_note, published_at)
   select tenant_id, gen_random_uuid(), '2026-01-01', $1::jsonb, 'mesure', now() from wanted`,
  `insert into ledger.account (tenant_id, account_id, kind, owner_id)
   select tenant_id, gen_random_uuid(), kind, tenant_id from wanted, unnest($1::text[]) kind`,
  `insert into members.account_unit (tenant_id, account_unit_id, kind, label, joined_on)
   select tenant_id, gen_random_uuid(), 'person', 'Camille Dubois', '2025-12-10' from wanted, generate_series(1, $1)`,
  // a person and their unit share an id here: one insert each, and no look-up
  `insert into members.person (tenant_id, person_id, name)
   select u.tenant_id, u.account_unit_id, 'Camille Dubois' from members.account_unit u join wanted using (tenant_id)`,
  `insert into members.unit_person (tenant_id, account_unit_id, person_id, from_on)
   select u.tenant_id, u.account_unit_id, u.account_unit_id, '2025-12-10'
   from members.account_unit u join wanted using (tenant_id)`,
  `insert into members.pledge (tenant_id, pledge_id, account_unit_id, from_month, amount_cents, declared_at)
   select u.tenant_id, gen_random_uuid(), u.account_unit_id, '2026-01-01', 6000, now()
   from members.account_unit u join wanted using (tenant_id)`,
  `insert into ledger.account (tenant_id, account_id, kind, owner_id)
   select u.tenant_id, gen_random_uuid(), k, u.account_unit_id
   from members.account_unit u join wanted using (tenant_id), unnest(array['allocation', 'receivable']) k`,
  `insert into ledger.movement (tenant_id, movement_id, entry_id, primary_account_id, primary_kind, counter_account_id,
     counter_kind, direction, amount_cents, reason, source_kind, source_id, transition, line, money_source, booked_on)
   select b.tenant_id, gen_random_uuid(), b.tenant_id, b.account_id, b.kind, p.account_id, p.kind, 'debit',
     1000000000000, 'opening-balance', 'grant', b.tenant_id, 'received', 1, 'own', '2026-01-01'
   from wanted w join ledger.account b on b.tenant_id = w.tenant_id and b.kind = 'bank'
   join ledger.account p on p.tenant_id = w.tenant_id and p.kind = 'pot'`,
];

/** Makes so many funds of so many units, all members since before January 2026. @returns their ids */
export async function makeFunds(database: BenchDatabase, count: number, units: number): Promise<TenantId[]> {
  const ids = Array.from({ length: count }, () => tenantId(newId()));
  const values = new Map<number, unknown[]>([
    [1, [JSON.stringify(RULES)]],
    [2, [FUND_ACCOUNTS]],
    [3, [units]],
  ]);
  await database.asOwner('create temporary table wanted (tenant_id uuid)');
  await database.asOwner('insert into wanted select unnest($1::uuid[])', [ids]);
  for (const [place, sql] of MAKE.entries()) await database.asOwner(sql, values.get(place) ?? []);
  await database.asOwner('drop table wanted');
  await database.asOwner('vacuum analyze');
  return ids;
}

/** Sets the clocks of funds to the second day of a month, 1 being January 2026. */
export async function setClocks(database: BenchDatabase, funds: readonly TenantId[], month: number): Promise<void> {
  await database.asOwner(
    `insert into directory.demonstration_clock (tenant_id, now_at) select unnest($1::uuid[]), $2
     on conflict (tenant_id) do update set now_at = excluded.now_at`,
    [funds, `${monthText(month)}-02T08:00:00Z`],
  );
}

/** Begins a month in funds. @returns the run of each */
export async function beginMonth(
  database: BenchDatabase,
  funds: readonly TenantId[],
  month: number,
): Promise<Map<TenantId, string>> {
  await setClocks(database, funds, month);
  await database.asOwner(
    `insert into cycle.month_run (tenant_id, month_run_id, month, rules_version_id, started_at)
     select tenant_id, gen_random_uuid(), $2::date, rules_version_id, now()
     from funds.rules_version where tenant_id = any($1::uuid[])`,
    [funds, `${monthText(month)}-01`],
  );
  return runsOf(database, funds, month);
}

/** The runs of a month, by fund. */
export async function runsOf(
  database: BenchDatabase,
  funds: readonly TenantId[],
  month: number,
): Promise<Map<TenantId, string>> {
  const rows = await database.asOwner(
    'select tenant_id, month_run_id from cycle.month_run where tenant_id = any($1::uuid[]) and month = $2',
    [funds, `${monthText(month)}-01`],
  );
  return new Map(rows.map((row) => [row['tenant_id'] as TenantId, String(row['month_run_id'])]));
}

/** How many credits funds have got for a month. */
export async function creditsIn(database: BenchDatabase, funds: readonly TenantId[], month: number): Promise<number> {
  const [row] = await database.asOwner(
    'select count(*)::int as credits from allocations.credit where tenant_id = any($1::uuid[]) and allocation_month = $2',
    [funds, `${monthText(month)}-01`],
  );
  return Number(row?.['credits']);
}

function monthText(month: number): string {
  return monthOf('2026-01')
    .add({ months: month - 1 })
    .toString();
}
