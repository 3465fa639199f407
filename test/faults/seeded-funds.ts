// Funds at the beginning of a month, in a database that is copied for each bad day: the same units in each, so that
// what becomes of a disturbed month can be compared, unit by unit, with a month that nobody disturbed. Their ids follow
// from a seed, and with them what the practice bank does: a case goes the same way each time it is run.
import { chanceFrom, seedOf } from '#domain/kernel';
import { newId, withSeededIds } from '#tenancy';
import type { Rules } from '#domain/rules';
import type { LivingFund } from '../support/living-fund';
import { Rooms } from '../support/rooms';

/** A fund to be seeded. */
export interface FundSeeded {
  readonly preset: string;
  readonly units: number;
  readonly timeZone?: string;
  readonly rules?: (rules: Rules) => Rules;
  readonly slug?: string;
  /** The month its rules are in force from. */
  readonly from?: string;
}

/** The seeded database and the funds in it. */
export interface Seed {
  readonly database: string;
  readonly funds: readonly { readonly id: string; readonly slug: string; readonly timeZone: string }[];
  drop(): Promise<void>;
}

/** Two funds whose rules have little in common: persons and a fixed amount, households and weights. */
export const TWO_FUNDS: readonly FundSeeded[] = [
  { preset: 'flers', units: 140 },
  { preset: 'gironde', units: 60 },
];

/** Seeds funds whose clocks stand at an instant, each with a pot that bears months. */
export async function seedFunds(wanted: readonly FundSeeded[], at = '2026-11-01T00:00:00+01:00'): Promise<Seed> {
  const rooms = await Rooms.open();
  const funds = [];
  for (const { units, ...one } of wanted) {
    const fund = await rooms.fund({ slug: one.preset, from: '2026-10', at, ...one });
    await fund.open(units * 200_000);
    const [chance, msecs] = [chanceFrom(seedOf(`faults/${one.slug ?? one.preset}`)), Date.parse(at)];
    await withSeededIds({ chance, msecs }, () => admit(rooms, fund, { units, household: one.preset === 'gironde' }));
    funds.push({ id: fund.id, slug: one.slug ?? one.preset, timeZone: fund.timeZone });
  }
  await rooms.database.asOwner('delete from tenancy.outbox');
  await rooms.app.close();
  await rooms.database.rest();
  return { database: rooms.database.name, funds, drop: () => rooms.database.drop() };
}

// A thousand admissions one by one would take longer than the month: people arrive by the bus.
async function admit(rooms: Rooms, fund: LivingFund, bus: { units: number; household: boolean }): Promise<void> {
  const ids = Array.from({ length: bus.units }, newId);
  const say = (sql: string, values: unknown[]): Promise<unknown> => rooms.database.asOwner(sql, [fund.id, ...values]);
  await say(
    `insert into members.account_unit (tenant_id, account_unit_id, kind, label, joined_on)
     select $1, u.id, $3, 'Foyer ' || u.place, '2026-08-10' from unnest($2::uuid[]) with ordinality as u(id, place)`,
    [ids, bus.household ? 'household' : 'person'],
  );
  await say(
    `insert into members.pledge (tenant_id, pledge_id, account_unit_id, from_month, amount_cents, declared_at)
     select $1, gen_random_uuid(), u.id, '2026-08-01', 2500 + 500 * (u.place % 40), now()
     from unnest($2::uuid[]) with ordinality as u(id, place)`,
    [ids],
  );
  const persons = ids.flatMap((id, place) =>
    Array.from({ length: bus.household ? 1 + (place % 5) : 1 }, () => ({ unit: id, person: newId() })),
  );
  await say(
    `insert into members.person (tenant_id, person_id, name) select $1, u.id, 'Camille' from unnest($2::uuid[]) as u(id)`,
    [persons.map(({ person }) => person)],
  );
  await say(
    `insert into members.unit_person (tenant_id, account_unit_id, person_id, from_on)
     select $1, u.unit, u.person, '2026-08-10' from unnest($2::uuid[], $3::uuid[]) as u(unit, person)`,
    [persons.map(({ unit }) => unit), persons.map(({ person }) => person)],
  );
  await say(
    `insert into ledger.account (tenant_id, account_id, kind, owner_id)
     select $1, gen_random_uuid(), k, u.id from unnest($2::uuid[]) as u(id), unnest(array['allocation', 'receivable']) as k`,
    [ids],
  );
}
