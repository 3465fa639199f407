// A ledger as many are built: both balance rows locked in id order, a transfer, and two entries that keep the balances.
import { newId } from '#tenancy';
import type { Pool } from 'pg';
import type { BenchDatabase } from './bench-server';
import { anyOf, type LoadedFund } from './spending-load';

// It does the work that ours does: funds behind policies, a cause that is used once, days that may be closed, credit that
// may be reserved, a balance that cannot go below zero.
const SCHEMA = `
  create schema two_rows;
  create table two_rows.account (tenant_id uuid not null, account_id uuid not null, balance bigint not null default 0,
    version bigint not null default 0, may_be_negative boolean not null default true, updated_at timestamptz,
    primary key (tenant_id, account_id));
  create table two_rows.transfer (tenant_id uuid not null, transfer_id uuid not null, from_id uuid not null,
    to_id uuid not null, amount_cents bigint not null check (amount_cents > 0), reason text not null,
    source_kind text not null, source_id uuid not null, booked_on date not null,
    created_at timestamptz not null default clock_timestamp(), primary key (tenant_id, transfer_id),
    unique (tenant_id, source_kind, source_id));
  create table two_rows.entry (tenant_id uuid not null, entry_id uuid not null, transfer_id uuid not null,
    account_id uuid not null, amount_cents bigint not null, previous_balance bigint not null,
    current_balance bigint not null, account_version bigint not null, primary key (tenant_id, entry_id));
  create index on two_rows.entry (tenant_id, account_id, account_version);
  -- Moves the money, where the day is open: the locks come last, so that a hot row is held no longer than it must.
  create function two_rows.move(p_tenant uuid, p_id uuid, p_from_entry uuid, p_to_entry uuid, p_from uuid, p_to uuid,
    p_amount bigint, p_source uuid)
  returns text language plpgsql as $$
  declare
    v_from two_rows.account;
    v_to two_rows.account;
    v_held bigint := 0;
  begin
    perform 1 from two_rows.account a where a.tenant_id = p_tenant and a.account_id in (p_from, p_to)
      order by a.account_id for update;
    insert into two_rows.transfer (tenant_id, transfer_id, from_id, to_id, amount_cents, reason, source_kind, source_id, booked_on)
    values (p_tenant, p_id, p_from, p_to, p_amount, 'purchase', 'purchase', p_source, date '2026-11-22')
    on conflict do nothing;
    if not found then
      return 'replayed';
    end if;
    update two_rows.account set balance = balance - p_amount, version = version + 1, updated_at = clock_timestamp()
      where tenant_id = p_tenant and account_id = p_from returning * into v_from;
    if exists (select 1 from ledger.hold h where h.tenant_id = p_tenant and h.account_id = p_from) then
      v_held := ledger.held_on(p_tenant, p_from);
    end if;
    if v_from.balance < v_held and not v_from.may_be_negative then
      raise exception 'balance too low';
    end if;
    update two_rows.account set balance = balance + p_amount, version = version + 1, updated_at = clock_timestamp()
      where tenant_id = p_tenant and account_id = p_to returning * into v_to;
    insert into two_rows.entry values
      (p_tenant, p_from_entry, p_id, p_from, -p_amount, v_from.balance + p_amount, v_from.balance, v_from.version),
      (p_tenant, p_to_entry, p_id, p_to, p_amount, v_to.balance - p_amount, v_to.balance, v_to.version);
    return 'posted';
  end $$;
  create function two_rows.transfer(p_tenant uuid, p_id uuid, p_from_entry uuid, p_to_entry uuid, p_from uuid, p_to uuid,
    p_amount bigint, p_source uuid)
  returns text language plpgsql as $$
  begin
    perform set_config('app.tenant_id', p_tenant::text, true);
    perform pg_advisory_xact_lock_shared(uuid_hash_extended(p_tenant, 2));
    if exists (select 1 from ledger.closing c where c.tenant_id = p_tenant and c.through >= date '2026-11-22') then
      raise exception 'day closed';
    end if;
    return two_rows.move(p_tenant, p_id, p_from_entry, p_to_entry, p_from, p_to, p_amount, p_source);
  end $$;
  grant usage on schema two_rows to app_user;
  call tenancy.protect('two_rows.account', 'select, update');
  call tenancy.protect('two_rows.transfer', 'select, insert');
  call tenancy.protect('two_rows.entry', 'select, insert');
  grant execute on all functions in schema two_rows to app_user`;

/** Makes the peer's tables, with the same funds, units and outlets. */
export async function twoRowTables(database: BenchDatabase): Promise<void> {
  await database.asOwner(SCHEMA);
  await database.asOwner(`insert into two_rows.account (tenant_id, account_id, balance, may_be_negative)
    select tenant_id, account_id, case kind when 'allocation' then 1000000000 else 0 end, kind <> 'allocation'
    from ledger.account`);
  await database.asOwner('vacuum analyze two_rows.account');
}

const TRANSFER = { name: 'two-rows', text: 'select two_rows.transfer($1, $2, $3, $4, $5, $6, 1, $7) as outcome' };

/** One purchase in the peer's ledger. @throws Error when it is not accepted */
export async function twoRowTransfer(pool: Pool, fund: LoadedFund, outlet = anyOf(fund.outlets)): Promise<void> {
  const values = [fund.tenantId, newId(), newId(), newId(), anyOf(fund.units), outlet, newId()];
  const { rows } = await pool.query<{ outcome: string }>({ ...TRANSFER, values });
  if (rows[0]?.outcome !== 'posted') throw new Error(`a transfer was answered ${rows[0]?.outcome}`);
}
