import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Queue } from 'bullmq';
import { FUND_QUEUE, QUEUE_PREFIX } from '../../apps/worker/src/queues';
import { build } from '../support/dev-scripts';
import type { FundOutcome } from './outcome';
import { type Seed, seedFunds, TWO_FUNDS } from './seeded-funds';
import { World } from './world';

const BOOKING_NEWS = { table: 'ledger.movement', on: 'insert', when: `new.source_kind = 'attempt'` } as const;
const BOOKING_CREDITS = { table: 'ledger.movement', on: 'insert', when: `new.source_kind = 'credit'` } as const;

let seed: Seed;
let undisturbed: Record<string, FundOutcome>;

beforeAll(async () => {
  await build();
  seed = await seedFunds(TWO_FUNDS);
  const world = await World.from(seed);
  await world.worker();
  await world.liveMonth();
  undisturbed = await world.outcome();
  await world.end();
}, 120_000);
afterAll(() => seed.drop());

async function lived(month: (world: World) => Promise<void>): Promise<void> {
  const world = await World.from(seed);
  try {
    await month(world);
    expect(await world.outcome()).toEqual(undisturbed);
    expect(await world.wrongs()).toEqual([]);
  } finally {
    await world.end();
  }
}

describe('the queue loses what it holds', () => {
  it(
    'wiped while a job is under way and others wait: the outbox sends them again',
    () =>
      lived(async (world) => {
        const gate = await world.gate(BOOKING_NEWS);
        await world.worker({ WORKER_CONCURRENCY: '1' });
        const month = world.liveMonth();
        await gate.reached();
        await world.redis.wipe();
        await gate.open();
        await month;
      }),
    120_000,
  );

  it(
    'killed and started again with nothing: the worker waits for it and goes on',
    () =>
      lived(async (world) => {
        const gate = await world.gate(BOOKING_CREDITS);
        const worker = await world.worker();
        const month = world.liveMonth();
        await gate.reached();
        await world.redis.kill();
        await worker.untilItSays('Redis is away');
        await gate.open();
        await world.redis.startAgain();
        await month;
        expect(worker.lives).toBe(true);
      }),
    120_000,
  );
});

describe('the database cuts every connection', () => {
  it(
    'while money is being booked, and once more a few days later: the same workers go on',
    () =>
      lived(async (world) => {
        const gate = await world.gate(BOOKING_NEWS);
        const worker = await world.worker();
        const month = world.liveMonth();
        await gate.reached();
        expect(await world.cutConnections()).toBeGreaterThan(2);
        const again = await world.gate(BOOKING_CREDITS);
        await gate.open();
        await again.reached();
        await world.cutConnections();
        await again.open();
        await month;
        expect(worker.lives).toBe(true);
      }),
    120_000,
  );
});

describe('the same work is given twice', () => {
  it(
    'each job delivered ten times over, to two workers: one due and one credit a unit',
    () =>
      lived(async (world) => {
        const queue = new Queue(FUND_QUEUE, { connection: { url: world.redis.url }, prefix: QUEUE_PREFIX });
        try {
          await Promise.all([world.worker(), world.worker()]);
          const state = { over: false };
          const month = world.liveMonth().finally(() => (state.over = true));
          for (let round = 0; !state.over; round += 1) await deliverAgain(world, queue, `${round}`);
          await month;
          await deliverAgain(world, queue, 'all', 'true');
          while ((await queue.getJobCountByTypes('waiting', 'active')) > 0) await pause(20);
          await world.rest();
        } finally {
          await queue.close();
        }
      }),
    120_000,
  );

  it(
    'two workers race from the start',
    () =>
      lived(async (world) => {
        await Promise.all([world.worker(), world.worker()]);
        await world.liveMonth();
      }),
    120_000,
  );

  it(
    'a worker frozen in the middle of crediting wakes up when another one has long taken over',
    () =>
      lived(async (world) => {
        const gate = await world.gate(BOOKING_CREDITS);
        const frozen = await world.worker();
        for (const day of ['01', '03']) await world.live(`2026-11-${day}`);
        const month = world.liveMonth();
        await gate.reached();
        frozen.freeze();
        await gate.open();
        await forgetLocks(world); // the queue's lock on a job ends after 30 s, the database's patience after 60 s
        await cutWhenIdle(world);
        await world.worker();
        await world.rest();
        frozen.thaw();
        await month;
        expect(frozen.lives).toBe(true);
      }),
    120_000,
  );
});

async function deliverAgain(world: World, queue: Queue, round: string, which = 'done_at is null'): Promise<void> {
  const lines = await world.look(`select outbox_id, tenant_id, job, subject from tenancy.outbox where ${which}`);
  const copies = lines.flatMap((line) =>
    Array.from({ length: 10 }, (_, copy) => ({
      name: String(line['job']),
      data: { outboxId: line['outbox_id'], tenantId: line['tenant_id'], subject: line['subject'] },
      opts: { jobId: `copy-${String(line['outbox_id'])}-${round}-${copy}`, removeOnComplete: true, removeOnFail: true },
    })),
  );
  if (copies.length > 0) await queue.addBulk(copies);
  await pause(150);
}

function forgetLocks(world: World): Promise<void> {
  return world.redis.with(async (client) => {
    for (const key of await client.keys('*:lock')) await client.del(key);
  });
}

// What the database does by itself after a minute: who holds a transaction open and says nothing is cut.
async function cutWhenIdle(world: World): Promise<void> {
  for (;;) {
    const [row] = await world.look(
      `select count(*)::int as active from pg_stat_activity
       where datname = current_database() and usename in ('app_user', 'app_relay') and state = 'active'`,
    );
    if (row?.['active'] === 0) break;
    await pause(20);
  }
  expect(await world.cutConnections()).toBeGreaterThan(1);
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
