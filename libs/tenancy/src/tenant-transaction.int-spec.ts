import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { type FreshDatabase, freshDatabase } from '../../../test/support/fresh-database';
import { SETUP } from './actor';
import { AuditStore } from './audit.store';
import { newId } from './new-id';
import { type TenantId, tenantId } from './tenant';
import { asTenant, OutsideTenant } from './tenant-scope';
import { DirtyConnection, TenantTransaction } from './tenant-transaction';

const lavoir = tenantId(newId());
const flers = tenantId(newId());
const as = <T>(fund: TenantId, work: () => Promise<T>): Promise<T> => asTenant({ tenantId: fund, actor: SETUP }, work);

let database: FreshDatabase;
let pool: DataSource;
let transaction: TenantTransaction;

beforeAll(async () => {
  database = await freshDatabase();
  pool = await database.appPool(3);
  transaction = new TenantTransaction(pool);
});
afterAll(() => database.drop());

const note = (action: string): Promise<void> =>
  new AuditStore(transaction).write({ action, subjectKind: 'test', subjectId: null });
const actions = async (): Promise<string[]> =>
  (await transaction.query('select action from tenancy.audit order by audit_id')).map((row) => String(row['action']));

describe('a transaction of a fund', () => {
  it('writes and reads the rows of its own fund only', async () => {
    await as(lavoir, () => transaction.run(() => note('of lavoir')));
    await as(flers, () => transaction.run(() => note('of flers')));
    expect(await as(flers, () => transaction.read(actions))).toEqual(['of flers']);
    expect(await as(lavoir, () => transaction.read(actions))).toEqual(['of lavoir']);
  });

  it('refuses a store outside any fund, and raw SQL errs', async () => {
    await expect(note('nobody')).rejects.toThrow(OutsideTenant);
    await expect(transaction.run(() => note('nobody'))).rejects.toThrow(OutsideTenant);
    await expect(pool.query('select * from tenancy.audit')).rejects.toThrow(/app\.tenant_id|uuid/);
  });

  it('cannot write a row of another fund', async () => {
    const foreign = as(lavoir, () =>
      transaction.run(() =>
        transaction.query(
          `insert into tenancy.audit (tenant_id, audit_id, actor_kind, action, subject_kind) values ($1, $2, 'x', 'x', 'x')`,
          [flers, newId()],
        ),
      ),
    );
    await expect(foreign).rejects.toThrow(/row-level security/);
  });

  it('joins when nested, and undoes everything when the outer work fails', async () => {
    const failing = as(lavoir, () =>
      transaction.run(async () => {
        await transaction.run(() => note('inner'));
        throw new Error('the outer work failed');
      }),
    );
    await expect(failing).rejects.toThrow('the outer work failed');
    expect(await as(lavoir, () => transaction.read(actions))).not.toContain('inner');
  });

  it('refuses to change fund, to write in a reading transaction, and to be used after its end', async () => {
    await expect(as(lavoir, () => as(flers, () => transaction.read(actions)))).rejects.toThrow(OutsideTenant);
    await expect(as(lavoir, () => transaction.read(() => transaction.run(() => note('x'))))).rejects.toThrow(
      OutsideTenant,
    );
    await expect(as(lavoir, () => transaction.read(() => note('x')))).rejects.toThrow(/read-only/);
    let late: (() => Promise<string[]>) | undefined;
    await as(lavoir, () =>
      transaction.run(() => {
        late = actions;
        return Promise.resolve();
      }),
    );
    await expect(as(lavoir, () => late?.() ?? Promise.resolve([]))).rejects.toThrow(OutsideTenant);
  });

  it('destroys a connection that still carries a fund instead of using it', async () => {
    const single = await database.appPool(1);
    const narrow = new TenantTransaction(single);
    await single.query(`set app.tenant_id = '${flers}'`);
    await expect(as(lavoir, () => narrow.read(() => narrow.query('select 1')))).rejects.toThrow(/dirty/);
    expect(await as(lavoir, () => narrow.read(() => narrow.query('select 1 as one')))).toEqual([{ one: 1 }]);
  });

  it('sends a statement that stands alone without one, joins one that is open, and never on a dirty connection', async () => {
    const single = await database.appPool(1);
    const narrow = new TenantTransaction(single);
    // what such a statement does first: see purchases.pay
    const alone = {
      name: 'stands-alone',
      text: `select case when $1 then set_config('app.tenant_id', $2, true) else current_setting('app.tenant_id') end as fund`,
    };
    const send = (): Promise<unknown> => narrow.once(alone, (standsAlone) => [standsAlone, lavoir]);
    expect(await as(lavoir, send)).toEqual([{ fund: lavoir }]);
    expect(await as(lavoir, () => narrow.run(send))).toEqual([{ fund: lavoir }]);
    await expect(as(lavoir, () => narrow.read(send))).rejects.toThrow(/reading transaction/);
    expect(await single.query(`select coalesce(current_setting('app.tenant_id', true), '') as left`)).toEqual([
      { left: '' },
    ]);
    await single.query(`set app.tenant_id = '${flers}'`);
    const refusing = {
      name: 'refuses',
      text: `do $$ begin raise exception 'dirty connection' using errcode = 'TB000'; end $$`,
    };
    await expect(as(lavoir, () => narrow.once(refusing, () => []))).rejects.toThrow(DirtyConnection);
    expect(await as(lavoir, send)).toEqual([{ fund: lavoir }]);
  });

  it('hands no half-done work to another fund when its connection dies in the middle', async () => {
    const single = await database.appPool(1);
    const narrow = new TenantTransaction(single);
    const cut = as(lavoir, () =>
      narrow.run(async () => {
        await new AuditStore(narrow).write({ action: 'cut off', subjectKind: 'test', subjectId: null });
        const [row] = await narrow.query('select pg_backend_pid() as pid');
        await database.asOwner('select pg_terminate_backend($1)', [row?.['pid']]);
        await narrow.query('select 1');
      }),
    );
    await expect(cut).rejects.toThrow();
    await as(flers, () =>
      narrow.run(() => new AuditStore(narrow).write({ action: 'after', subjectKind: 'test', subjectId: null })),
    );
    const rows = await database.asOwner(`select action from tenancy.audit where action = 'cut off'`);
    expect(rows).toEqual([]);
  });
});

describe('two funds at once on a small pool', () => {
  it('see no foreign row in thousands of interleaved reads and writes', async () => {
    const seen: string[] = [];
    const visit = async (round: number): Promise<void> => {
      const fund = round % 2 === 0 ? lavoir : flers;
      const rows = await as(fund, () =>
        transaction.run(async () => {
          await note(`round ${round}`);
          if (round % 7 === 0) throw new Error('rolled back');
          return transaction.query('select distinct tenant_id from tenancy.audit');
        }),
      ).catch((error: unknown) => ((error as Error).message === 'rolled back' ? [] : Promise.reject(error as Error)));
      seen.push(...rows.map((row) => `${fund}:${String(row['tenant_id'])}`));
    };
    for (let wave = 0; wave < 60; wave += 1) {
      await Promise.all(Array.from({ length: 64 }, (_, index) => visit(wave * 64 + index)));
    }
    expect(new Set(seen)).toEqual(new Set([`${lavoir}:${lavoir}`, `${flers}:${flers}`]));
  }, 120_000);

  it('are seen to mix when the fund is set on the session instead (the harness can fail)', async () => {
    const single = await database.appPool(1);
    await single.query(`set app.tenant_id = '${flers}'`);
    const rows = await single.query<{ tenant_id: string }[]>('select distinct tenant_id from tenancy.audit');
    expect(rows.map((row) => row.tenant_id)).toEqual([flers]); // a request of lavoir would have read this
  });
});
