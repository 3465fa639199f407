import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RoleStore } from '#tenancy';
import { aLivingFund, type LivingFund } from './a-living-fund';
import { type Answer, type FrontDoor, openFrontDoor } from './front-door';

let door: FrontDoor;
let flers: LivingFund;
let lavoir: LivingFund;

beforeAll(async () => {
  door = await openFrontDoor({ appConnections: 3, identityConnections: 2 });
  flers = await aLivingFund(door, 'flers');
  lavoir = await aLivingFund(door, 'lavoir');
});
afterAll(() => door.close());

const idsOf = (fund: LivingFund): string[] => [
  fund.fundId,
  fund.unitId,
  fund.otherUnitId,
  fund.personId,
  fund.dueId,
  fund.accountId,
  fund.monthRunId,
];

describe('two funds that call at the same time over three connections', () => {
  it('never see each other in a thousand interleaved reads and writes', async () => {
    const asks = (own: LivingFund): (() => Promise<Answer>)[] => [
      () => own.coordinator.get('/api/account-units?limit=200'),
      () => own.coordinator.get(`/api/account-units/${own.unitId}`),
      () => own.coordinator.get('/api/contributions?month=2026-11'),
      () => own.coordinator.get('/api/ledger/accounts?limit=200'),
      () => own.coordinator.get('/api/funds/current'),
      () => own.coordinator.get('/api/audit?limit=200'),
      () => own.member.get(`/api/account-units/${own.unitId}/statement`),
      () =>
        own.coordinator.post('/api/account-units', {
          label: `Nouveau de ${own.slug}`,
          joinedOn: '2026-11-02',
          persons: [{ name: 'X' }],
          pledgeCents: 4_000,
        }),
      () =>
        own.coordinator.post('/api/account-units', {
          label: 'refusé',
          joinedOn: '2026-11-02',
          persons: [{ name: 'X' }],
          pledgeCents: 5,
        }),
    ];
    const faults: string[] = [];
    const statuses = new Map<number, number>();
    for (let wave = 0; wave < 16; wave += 1) {
      const calls = Array.from({ length: 64 }, (_, index) => {
        const [own, other] = index % 2 === 0 ? [flers, lavoir] : [lavoir, flers];
        const choices = asks(own);
        return { other, answer: choices[(wave * 64 + index * 7) % choices.length]?.() };
      });
      for (const { other, answer } of calls) {
        const { text = '', status = 0 } = (await answer) ?? {};
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        faults.push(
          ...idsOf(other)
            .filter((id) => text.includes(id))
            .map((id) => `${id} of ${other.slug}`),
        );
        if (text.includes(`Nouveau de ${other.slug}`)) faults.push(`a member of ${other.slug}`);
      }
    }
    expect(faults).toEqual([]);
    expect([...statuses.keys()].sort()).toEqual([200, 201, 422]);
  }, 120_000);

  it('refuse each other’s ids as unknown, in reads and in writes, and change nothing', async () => {
    const { coordinator } = lavoir;
    const { unitId, personId, dueId, accountId } = flers;
    const before = await flers.coordinator.get(`/api/account-units/${unitId}`);
    const calls: (() => Promise<Answer>)[] = [
      () => coordinator.get(`/api/account-units/${unitId}`),
      () => coordinator.get(`/api/account-units/${unitId}/contributions`),
      () => coordinator.get(`/api/account-units/${unitId}/statement`),
      () => coordinator.get(`/api/account-units/${unitId}/lots`),
      () =>
        coordinator.post(`/api/account-units/${unitId}/lots/2026-11/extensions`, {
          until: '2027-06-30',
          reason: 'non',
        }),
      () => coordinator.get(`/api/ledger/accounts/${accountId}/statement`),
      () => coordinator.post(`/api/account-units/${unitId}/pledges`, { pledgeCents: 9_000 }),
      () => coordinator.post(`/api/account-units/${unitId}/pauses`, { from: '2027-01' }),
      () => coordinator.post(`/api/account-units/${unitId}/pauses/end`, { lastPausedMonth: '2027-01' }),
      () => coordinator.post(`/api/account-units/${unitId}/departure`, { lastMonth: '2027-01' }),
      () => coordinator.post(`/api/account-units/${unitId}/persons`, { name: 'Intrus', from: '2026-11-02' }),
      () => coordinator.post(`/api/account-units/${unitId}/persons/${personId}/departure`, { lastDay: '2026-11-30' }),
      () => coordinator.post(`/api/contributions/${dueId}/receipts`, { amountCents: 4_000, method: 'cash' }),
    ];
    for (const call of calls)
      expect(await call()).toMatchObject({ status: 404, body: { code: expect.stringMatching(/-unknown$/) } });
    expect((await flers.coordinator.get(`/api/account-units/${unitId}`)).text).toBe(before.text);
    expect((await coordinator.get(`/api/account-units?after=${unitId}`)).text).not.toContain(flers.otherUnitId);
  });

  it('are two to one who coordinates both: each call is in the fund then chosen', async () => {
    const grants = [flers, lavoir].map(({ fundId }) => ({
      fund: fundId,
      role: 'coordinator' as const,
      subjectId: null,
    }));
    await door.person('deux@caisses.example', grants);
    const visitor = await door.signedIn('deux@caisses.example', 'flers');
    expect((await visitor.get(`/api/account-units/${flers.unitId}`)).status).toBe(200);
    expect((await visitor.get(`/api/account-units/${lavoir.unitId}`)).status).toBe(404);
    expect((await visitor.put('/api/session/fund', { fundId: lavoir.fundId })).status).toBe(200);
    expect((await visitor.get(`/api/account-units/${flers.unitId}`)).status).toBe(404);
    expect((await visitor.get(`/api/account-units/${lavoir.unitId}`)).status).toBe(200);
  });

  it('lose a coordinator at the next call when the role is taken away, and only there', async () => {
    const grants = [flers, lavoir].map(({ fundId }) => ({
      fund: fundId,
      role: 'coordinator' as const,
      subjectId: null,
    }));
    const id = await door.person('partant@caisses.example', grants);
    const visitor = await door.signedIn('partant@caisses.example', 'flers');
    expect((await visitor.get('/api/account-units')).status).toBe(200);
    await door.inside(flers.fundId, () => door.app.get(RoleStore, { strict: false }).withdraw(id, 'coordinator'));
    expect(await visitor.get('/api/account-units')).toMatchObject({ status: 403, body: { code: 'not-allowed' } });
    expect((await visitor.put('/api/session/fund', { fundId: lavoir.fundId })).status).toBe(200);
    expect((await visitor.get('/api/account-units')).status).toBe(200);
  });
});

describe('a member', () => {
  it('sees their own account and nobody else’s of the same fund', async () => {
    for (const path of ['', '/contributions', '/statement', '/lots']) {
      expect((await flers.member.get(`/api/account-units/${flers.unitId}${path}`)).status).toBe(200);
      expect(await flers.member.get(`/api/account-units/${flers.otherUnitId}${path}`)).toMatchObject({
        status: 404,
        body: { code: 'account-unit-unknown' },
      });
    }
    const pledge = { pledgeCents: 5_000 };
    expect((await flers.member.post(`/api/account-units/${flers.otherUnitId}/pledges`, pledge)).status).toBe(404);
    expect((await flers.member.post(`/api/account-units/${flers.unitId}/pledges`, pledge)).status).toBe(201);
  });
});
