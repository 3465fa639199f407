// Funds whose units have credit, and purchases by random units: the load that the ledger benches share.
import { newId } from '#tenancy';
import type { Pool } from 'pg';
import type { BenchDatabase } from './bench-server';

/** How many funds, units a fund, outlets a fund, and movements a unit has behind it. */
export interface LoadSize {
  readonly funds: number;
  readonly units: number;
  readonly outlets: number;
  readonly history: number;
}

/** A fund of the load: its accounts by id. */
export interface LoadedFund {
  readonly tenantId: string;
  readonly units: readonly string[];
  readonly outlets: readonly string[];
}

/** Writes the accounts and their history straight into the tables, as the owner. */
export async function loadFunds(database: BenchDatabase, size: LoadSize): Promise<LoadedFund[]> {
  await database.asOwner('create temporary table wanted (tenant_id uuid)');
  await database.asOwner('insert into wanted select unnest($1::uuid[])', [Array.from({ length: size.funds }, newId)]);
  await database.asOwner(
    `insert into ledger.account (tenant_id, account_id, kind, owner_id)
     select tenant_id, gen_random_uuid(), 'pot', tenant_id from wanted
     union all select tenant_id, gen_random_uuid(), 'allocation', gen_random_uuid() from wanted, generate_series(1, $1)
     union all select tenant_id, gen_random_uuid(), 'outlet-payable', gen_random_uuid() from wanted, generate_series(1, $2)`,
    [size.units, size.outlets],
  );
  await database.asOwner(HISTORY, [size.history]);
  await database.asOwner('drop table wanted');
  await database.asOwner('vacuum analyze ledger.account, ledger.movement');
  return funds(database);
}

// One large credit, then purchases of one cent.
const HISTORY = `insert into ledger.movement (tenant_id, movement_id, entry_id, primary_account_id, primary_kind,
    counter_account_id, counter_kind, direction, amount_cents, seq, balance_after, reason, source_kind, source_id,
    transition, line, booked_on)
  select a.tenant_id, gen_random_uuid(), gen_random_uuid(), a.account_id, 'allocation', c.account_id, c.kind,
    (case n when 1 then 'credit' else 'debit' end)::ledger.direction, case n when 1 then 1000000000 else 1 end, n, 1000000001 - n,
    'history', 'history', gen_random_uuid(), 'spent', 1, date '2026-10-01' + n
  from wanted w
  join ledger.account a on a.tenant_id = w.tenant_id and a.kind = 'allocation'
  join ledger.account c on c.tenant_id = w.tenant_id and c.kind = 'pot'
  cross join generate_series(1, greatest($1::integer, 1)) n
  order by n, a.account_id`;

async function funds(database: BenchDatabase): Promise<LoadedFund[]> {
  const rows = await database.asOwner(
    `select tenant_id, array_agg(account_id::text) filter (where kind = 'allocation') as units,
       array_agg(account_id::text) filter (where kind = 'outlet-payable') as outlets
     from ledger.account group by tenant_id`,
  );
  return rows.map((row) => ({
    tenantId: String(row['tenant_id']),
    units: row['units'] as string[],
    outlets: row['outlets'] as string[],
  }));
}

/** One of the items, each as likely. */
export function anyOf<Item>(items: readonly Item[]): Item {
  return items[Math.floor(Math.random() * items.length)] as Item;
}

const SPEND = {
  name: 'spend',
  text: `select outcome, balance from ledger.spend($1, $2, $3, $4, $5, 1, 'purchase', 'purchase', $6, '2026-11-22')`,
};

/** One purchase of one cent, in one call. @throws Error when it is not accepted */
export async function spendOnce(pool: Pool, fund: LoadedFund, outlet = anyOf(fund.outlets)): Promise<void> {
  const values = [fund.tenantId, newId(), newId(), anyOf(fund.units), outlet, newId()];
  const { rows } = await pool.query<{ outcome: string }>({ ...SPEND, values });
  if (rows[0]?.outcome !== 'posted') throw new Error(`a purchase was answered ${rows[0]?.outcome}`);
}
