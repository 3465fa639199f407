import { beforeAll, describe, expect, it } from '@jest/globals';
import { dayOf, startOfDay } from '#domain/kernel';
import type { Rules } from '#domain/rules';
import { build } from '../support/dev-scripts';
import type { WorkerProcess } from '../support/worker-process';
import { type FundSeeded, seedFunds } from './seeded-funds';
import { World } from './world';

beforeAll(() => build(), 60_000);

async function lived(
  wanted: readonly FundSeeded[],
  { at, zone = 'UTC' }: { at: string; zone?: string },
  life: (world: World, worker: WorkerProcess) => Promise<void>,
): Promise<void> {
  const seed = await seedFunds(wanted, at);
  const world = await World.from(seed);
  try {
    await life(world, await world.worker({ TZ: zone }));
    expect(await world.wrongs()).toEqual([]);
  } finally {
    await world.end();
    await seed.drop();
  }
}

/** How many of a fund's things there are, by day. */
function countByDay(world: World, what: 'due' | 'credit'): Promise<Record<string, unknown>[]> {
  return world.look(
    what === 'due'
      ? `select to_char(target_on, 'YYYY-MM-DD') as day, count(*)::int as count from contributions.attempt group by 1 order by 1`
      : `select to_char(booked_on, 'YYYY-MM-DD') as day, count(*)::int as count from ledger.movement
         where source_kind = 'credit' group by 1 order by 1`,
  );
}

async function closedFunds(world: World, month: string): Promise<string[]> {
  const rows = await world.look(
    `select f.slug from cycle.month_run r join directory.fund f using (tenant_id)
     where r.month = $1 and r.closed_at is not null order by 1`,
    [`${month}-01`],
  );
  return rows.map((row) => String(row['slug']));
}

describe('a fund that debits and credits on the 31st', () => {
  it(
    'does so on 31 January and on 28 February, and not a day earlier',
    () =>
      lived(
        [
          {
            preset: 'flers',
            units: 12,
            from: '2027-01',
            rules: (rules) => ({
              ...rules,
              collection: { ...rules.collection, dayOfMonth: 31 },
              credited: { mode: 'day-of-month', day: 31 },
            }),
          },
        ],
        { at: '2027-01-01T00:00:00+01:00' },
        async (world) => {
          await world.live('2027-01-30');
          expect([await countByDay(world, 'due'), await countByDay(world, 'credit')]).toEqual([[], []]);
          await world.live('2027-01-31');
          await world.live('2027-02-27');
          expect(await closedFunds(world, '2027-01')).toEqual(['flers']);
          const january = [{ day: '2027-01-31', count: 12 }];
          expect([await countByDay(world, 'due'), await countByDay(world, 'credit')]).toEqual([january, january]);
          await world.live('2027-02-28');
          await world.live('2027-03-01');
          const february = [...january, { day: '2027-02-28', count: 12 }];
          expect([await countByDay(world, 'due'), await countByDay(world, 'credit')]).toEqual([february, february]);
          expect(await closedFunds(world, '2027-02')).toEqual(['flers']);
        },
      ),
    120_000,
  );
});

// A new try a week after a failure may fall in the night or on the day in question, and rightly change what is true.
const triedOnce = (rules: Rules): Rules => ({ ...rules, dunning: { ...rules.dunning, retries: [] } });

describe.each([
  {
    night: 'back, in October',
    month: '2026-10',
    changes: ['2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z'],
    ends: { 'Europe/Paris': '2026-10-31T23:00:00Z', 'Indian/Reunion': '2026-10-31T20:00:00Z' },
  },
  {
    night: 'forward, in March',
    month: '2027-03',
    changes: ['2027-03-28T00:59:59Z', '2027-03-28T01:00:00Z'],
    ends: { 'Europe/Paris': '2027-03-31T22:00:00Z', 'Indian/Reunion': '2027-03-31T20:00:00Z' },
  },
])('the clock goes $night', ({ month, changes, ends }) => {
  const last = (zone: string): string => ends[zone as keyof typeof ends];

  it(
    'nothing happens twice that night, and each fund closes at the midnight of its own zone',
    () =>
      lived(
        [
          { preset: 'flers', slug: 'paris', units: 12, from: month, timeZone: 'Europe/Paris', rules: triedOnce },
          { preset: 'gironde', slug: 'reunion', units: 12, from: month, timeZone: 'Indian/Reunion', rules: triedOnce },
        ],
        { at: `${month}-01T12:00:00Z`, zone: 'Pacific/Auckland' },
        async (world) => {
          await world.live(`${month}-05`);
          await world.live(`${month}-20`);
          await world.at((zone) => startOfDay(dayOf(changes[0]!.slice(0, 10)), zone).toString()); // late returns come in now
          await world.rest();
          const before = await world.outcome();
          for (const instant of changes) {
            await world.at(() => instant);
            await world.rest();
          }
          expect(await world.outcome()).toEqual(before);
          await world.at((zone) => new Date(Date.parse(last(zone)) - 1_000).toISOString());
          await world.rest();
          expect(await closedFunds(world, month)).toEqual([]);
          await world.at(() => '2026-01-01T00:00:00Z'); // a clock never goes back
          await world.at((zone) => last(zone));
          await world.rest();
          expect(await closedFunds(world, month)).toEqual(['paris', 'reunion']);
          const begun = await world.look('select count(*)::int as months from cycle.month_run');
          expect(begun).toEqual([{ months: 4 }]);
        },
      ),
    120_000,
  );
});

describe('the worker is down for two months', () => {
  it(
    'then lives each month that it missed, in order, and skips none',
    () =>
      lived(
        [
          { preset: 'flers', units: 20, from: '2026-11', rules: triedOnce },
          { preset: 'gironde', units: 10, from: '2026-11', rules: triedOnce },
        ],
        { at: '2026-11-01T00:00:00+01:00' },
        async (world, worker) => {
          await world.liveMonth('2026-11');
          expect(await worker.stop()).toBe(0);
          await world.at(() => '2027-02-06T08:00:00Z');
          await world.worker();
          await world.rest();
          await world.live('2027-02-20');
          const months = await world.look(
            `select f.slug, to_char(r.month, 'YYYY-MM') as month, r.closed_at is not null as closed,
             (select count(*)::int from contributions.due d where d.tenant_id = r.tenant_id and d.month_run_id = r.month_run_id) as dues,
             (select count(*)::int from allocations.credit c where c.tenant_id = r.tenant_id and c.month_run_id = r.month_run_id) as credits
           from cycle.month_run r join directory.fund f using (tenant_id) order by f.slug, r.month_run_id`,
          );
          const expected = (slug: string, units: number): object[] =>
            ['2026-11', '2026-12', '2027-01', '2027-02'].map((month) => ({
              slug,
              month,
              closed: month !== '2027-02',
              dues: units,
              credits: units,
            }));
          expect(months).toEqual([...expected('flers', 20), ...expected('gironde', 10)]);
          const inFlight = await world.look(
            `select state, count(*)::int from contributions.attempt where state in ('scheduled', 'submitted') group by 1`,
          );
          expect(inFlight).toEqual([]);
          const closings = await world.look(
            `select distinct to_char(through, 'YYYY-MM-DD') as through from ledger.closing order by 1`,
          );
          expect(closings.map(({ through }) => through)).toEqual(['2026-11-30', '2026-12-31', '2027-01-31']);
        },
      ),
    120_000,
  );
});
