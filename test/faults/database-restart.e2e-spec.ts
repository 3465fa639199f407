import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { build } from '../support/dev-scripts';
import { OwnPostgres } from '../support/own-postgres';
import { type Seed, seedFunds, TWO_FUNDS } from './seeded-funds';
import { World } from './world';

let postgres: OwnPostgres;
let seed: Seed;

beforeAll(async () => {
  await build();
  postgres = await OwnPostgres.start('faults-1');
  seed = await seedFunds(TWO_FUNDS);
}, 120_000);
afterAll(async () => {
  await seed.drop().catch(() => undefined);
  await postgres.stop();
}, 60_000);

it('Postgres falls over twice in a month and recovers: the same worker ends it to the cent', async () => {
  const quiet = await World.from(seed);
  await quiet.worker();
  await quiet.liveMonth();
  const undisturbed = await quiet.outcome();
  await quiet.end();

  const world = await World.from(seed);
  try {
    const worker = await world.worker();
    const first = await world.gate({ table: 'ledger.movement', on: 'insert', when: `new.source_kind = 'due'` });
    const second = { table: 'ledger.movement', on: 'insert', when: `new.source_kind = 'credit'` } as const;
    const month = world.liveMonth();
    await first.reached();
    await postgres.restartImmediately();
    const gate = await world.gate(second);
    await first.open();
    await gate.reached();
    await postgres.restartImmediately();
    await gate.open();
    await month;
    expect(worker.lives).toBe(true);
    expect(await world.outcome()).toEqual(undisturbed);
    expect(await world.wrongs()).toEqual([]);
  } finally {
    await world.end();
  }
}, 180_000);
