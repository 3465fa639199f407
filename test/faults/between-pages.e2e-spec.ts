import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { build } from '../support/dev-scripts';
import type { GateWanted } from './gate';
import { type Seed, seedFunds } from './seeded-funds';
import { World } from './world';

/** More units than any page holds: 5 000 dues, 2 000 debits, 1 500 answers, 5 000 credits. */
const UNITS = 5_200;

/** The second page of each step: what the first one did is committed. */
const SECOND_PAGES: readonly (readonly [string, GateWanted])[] = [
  ['open-dues', { table: 'contributions.due', on: 'insert', onceFilled: true }],
  ['collect', { table: 'contributions.attempt', on: 'insert', onceFilled: true }],
  ['settle', { table: 'contributions.collector_event', on: 'insert', onceFilled: true }],
  ['credit', { table: 'allocations.credit', on: 'insert', onceFilled: true }],
];

let seed: Seed;

beforeAll(async () => {
  await build();
  seed = await seedFunds([{ preset: 'flers', units: UNITS }]);
}, 120_000);
afterAll(() => seed.drop());

it('a worker killed on the second page of every step: the next one goes on from there, and ends to the cent', async () => {
  const quiet = await World.from(seed);
  await quiet.worker();
  await quiet.liveMonth();
  const undisturbed = await quiet.outcome();
  await quiet.end();

  const world = await World.from(seed);
  try {
    const [first] = SECOND_PAGES;
    let gate = await world.gate(first?.[1] as GateWanted);
    let worker = await world.worker();
    const month = world.liveMonth();
    for (const [place, [step]] of SECOND_PAGES.entries()) {
      await gate.reached();
      await worker.kill();
      expect([step, await halfWay(world, step)]).toEqual([step, true]);
      await gate.open();
      const next = SECOND_PAGES[place + 1];
      if (next) gate = await world.gate(next[1]);
      worker = await world.worker();
    }
    await month;
    expect(await world.outcome()).toEqual(undisturbed);
    expect(await world.wrongs()).toEqual([]);
  } finally {
    await world.end();
  }
}, 180_000);

// What is committed of a step is some and not all of it.
async function halfWay(world: World, step: string): Promise<boolean> {
  const [row] = await world.look(
    `select case $1
       when 'open-dues' then (select count(*) from contributions.due)
       when 'collect' then (select count(*) from contributions.attempt)
       when 'settle' then (select count(*) from contributions.collector_event)
       else (select count(*) from allocations.credit) end::int as done`,
    [step],
  );
  const done = Number(row?.['done']);
  return done > 0 && done < UNITS;
}
