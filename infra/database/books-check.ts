// Are the books right? Asks the tables themselves, by SQL that shares nothing with the code that wrote them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from 'pg';

/** One check of one fund's books: whether it holds, and else how many faults there are and one of them. */
export interface BooksCheck {
  readonly checkName: string;
  readonly ok: boolean;
  readonly detail: string;
}

/** A fund and what its books say. */
export interface CheckedFund {
  readonly tenantId: string;
  readonly name: string;
  readonly checks: readonly BooksCheck[];
}

/** Sends SQL in a transaction whose fund is set, e.g. of `TenantTransaction.query`. */
export type AskTheFund = (sql: string) => Promise<Record<string, unknown>[]>;

const SQL = readFileSync(join(__dirname, 'books-check.sql'), 'utf8');

/** Checks the books of the fund that `ask` is set to. */
export async function checkBooks(ask: AskTheFund): Promise<BooksCheck[]> {
  const rows = await ask(SQL);
  return rows.map((row) => ({
    checkName: String(row['check_name']),
    ok: row['ok'] === true,
    detail: String(row['detail']),
  }));
}

/** Checks one fund on a connection of `app_user`, in a reading transaction of its own. */
async function checkFund(client: Client, tenantId: string): Promise<BooksCheck[]> {
  await client.query('begin isolation level repeatable read read only');
  try {
    await client.query(`select set_config('app.tenant_id', $1, true)`, [tenantId]);
    return await checkBooks(async (sql) => (await client.query<Record<string, unknown>>(sql)).rows);
  } finally {
    await client.query('rollback');
  }
}

/** Checks every fund of the directory, one after the other, on a connection of `app_user`. */
export async function checkEveryFund(client: Client): Promise<CheckedFund[]> {
  const { rows } = await client.query<{ tenant_id: string; name: string }>(
    'select tenant_id, name from directory.fund order by name',
  );
  const checked: CheckedFund[] = [];
  for (const { tenant_id: tenantId, name } of rows) {
    checked.push({ tenantId, name, checks: await checkFund(client, tenantId) });
  }
  return checked;
}
