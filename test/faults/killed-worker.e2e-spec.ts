import { chanceFrom, seedOf, wholeBetween } from '#domain/kernel';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { build } from '../support/dev-scripts';
import type { GateWanted } from './gate';
import type { FundOutcome } from './outcome';
import { type Seed, seedFunds, TWO_FUNDS } from './seeded-funds';
import { World } from './world';

const LONGEST_KILLING_MS = 15_000;

const noted = (job: string): GateWanted => ({
  table: 'tenancy.outbox',
  on: 'update',
  when: `new.job = '${job}' and new.done_at is not null`,
});

/** Where a worker is struck, step by step: in the middle of a transaction, or between two of them. */
const MOMENTS: Readonly<Record<string, readonly GateWanted[]>> = {
  'the month begins and its dues are opened': [
    { table: 'cycle.month_run', on: 'insert' },
    { table: 'ledger.movement', on: 'insert' },
    noted('contributions.open-dues'),
  ],
  'debits are scheduled, the bank is asked, and its answer is noted': [
    { table: 'contributions.attempt', on: 'insert' },
    { table: 'contributions.attempt', on: 'update', when: `new.state = 'submitted'` },
    noted('contributions.collect'),
  ],
  'news of the bank is kept and booked': [
    { table: 'contributions.collector_event', on: 'insert' },
    { table: 'ledger.movement', on: 'insert', when: `new.source_kind = 'attempt'` },
    noted('contributions.settle'),
  ],
  'the terms are frozen and allocations are credited': [
    { table: 'allocations.credit', on: 'insert' },
    { table: 'ledger.movement', on: 'insert', when: `new.source_kind = 'credit'` },
    noted('allocations.credit'),
  ],
  'the month is closed': [{ table: 'cycle.month_run', on: 'update' }, noted('month.close')],
};

let seed: Seed;
let undisturbed: Record<string, FundOutcome>;

beforeAll(async () => {
  await build();
  seed = await seedFunds(TWO_FUNDS);
  const world = await World.from(seed);
  await world.worker();
  await world.liveMonth();
  undisturbed = await world.outcome();
  expect(await world.wrongs()).toEqual([]);
  await world.end();
}, 120_000);
afterAll(() => seed.drop());

it('an undisturbed month calls, collects and credits something in both funds', () => {
  for (const { called, received, failed, credited } of Object.values(undisturbed)) {
    expect(Number(credited)).toBeGreaterThan(0);
    expect(Number(received)).toBeGreaterThan(0);
    expect(Number(called)).toBeGreaterThan(Number(received) + Number(failed));
  }
});

describe('a worker is killed without warning, again and again, while', () => {
  it.each(Object.entries(MOMENTS))(
    '%s: the next one goes on, and the month ends to the cent',
    async (_step, moments) => {
      const world = await World.from(seed);
      try {
        await Promise.all([world.killAt(moments), world.liveMonth()]);
        expect(await world.outcome()).toEqual(undisturbed);
        expect(await world.wrongs()).toEqual([]);
      } finally {
        await world.end();
      }
    },
    120_000,
  );

  it(`a whole month passes, at moments of chance (jest --seed ${jest.getSeed()} repeats them)`, async () => {
    const world = await World.from(seed);
    try {
      const chance = chanceFrom(seedOf(`kills/${jest.getSeed()}`));
      const limit = performance.now() + LONGEST_KILLING_MS;
      const state = { over: false };
      const month = world.liveMonth().finally(() => (state.over = true));
      while (!state.over && performance.now() < limit) {
        const worker = await world.worker();
        await new Promise((resolve) => setTimeout(resolve, wholeBetween(chance, 1, 350)));
        await worker.kill();
      }
      await world.worker();
      await month;
      expect(await world.outcome()).toEqual(undisturbed);
      expect(await world.wrongs()).toEqual([]);
    } finally {
      await world.end();
    }
  }, 120_000);
});
