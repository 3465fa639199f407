import { dataSource } from '#database';
import { newId } from '#tenancy';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { OutboxGateway, type Waiting } from '../../apps/worker/src/delivery/outbox.gateway';
import { type FreshDatabase, freshDatabase } from '../support/fresh-database';

let database: FreshDatabase;
let pool: DataSource;
let outbox: OutboxGateway;

beforeAll(async () => {
  database = await freshDatabase();
  pool = await dataSource({ url: database.relayUrl, connections: 3, name: 'test-relay' }).initialize();
});
beforeEach(async () => {
  await database.asOwner('truncate tenancy.outbox');
  outbox = new OutboxGateway(pool);
});
afterAll(async () => {
  await pool.destroy();
  await database.drop();
});

async function asked(job: string, doneAgo: string | null = null): Promise<string> {
  const id = newId();
  await database.asOwner(
    `insert into tenancy.outbox (outbox_id, tenant_id, job, done_at) values ($1, $2, $3, now() - $4::interval)`,
    [id, newId(), job, doneAgo],
  );
  return id;
}

const lines = (): Promise<Record<string, unknown>[]> =>
  database.asOwner('select job, deliveries, sent_at is not null as sent from tenancy.outbox order by written_at');

describe('what waits in the outbox', () => {
  it('is marked and committed before the queue is spoken to, so that a silent queue holds nothing in the database', async () => {
    const ids = [await asked('month.plan'), await asked('month.close')];
    let seen: readonly Waiting[] = [];
    const sent = await outbox.send(60_000, async (waiting) => {
      seen = waiting;
      expect((await lines()).map(({ sent: marked }) => marked)).toEqual([true, true]);
      const held = await database.asOwner(`select 1 from pg_stat_activity
        where datname = current_database() and usename = 'app_relay' and state like 'idle in transaction%'`);
      expect(held).toEqual([]);
      expect(await outbox.send(60_000, () => Promise.reject(new Error('sent twice')))).toBe(0);
    });
    expect(sent).toBe(2);
    expect(seen.map(({ outboxId, deliveries }) => [outboxId, deliveries])).toEqual(ids.map((id) => [id, 0]));
    expect((await lines()).map(({ deliveries }) => deliveries)).toEqual([1, 1]);
  });

  it('waits again at once, as if never sent, when the queue does not take it', async () => {
    await asked('month.plan');
    await expect(outbox.send(60_000, () => Promise.reject(new Error('away')))).rejects.toThrow('away');
    expect(await lines()).toEqual([{ job: 'month.plan', deliveries: 0, sent: false }]);
    expect(await outbox.send(60_000, () => Promise.resolve())).toBe(1);
  });
});

describe('what is done', () => {
  it('is forgotten after an hour when it comes back all the time, after a week otherwise, and never before it is done', async () => {
    for (const job of ['month.plan', 'contributions.settle', 'month.close']) {
      for (const ago of [null, '59 minutes', '61 minutes', '8 days']) await asked(job, ago);
    }
    await outbox.forgetOld();
    const kept = await database.asOwner('select job, count(*)::int as n from tenancy.outbox group by 1 order by 1');
    expect(kept).toEqual([
      { job: 'contributions.settle', n: 2 },
      { job: 'month.close', n: 3 },
      { job: 'month.plan', n: 2 },
    ]);
  });

  it('is looked for once in ten minutes at most, and goes in batches until nothing is left', async () => {
    await database.asOwner(`insert into tenancy.outbox (outbox_id, tenant_id, job, done_at)
      select gen_random_uuid(), gen_random_uuid(), 'month.plan', now() - interval '2 hours' from generate_series(1, 5001)`);
    await outbox.forgetOld();
    expect(await lines()).toEqual([]);
    await asked('month.plan', '2 hours');
    await outbox.forgetOld();
    expect(await lines()).toHaveLength(1);
  });
});
