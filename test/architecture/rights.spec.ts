import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { type FreshDatabase, freshDatabase } from '../support/fresh-database';
import { CATALOGUE } from './catalogue-tables';

const lavoir = randomUUID();
const flers = randomUUID();
const unitOf = { [lavoir]: randomUUID(), [flers]: randomUUID() };
const personOf = { [lavoir]: randomUUID(), [flers]: randomUUID() };

/** A row in one table of each kind, for one fund: what a stranger would like to read. */
async function fill(fund: string): Promise<void> {
  const ids = {
    unit: unitOf[fund],
    person: personOf[fund],
    account: randomUUID(),
    rules: randomUUID(),
    run: randomUUID(),
  };
  const write = (sql: string, ...values: unknown[]): Promise<unknown> => database.asOwner(sql, [fund, ...values]);
  await write(`insert into members.person (tenant_id, person_id, name) values ($1, $2, 'Aline')`, ids.person);
  await write(
    `insert into members.account_unit (tenant_id, account_unit_id, kind, label, joined_on)
     values ($1, $2, 'household', 'Les Aline', '2026-01-01')`,
    ids.unit,
  );
  await write(
    `insert into members.unit_person (tenant_id, account_unit_id, person_id, from_on) values ($1, $2, $3, '2026-01-01')`,
    ids.unit,
    ids.person,
  );
  await write(
    `insert into funds.rules_version (tenant_id, rules_version_id, effective_month, document, decision_note, published_at)
     values ($1, $2, '2026-01-01', '{}', 'décidé', now())`,
    ids.rules,
  );
  await write(
    `insert into cycle.month_run (tenant_id, month_run_id, month, rules_version_id, started_at)
     values ($1, $2, '2026-11-01', $3, now())`,
    ids.run,
    ids.rules,
  );
  await write(
    `insert into ledger.account (tenant_id, account_id, kind, owner_id) values ($1, $2, 'pot', $1)`,
    ids.account,
  );
  await write(
    `insert into ledger.movement (tenant_id, movement_id, entry_id, primary_account_id, primary_kind, counter_account_id,
       counter_kind, direction, amount_cents, reason, source_kind, source_id, transition, line, booked_on)
     values ($1, $2, $2, $3, 'pot', $2, 'bank', 'credit', 100, 'test', 'test', $2, 'made', 1, '2026-11-01')`,
    randomUUID(),
    ids.account,
  );
  await write(
    `insert into tenancy.audit (tenant_id, audit_id, actor_kind, action, subject_kind) values ($1, $2, 'setup', 'x', 'x')`,
    randomUUID(),
  );
}

let database: FreshDatabase;
let tables: string[];
beforeAll(async () => {
  database = await freshDatabase();
  const rows = await database.asOwner(`${CATALOGUE} select name from tenant_tables order by name`);
  tables = rows.map((row) => String(row['name']));
  await fill(lavoir);
  await fill(flers);
});
afterAll(() => database.drop());

/** A connection of its own as `app_user`, in the name of a fund or of none. */
async function asApp<Result>(fund: string | null, work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client({ connectionString: database.appUrl });
  await client.connect();
  try {
    if (fund) await client.query(`begin; set local app.tenant_id = '${fund}'`);
    return await work(client);
  } finally {
    await client.end();
  }
}
const codeOf = (attempt: Promise<unknown>): Promise<string> =>
  attempt.then(
    () => 'nothing refused it',
    (error: unknown) => (error as { code?: string }).code ?? String(error),
  );
const rowsOf = async (table: string): Promise<number> =>
  Number((await database.asOwner(`select count(*) as rows from ${table}`))[0]?.['rows']);

describe('without a fund', () => {
  it('every tenant table errs, or is empty', async () => {
    const filled: string[] = [];
    for (const table of tables) {
      const answer = await asApp(null, (client) => client.query(`select * from ${table}`)).then(
        ({ rowCount }) => `${String(rowCount)} rows`,
        (error: unknown) => (error as Error).message,
      );
      const errs = 'unrecognized configuration parameter "app.tenant_id"';
      if ((await rowsOf(table)) > 0) filled.push(table);
      // An empty table is not always looked at, and then finds nothing.
      expect([table, answer]).toEqual([table, filled.includes(table) || answer === errs ? errs : '0 rows']);
    }
    expect(filled).toEqual(expect.arrayContaining(['ledger.movement', 'members.person', 'tenancy.audit']));
  });

  it('a connection that served a fund before errs likewise', async () => {
    const after = asApp(lavoir, async (client) => {
      await client.query('commit');
      await client.query('select * from members.person');
    });
    await expect(after).rejects.toThrow('invalid input syntax for type uuid: ""');
  });

  it('nothing can be written', async () => {
    const insert = asApp(null, (client) =>
      client.query(`insert into members.person (tenant_id, person_id, name) values ($1, $2, 'Aline')`, [
        lavoir,
        randomUUID(),
      ]),
    );
    expect(await codeOf(insert)).toBe('42704');
  });
});

describe('in the name of a fund', () => {
  it('every tenant table shows the rows of that fund only', async () => {
    for (const table of tables) {
      const { rows } = await asApp(lavoir, (client) => client.query<{ tenant_id: string }>(`select * from ${table}`));
      expect(rows.filter((row) => row.tenant_id !== lavoir)).toEqual([]);
      expect(rows).toHaveLength((await rowsOf(table)) / 2);
    }
  });

  it("another fund's rows are neither changed nor deleted", async () => {
    const changed = await asApp(lavoir, (client) =>
      client.query(`update members.person set name = 'x' where tenant_id = $1`, [flers]),
    );
    expect(changed.rowCount).toBe(0);
  });

  it('a row cannot be written for, or moved to, another fund', async () => {
    const written = asApp(lavoir, (client) =>
      client.query(`insert into members.person (tenant_id, person_id, name) values ($1, $2, 'x')`, [
        flers,
        randomUUID(),
      ]),
    );
    expect(await codeOf(written)).toBe('42501');
    const moved = asApp(lavoir, (client) => client.query('update members.person set tenant_id = $1', [flers]));
    expect(await codeOf(moved)).toBe('42501');
  });

  it("a foreign key cannot reach another fund's row", async () => {
    const insert = asApp(lavoir, (client) =>
      client.query(
        `insert into members.pledge (tenant_id, pledge_id, account_unit_id, from_month, amount_cents, declared_at)
         values ($1, $2, $3, '2026-11-01', 100, now())`,
        [lavoir, randomUUID(), unitOf[flers]],
      ),
    );
    expect(await codeOf(insert)).toBe('23503');
  });
});

describe('what others lean on', () => {
  it('is not deleted, not even by the owner, and takes nothing with it', async () => {
    const before = await rowsOf('members.unit_person');
    expect(await codeOf(database.asOwner('delete from members.person where tenant_id = $1', [flers]))).toBe('23503');
    expect(await codeOf(database.asOwner('update members.person set person_id = $1', [randomUUID()]))).toMatch(/^23/);
    expect(await rowsOf('members.unit_person')).toBe(before);
  });

  it('is not deleted by the application', async () => {
    // An import is taken back by deleting what it made: what somebody leans on stays, by its foreign keys.
    expect(await codeOf(asApp(lavoir, (client) => client.query('delete from members.person')))).toBe('23503');
    expect(await codeOf(asApp(lavoir, (client) => client.query('delete from members.pause')))).toBe('42501');
  });
});

describe('the books and the audit', () => {
  it.each(['ledger.movement', 'tenancy.audit'])('%s refuses update, delete and truncate', async (table) => {
    const attempts = [`update ${table} set tenant_id = tenant_id`, `delete from ${table}`, `truncate ${table}`];
    for (const sql of attempts) expect(await codeOf(asApp(lavoir, (client) => client.query(sql)))).toBe('42501');
    expect(await rowsOf(table)).toBe(2);
  });
});

describe('the other two roles', () => {
  it.each(['identityUrl', 'relayUrl'] as const)(
    '%s reads no tenant table, not even in the name of a fund',
    async (url) => {
      const client = new Client({ connectionString: database[url] });
      await client.connect();
      try {
        await client.query(`set app.tenant_id = '${lavoir}'`);
        for (const table of tables) {
          expect([table, await codeOf(client.query(`select * from ${table}`))]).toEqual([table, '42501']);
        }
      } finally {
        await client.end();
      }
    },
  );
});
