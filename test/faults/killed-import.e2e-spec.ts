import { newId } from '#tenancy';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { build } from '../support/dev-scripts';
import type { GateWanted } from './gate';
import { type Seed, seedFunds } from './seeded-funds';
import { World } from './world';

const PEOPLE = 2_500;
let seed: Seed;

beforeAll(async () => {
  await build();
  seed = await seedFunds([
    { preset: 'flers', units: 3 },
    { preset: 'gironde', units: 3 },
  ]);
}, 240_000);
afterAll(() => seed.drop());

/** A file of people, read and started as the front door does. @returns the id of its run */
async function started(world: World): Promise<string> {
  const [runId, fund] = [newId(), seed.funds[0]?.id];
  await world.look(
    `insert into imports.run (tenant_id, run_id, file_name, fingerprint, again, state, row_count, good_row_count,
       unit_count, ignored_columns, staged_at)
     values ($1, $2, 'membres.csv', sha256('x'), false, 'importing', $3, $3, $3, '[]', now())`,
    [fund, runId, PEOPLE],
  );
  await world.look(
    `insert into imports.unit (tenant_id, account_unit_id, run_id, row_nos, payload)
     select $1, gen_random_uuid(), $2, array[n + 1], jsonb_build_object('label', 'P' || n, 'area', null,
       'joinedOn', '2026-11-20', 'pledgeCents', 4000, 'persons', jsonb_build_array(jsonb_build_object(
         'personId', gen_random_uuid(), 'name', 'P' || n, 'bornIn', null, 'sharePercent', 100, 'channel', 'counter',
         'email', null, 'phone', null)))
     from generate_series(1, $3::int) n`,
    [fund, runId, PEOPLE],
  );
  await world.look(
    `insert into tenancy.outbox (outbox_id, tenant_id, job, subject)
     values (gen_random_uuid(), $1, 'members.import', jsonb_build_object('runId', $2::text))`,
    [fund, runId],
  );
  return runId;
}

// In the middle of the first page, between pages, in the middle of the last one, and when all is done but not noted.
const MOMENTS: readonly GateWanted[] = [
  { table: 'members.unit_person', on: 'insert' },
  { table: 'tenancy.progress', on: 'update', when: `new.step = 'import' and new.done = 2000` },
  { table: 'imports.run', on: 'update', when: `new.state = 'imported'` },
  { table: 'tenancy.outbox', on: 'update', when: `new.job = 'members.import' and new.done_at is not null` },
];

it('a worker is killed again and again during an import: everybody comes in once, and the other fund sees nothing', async () => {
  const world = await World.from(seed);
  try {
    const runId = await started(world);
    await world.killAt(MOMENTS);
    await world.rest();
    const [found] = await world.look(
      `select (select count(*)::int from members.account_unit where label ~ '^P\\d') as units,
         (select count(*)::int from members.person where name ~ '^P\\d') as persons,
         (select count(*)::int from members.pledge g join imports.unit u using (tenant_id, account_unit_id)) as pledges,
         (select count(*)::int from ledger.account a join imports.unit u on u.account_unit_id = a.owner_id) as accounts,
         (select count(*)::int from members.account_unit where tenant_id = $2) as others,
         (select state from imports.run where run_id = $1) as state,
         (select summary from tenancy.progress where run_id = $1) as summary,
         (select count(*)::int from tenancy.audit where action = 'import.done') as acts`,
      [runId, seed.funds[1]?.id],
    );
    expect(found).toEqual({
      units: PEOPLE,
      persons: PEOPLE,
      pledges: PEOPLE,
      accounts: 2 * PEOPLE,
      others: 3,
      state: 'imported',
      summary: { units: PEOPLE, persons: PEOPLE, refused: 0 },
      acts: 1,
    });
    expect(await world.wrongs()).toEqual([]);
  } finally {
    await world.end();
  }
}, 240_000);
