// A ledger as many are built: both balance rows locked in id order, a transfer, and two entries that keep the balances.
import { newId } from '#tenancy';
import type { Pool } from 'pg';
import type { BenchDatabase } from './bench-server';
import { anyOf } from './spending-load';

const SCHEMA = `
  create schema two_rows;
  create table two_rows.account (account_id uuid primary key, balance bigint not null default 0,
    version bigint not null default 0, may_be_negative boolean not null default true, updated_at timestamptz);
  create table two_rows.transfer (transfer_id uuid primary key, from_id uuid not null references two_rows.account,
    to_id uuid not null references two_rows.account, amount_cents bigint not null check (amount_cents > 0),
    booked_on date not null, created_at timestamptz not null default clock_timestamp());
  create table two_rows.entry (entry_id uuid primary key, transfer_id uuid not null references two_rows.transfer,
    account_id uuid not null references two_rows.account, amount_cents bigint not null, previous_balance bigint not null,
    current_balance bigint not null, account_version bigint not null);
  create index on two_rows.entry (account_id);
  create index on two_rows.entry (transfer_id);
  create function two_rows.transfer(p_id uuid, p_from_entry uuid, p_to_entry uuid, p_from uuid, p_to uuid, p_amount bigint)
  returns void language plpgsql as $$
  declare
    v_from two_rows.account;
    v_to two_rows.account;
  begin
    perform 1 from two_rows.account a where a.account_id in (p_from, p_to) order by a.account_id for update;
    insert into two_rows.transfer (transfer_id, from_id, to_id, amount_cents, booked_on)
    values (p_id, p_from, p_to, p_amount, date '2026-11-22');
    update two_rows.account set balance = balance - p_amount, version = version + 1, updated_at = clock_timestamp()
      where account_id = p_from returning * into v_from;
    if v_from.balance < 0 and not v_from.may_be_negative then
      raise exception 'balance too low';
    end if;
    update two_rows.account set balance = balance + p_amount, version = version + 1, updated_at = clock_timestamp()
      where account_id = p_to returning * into v_to;
    insert into two_rows.entry values
      (p_from_entry, p_id, p_from, -p_amount, v_from.balance + p_amount, v_from.balance, v_from.version),
      (p_to_entry, p_id, p_to, p_amount, v_to.balance - p_amount, v_to.balance, v_to.version);
  end $$;
  grant usage on schema two_rows to app_user;
  grant select, insert, update on all tables in schema two_rows to app_user;
  grant execute on all functions in schema two_rows to app_user`;

/** The accounts of the peer. */
export interface TwoRowAccounts {
  readonly payers: readonly string[];
  readonly outlets: readonly string[];
}

/** Makes the peer's tables with so many payers and outlets. */
export async function twoRowAccounts(database: BenchDatabase, payers: number, outlets: number): Promise<TwoRowAccounts> {
  await database.asOwner(SCHEMA);
  const ids = Array.from({ length: payers + outlets }, newId);
  await database.asOwner('insert into two_rows.account (account_id) select unnest($1::uuid[])', [ids]);
  await database.asOwner('vacuum analyze two_rows.account');
  return { payers: ids.slice(0, payers), outlets: ids.slice(payers) };
}

const TRANSFER = { name: 'two-rows', text: 'select two_rows.transfer($1, $2, $3, $4, $5, 1)' };

/** One purchase in the peer's ledger. */
export async function twoRowTransfer(pool: Pool, { payers, outlets }: TwoRowAccounts): Promise<void> {
  await pool.query({ ...TRANSFER, values: [newId(), newId(), newId(), anyOf(payers), anyOf(outlets)] });
}
