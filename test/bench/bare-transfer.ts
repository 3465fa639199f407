// The least that a durable transfer can be: one insert and two updates by primary key, in one transaction.
import { newId } from '#tenancy';
import type { Pool } from 'pg';
import type { BenchDatabase } from './bench-server';
import { anyOf } from './spending-load';

const SCHEMA = `
  create schema bare;
  create table bare.account (account_id uuid primary key, balance bigint not null default 0);
  create table bare.transfer (transfer_id uuid primary key, from_id uuid not null, to_id uuid not null,
    amount_cents bigint not null, occurred_at timestamptz not null default clock_timestamp());
  create function bare.transfer(p_id uuid, p_from uuid, p_to uuid, p_amount bigint) returns void
  language plpgsql as $$ begin
    insert into bare.transfer (transfer_id, from_id, to_id, amount_cents) values (p_id, p_from, p_to, p_amount);
    -- in id order, so that two transfers between the same two never block each other for ever
    update bare.account set balance = balance + case when p_from < p_to then -p_amount else p_amount end
      where account_id = least(p_from, p_to);
    update bare.account set balance = balance + case when p_from < p_to then p_amount else -p_amount end
      where account_id = greatest(p_from, p_to);
  end $$;
  grant usage on schema bare to app_user;
  grant select, insert, update on all tables in schema bare to app_user;
  grant execute on all functions in schema bare to app_user`;

/** Makes the bare tables with so many accounts. @returns their ids */
export async function bareAccounts(database: BenchDatabase, count: number): Promise<string[]> {
  await database.asOwner(SCHEMA);
  const ids = Array.from({ length: count }, newId);
  await database.asOwner('insert into bare.account (account_id) select unnest($1::uuid[])', [ids]);
  await database.asOwner('vacuum analyze bare.account');
  return ids;
}

const TRANSFER = { name: 'bare', text: 'select bare.transfer($1, $2, $3, 1)' };

/** One transfer between two accounts, through the same client library. */
export async function transferOnce(pool: Pool, accounts: readonly string[]): Promise<void> {
  const from = anyOf(accounts);
  let to = anyOf(accounts);
  while (to === from) to = anyOf(accounts);
  await pool.query({ ...TRANSFER, values: [newId(), from, to] });
}
