import { newId } from '#tenancy';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type FrontDoor, openFrontDoor, type Visitor } from './front-door';

let door: FrontDoor;
let coordinator: Visitor;
let volunteer: Visitor;
let stalls: Visitor[];

beforeAll(async () => {
  door = await openFrontDoor();
  const fundId = await door.fund('lavoir', 'lavoir');
  await door.person('coordination@lavoir.example', [{ fund: fundId, role: 'coordinator', subjectId: null }]);
  await door.person('benevole@lavoir.example', [{ fund: fundId, role: 'volunteer', subjectId: null }]);
  coordinator = await door.signedIn('coordination@lavoir.example', 'lavoir');
  volunteer = await door.signedIn('benevole@lavoir.example', 'lavoir');
  stalls = [];
  for (const no of [1, 2]) {
    const outletId = newId();
    const values = [fundId, outletId, newId()];
    await door.database.asOwner(
      `insert into outlets.outlet values ($1, $2, ${no}, 'Étal ${no}', 'market-stall', 'approved', now())`,
      [fundId, outletId],
    );
    await door.database.asOwner(
      `insert into outlets.step values ($1, $3, $2, 'approved', 'Bienvenue', '2026-01-01', 'approved', '2026-01-01', now(), null)`,
      values,
    );
    await door.database.asOwner(
      `insert into outlets.approval_line values ($1, $3, $2, 'everything', 'tout', 'mixed', 100, '2026-01-01', null, now())`,
      values,
    );
    await door.person(`etal${no}@lavoir.example`, [{ fund: fundId, role: 'outlet', subjectId: outletId }]);
    stalls.push(await door.signedIn(`etal${no}@lavoir.example`, 'lavoir'));
  }
  await coordinator.post('/api/grants', {
    kind: 'opening-balance',
    destination: 'pot',
    moneySource: 'own',
    funder: 'Solde repris',
    amountCents: 100_000,
    receivedOn: '2026-01-02',
  });
});
afterAll(() => door.close());

const TOTALS = { accessibleCents: 6_500, fairCents: 10_000, solidarityCents: 2_500 };
const DAY = { ...TOTALS, marketOn: '2026-11-21' };

describe('a market day with three prices', () => {
  it('is noted by the outlet once, however often it taps, and corrected by it', async () => {
    const [own, other] = stalls as [Visitor, Visitor];
    const key = newId();
    const first = await own.post('/api/tallies', DAY, { key });
    expect(first.body).toMatchObject({ fairValueCents: 22_000, potPaysCents: 3_500, potGetsCents: 500, warnings: [] });
    expect((await own.post('/api/tallies', DAY, { key })).body).toEqual(first.body);
    expect((await own.post('/api/tallies', DAY)).body).toMatchObject({ status: 409, code: 'tally-already-entered' });
    const url = `/api/tallies/${String(first.body['tallyId'])}/corrections`;
    expect((await other.post(url, TOTALS)).body).toMatchObject({ status: 404, code: 'tally-unknown' });
    expect((await own.post(url, { ...TOTALS, accessibleCents: 0 })).body).toMatchObject({ fairValueCents: 12_000 });
    const { body } = await own.get('/api/tallies');
    expect((body['items'] as Record<string, unknown>[]).map((tally) => tally['correctedOn'])).toEqual([
      '2026-11-22',
      null,
    ]);
    expect((await other.get('/api/tallies')).body['items']).toEqual([]);
  });

  it('is typed from paper by a volunteer for any outlet, and by an outlet for itself only', async () => {
    const [own] = stalls as [Visitor];
    const onPaper = { ...DAY, outletNo: 2 };
    expect((await own.post('/api/tallies', onPaper)).body).toMatchObject({ code: 'outlet-number-unknown' });
    expect((await volunteer.post('/api/tallies', DAY)).body).toMatchObject({ errors: [{ pointer: '/outletNo' }] });
    expect((await volunteer.post('/api/tallies', onPaper)).status).toBe(201);
    expect((await volunteer.get('/api/tallies')).status).toBe(403);
  });

  it('beyond the ceiling of a day is the coordination’s to note, with its reason', async () => {
    const [own] = stalls as [Visitor];
    const dear = { ...DAY, accessibleCents: 65_000, marketOn: '2026-11-14', beyondCeilingReason: 'fête du marché' };
    expect((await own.post('/api/tallies', dear)).body).toMatchObject({
      status: 409,
      code: 'tally-above-day-ceiling',
      ceilingCents: 30_000,
      burdenCents: 34_500,
    });
    const noted = await coordinator.post('/api/tallies', { ...dear, outletNo: 1 });
    expect(noted.body).toMatchObject({ potPaysCents: 35_000, warnings: ['near-day-ceiling'] });
  });
});
