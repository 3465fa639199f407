import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aLivingFund, firstOf, type LivingFund } from '../api/a-living-fund';
import { type FrontDoor, openFrontDoor, type Visitor } from '../api/front-door';
import { ROOMS } from './matrix';
import type { Role } from './matrix/line';

let door: FrontDoor;
let flers: LivingFund;

beforeAll(async () => {
  door = await openFrontDoor();
  flers = await aLivingFund(door, 'flers');
});
afterAll(() => door.close());

/** Every list and card without an id that a role may ask for. */
const readableBy = (role: Role): string[] =>
  ROOMS.flatMap(({ lines }) => Object.entries(lines))
    .filter(([route, { may }]) => route.startsWith('GET /api/') && !route.includes('{') && may.includes(role))
    .map(([route, { query = '' }]) => `${route.slice(4)}${query}`);

const receipt = (visitor: Visitor, amountCents: number) =>
  visitor.post(`/api/contributions/${flers.dueId}/receipts`, { amountCents, method: 'cash' });

describe('a volunteer', () => {
  it('finds whose due a receipt is for by name, and learns neither amounts nor what is paid', async () => {
    const found = await flers.volunteer.get('/api/desk/dues?name=ali%20de');
    expect(found.body).toEqual({
      dues: [{ accountUnitId: flers.unitId, label: 'Ali de flers', dueId: flers.dueId, month: '2026-11' }],
    });
    for (const name of ['a', 'al', '%', '___', '  ']) {
      const { status, body } = await flers.volunteer.get(`/api/desk/dues?name=${encodeURIComponent(name)}`);
      expect(status === 422 || JSON.stringify(body) === '{"dues":[]}').toBe(true);
    }
  });

  it('types a receipt and gets its number, not what was received before or is still owed', async () => {
    await receipt(flers.treasurer, 1_000);
    const typed = await receipt(flers.volunteer, 500);
    expect(typed.body).toEqual({
      attemptId: expect.any(String),
      receiptNo: expect.any(Number),
      receivedCents: null,
      state: null,
    });
    const tooMuch = await receipt(flers.volunteer, 9_999_999);
    expect(tooMuch.status).toBe(422);
    expect(Object.keys(tooMuch.body).sort()).toEqual(['code', 'instance', 'status', 'title', 'type']);
    expect((await receipt(flers.treasurer, 9_999_999)).body).toMatchObject({ owedCents: 2_500 });
    expect((await receipt(flers.treasurer, 500)).body).toMatchObject({ receivedCents: 2_000, state: 'partly-paid' });
  });

  it('is shown nobody’s money and nobody’s name by any list', async () => {
    await flers.coordinator.post('/api/bank-account', { iban: 'BE68539007547034', holder: 'Caisse', reason: 'essai' });
    for (const url of readableBy('volunteer').filter((one) => !/rules|presets|desk/.test(one))) {
      const { text } = await flers.volunteer.get(url);
      expect({ url, seen: /Cents|Ali de|Bintou de|BE68/.exec(text)?.[0] ?? null }).toEqual({ url, seen: null });
    }
  });
});

describe('a payer', () => {
  it('is shown nobody’s name and no other money than its own by any list', async () => {
    const urls = readableBy('payer').filter((one) => !/rules|presets/.test(one));
    expect(urls).toContain('/api/session');
    for (const url of urls) {
      const { text } = await flers.payer.get(url);
      expect({ url, seen: /Ali de|Bintou de|balanceCents/.exec(text)?.[0] ?? null }).toEqual({
        url,
        seen: null,
      });
    }
    expect((await flers.payer.get('/api/session')).body).toMatchObject({ roles: ['payer'], personId: null });
  });

  it('does not see the accounts of those it pays for', async () => {
    for (const path of ['', '/contributions', '/statement']) {
      expect(await flers.payer.get(`/api/account-units/${flers.unitId}${path}`)).toMatchObject({ status: 403 });
    }
  });
});

describe('a member', () => {
  it('sees their own unit and finds no other', async () => {
    for (const path of ['', '/contributions', '/statement']) {
      expect(await flers.member.get(`/api/account-units/${flers.unitId}${path}`)).toMatchObject({ status: 200 });
      expect(await flers.member.get(`/api/account-units/${flers.otherUnitId}${path}`)).toMatchObject({
        status: 404,
        body: { code: 'account-unit-unknown' },
      });
    }
  });
});

describe('reading a person’s money', () => {
  it('is remembered with who read it, for the treasurer as for the coordinator, and not when it is one’s own', async () => {
    const readings = async () => {
      const { body } = await flers.coordinator.get('/api/audit?limit=200');
      const items = body['items'] as { action: string; actorId: string; subjectId: string }[];
      return items.filter(({ action, subjectId }) => action === 'money.read' && subjectId === flers.unitId);
    };
    const before = await readings();
    await flers.member.get(`/api/account-units/${flers.unitId}/statement`);
    expect(await readings()).toHaveLength(before.length);
    const me = firstOf({ items: [(await flers.treasurer.get('/api/session')).body] }, 'identityId');
    await flers.treasurer.get(`/api/account-units/${flers.unitId}/statement`);
    expect((await readings()).slice(0, 1)).toMatchObject([{ actorId: me }]);
    expect(await readings()).toHaveLength(before.length + 1);
  });

  it('names what was read: the call of a payer, the payer itself, nobody for a list of all', async () => {
    await flers.treasurer.get(`/api/payer-calls/${flers.callId}`);
    await flers.treasurer.get(`/api/payers/${flers.payerId}/agreements`);
    await flers.treasurer.get('/api/months/2026-11/unpaid-choices');
    const { body } = await flers.coordinator.get('/api/audit?limit=3');
    expect(body['items']).toMatchObject([
      { action: 'money.read', subjectKind: 'unpaid-of-month', subjectId: null },
      { action: 'money.read', subjectKind: 'payer', subjectId: flers.payerId },
      { action: 'money.read', subjectKind: 'payer-call', subjectId: flers.callId },
    ]);
  });
});
