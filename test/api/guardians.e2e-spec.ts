import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aLivingFund, type LivingFund } from './a-living-fund';
import { type FrontDoor, openFrontDoor, type Visitor } from './front-door';

let door: FrontDoor;
let flers: LivingFund;
let lavoir: LivingFund;

/** Somebody without account who is in charge of the fund's member, as far as said; signed in. */
async function inCharge(name: string, scope: 'sees' | 'acts'): Promise<{ visitor: Visitor; guardianId: string }> {
  const { body } = await flers.coordinator.post('/api/persons', { name });
  const personId = String(body['personId']);
  const charge = { personId, kind: 'guardian', scope, from: '2026-11-22' };
  const named = await flers.coordinator.post(`/api/persons/${flers.personId}/guardians`, charge);
  expect(named.status).toBe(201);
  await door.person(`${name}@tutelle.example`, [{ fund: flers.fundId, role: 'member', subjectId: personId }]);
  const visitor = await door.signedIn(`${name}@tutelle.example`, 'flers');
  return { visitor, guardianId: String(named.body['guardianId']) };
}

beforeAll(async () => {
  door = await openFrontDoor();
  flers = await aLivingFund(door, 'flers');
  lavoir = await aLivingFund(door, 'lavoir');
});
afterAll(() => door.close());

const unit = (of: LivingFund = flers): string => `/api/account-units/${of.unitId}`;

describe('somebody who acts for a member', () => {
  it('sees what the member sees and acts as they could, and is remembered as themselves', async () => {
    const { visitor, guardianId } = await inCharge('sonia', 'acts');
    for (const route of ['', '/contributions', '/statement']) {
      expect((await visitor.get(`${unit()}${route}`)).status).toBe(200);
    }
    expect((await visitor.get('/api/units-in-charge')).body['items']).toMatchObject([{ accountUnitId: flers.unitId }]);
    expect((await visitor.post(`${unit()}/pledges`, { pledgeCents: 5_000 })).status).toBe(201);
    const rows = await door.database.asOwner(
      `select action, actor_id, facts from tenancy.audit where tenant_id = $1 and subject_id = $2
         and action in ('guardian.acted', 'pledge.changed') order by audit_id`,
      [flers.fundId, flers.unitId],
    );
    expect(rows.map(({ action }) => action)).toEqual(['guardian.acted', 'pledge.changed']);
    expect(new Set(rows.map(({ actor_id }) => actor_id)).size).toBe(1);
    expect(rows[0]?.['facts']).toMatchObject({ guardianId, forPersonId: flers.personId });
  });

  it('is remembered for each look at the money, as the treasurer would be; the member is not', async () => {
    const { visitor } = await inCharge('rosa', 'sees');
    const me = String((await visitor.get('/api/session')).body['identityId']);
    await flers.member.get(`${unit()}/statement`);
    for (const route of ['', '/statement', '/lots', '/statement?format=csv']) await visitor.bytes(`${unit()}${route}`);
    await visitor.get(`/api/account-units/${flers.otherUnitId}/statement`);
    const readings = await door.database.asOwner(
      `select actor_id, subject_kind, subject_id from tenancy.audit
       where tenant_id = $1 and action = 'money.read' and actor_id = any($2)`,
      [flers.fundId, [me, String((await flers.member.get('/api/session')).body['identityId'])]],
    );
    const one = { actor_id: me, subject_kind: 'account-unit', subject_id: flers.unitId };
    expect(readings).toEqual([one, one, one, one]);
  });

  it('who may only see changes nothing', async () => {
    const { visitor } = await inCharge('lena', 'sees');
    expect((await visitor.get(unit())).status).toBe(200);
    expect(await visitor.post(`${unit()}/pledges`, { pledgeCents: 5_000 })).toMatchObject({
      status: 404,
      body: { code: 'account-unit-unknown' },
    });
  });

  it('sees nobody else’s account, in this fund or another, and nothing once it is over', async () => {
    const { visitor, guardianId } = await inCharge('marc', 'acts');
    expect((await visitor.get(`/api/account-units/${flers.otherUnitId}`)).status).toBe(404);
    expect((await visitor.get(unit(lavoir))).status).toBe(404);
    await flers.coordinator.post(`/api/guardians/${guardianId}/end`, { lastDay: '2026-11-21' });
    expect((await visitor.get(unit())).status).toBe(404);
    expect((await visitor.get('/api/units-in-charge')).body['items']).toEqual([]);
  });

  it('is not asked about of a person of another fund', async () => {
    const mine = `/api/persons/${flers.personId}/guardians`;
    expect(await flers.coordinator.get(mine)).toMatchObject({ status: 200 });
    expect(await lavoir.coordinator.get(mine)).toMatchObject({ status: 404, body: { code: 'person-not-in-fund' } });
  });
});
