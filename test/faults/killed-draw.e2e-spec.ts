import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { build } from '../support/dev-scripts';
import { DrawsStory } from '../support/draws-story';
import { Rooms } from '../support/rooms';
import type { GateWanted } from './gate';
import type { Seed } from './seeded-funds';
import { World } from './world';

const VOLUNTEERS = 30;
let seed: Seed;

/** Two funds, the first of them bound to a draw that nobody has solved yet. */
async function bound(): Promise<Seed> {
  const rooms = await Rooms.open();
  const story = new DrawsStory(() => rooms);
  const funds = [];
  for (const preset of ['dieulefit', 'lavoir']) {
    const fund = await rooms.fund({ preset, slug: preset });
    funds.push({ id: fund.id, slug: preset, timeZone: fund.timeZone });
    await story.charter(fund);
    if (preset !== 'dieulefit') continue;
    for (let count = 0; count < VOLUNTEERS; count += 1)
      await story.volunteer(fund, { household: `${count % 30}, rue du Lavoir` });
    const drawId = await story.prepare(fund);
    await story.check(fund, drawId);
    await story.commit(fund, drawId);
  }
  await rooms.app.close();
  await rooms.database.rest();
  return { database: rooms.database.name, funds, drop: () => rooms.database.drop() };
}

beforeAll(async () => {
  await build();
  seed = await bound();
}, 240_000);
afterAll(() => seed.drop());

/** What stands on record of the draws, and how often it was done. */
function outcome(world: World): Promise<Record<string, unknown>[]> {
  return world.look(
    `select d.tenant_id, d.state, array_agg(x.kind || ' ' || x.body_hash order by x.kind) as documents,
       (select count(*)::int from tenancy.audit a where a.tenant_id = d.tenant_id and a.action = 'draw.solved') as acts,
       (select p.state from tenancy.progress p where p.tenant_id = d.tenant_id and p.run_id = d.draw_id and p.step = 'solve') as step
     from draws.draw d join draws.draw_document x using (tenant_id, draw_id) group by 1, 2, d.draw_id order by 1`,
  );
}

// In the middle of the sums, and when they are done but not kept.
const MOMENTS: readonly GateWanted[] = [
  { table: 'tenancy.progress', on: 'update', when: `new.step = 'solve' and new.version = 2` },
  { table: 'draws.draw_document', on: 'insert', when: `new.kind = 'lottery'` },
];

it('a worker is killed while it solves a draw, and again: it is solved once, with the outcome of an undisturbed one', async () => {
  const [calm, struck] = [await World.from(seed), await World.from(seed)];
  try {
    await calm.worker();
    await calm.rest();
    await struck.killAt(MOMENTS);
    await struck.rest();
    const expected = await outcome(calm);
    expect(expected).toMatchObject([{ state: 'solved', acts: 1, step: 'done' }]);
    expect(await outcome(struck)).toEqual(expected);
  } finally {
    await calm.end();
    await struck.end();
  }
}, 120_000);
