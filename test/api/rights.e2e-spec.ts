import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aLivingFund, type LivingFund } from './a-living-fund';
import { type FrontDoor, openFrontDoor, type Visitor } from './front-door';

let door: FrontDoor;
let flers: LivingFund;
let chloeId: string;
let chloe: Visitor;

beforeAll(async () => {
  door = await openFrontDoor();
  flers = await aLivingFund(door, 'flers');
  chloeId = await door.person('chloe@flers.example', [
    { fund: flers.fundId, role: 'member', subjectId: flers.personId },
  ]);
  chloe = await door.signedIn('chloe@flers.example', 'flers');
});
afterAll(() => door.close());

describe('a coordinator', () => {
  it('gives a role to a login and takes it away; both count from the next call on', async () => {
    const { coordinator } = flers;
    expect(await chloe.get('/api/grants')).toMatchObject({ status: 403 });
    const right = { login: 'CHLOE@flers.example', role: 'treasurer', reason: 'élue trésorière' };
    expect(await coordinator.post('/api/rights', right)).toMatchObject({ status: 204 });
    expect(await chloe.get('/api/grants')).toMatchObject({ status: 200 });
    const { body } = await coordinator.get('/api/rights?limit=200');
    expect(body['items']).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          login: 'chloe@flers.example',
          rights: [expect.objectContaining({ role: 'member' }), expect.objectContaining({ role: 'treasurer' })],
        }),
      ]),
    );
    const loss = { identityId: chloeId, role: 'treasurer', reason: 'mandat fini' };
    expect(await coordinator.post('/api/rights/revocation', loss)).toMatchObject({ status: 204 });
    expect(await chloe.get('/api/grants')).toMatchObject({ status: 403 });
    expect((await coordinator.get('/api/audit?limit=2')).body).toMatchObject({
      items: [{ action: 'right.revoked' }, { action: 'right.granted', facts: { role: 'treasurer' } }],
    });
  });

  it('cannot leave the fund without one, nor name a login that nobody has', async () => {
    const { body } = await flers.coordinator.get('/api/session');
    const last = { identityId: body['identityId'], role: 'coordinator', reason: 'fatigue' };
    expect(await flers.coordinator.post('/api/rights/revocation', last)).toMatchObject({
      status: 409,
      body: { code: 'last-coordinator' },
    });
    const nobody = { login: 'personne@nulle.part', role: 'volunteer', reason: 'essai' };
    expect(await flers.coordinator.post('/api/rights', nobody)).toMatchObject({
      status: 404,
      body: { code: 'login-unknown' },
    });
  });
});
