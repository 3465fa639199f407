import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CreditAllocationsUseCase } from '#domain/allocations';
import { presetByKey } from '#domain/rules';
import { admit, aLivingFund, firstOf, type LivingFund } from './a-living-fund';
import { type FrontDoor, openFrontDoor } from './front-door';

let door: FrontDoor;
let flers: LivingFund;

beforeAll(async () => {
  door = await openFrontDoor();
  flers = await aLivingFund(door, 'flers');
});
afterAll(() => door.close());

describe('members', () => {
  it('join, are found, change their pledge, pause, come back and leave', async () => {
    const { coordinator } = flers;
    const { unitId } = await admit(coordinator, 'Chloé Petit');
    const at = `/api/account-units/${unitId}`;
    expect((await coordinator.get(at)).body).toMatchObject({
      accountUnitId: unitId,
      kind: 'person',
      label: 'Chloé Petit',
      joinedOn: '2026-09-02',
      persons: 1,
      people: [{ name: 'Chloé Petit', sharePercent: 100 }],
      pledges: [{ fromMonth: '2026-09', amountCents: 4_000 }],
      pauses: [],
    });
    expect(await coordinator.post(`${at}/pledges`, { pledgeCents: 6_000 })).toMatchObject({
      status: 201,
      body: { fromMonth: '2026-12' },
    });
    expect(await coordinator.post(`${at}/pauses`, { from: '2027-01' })).toMatchObject({ status: 201 });
    expect(await coordinator.post(`${at}/pauses`, { from: '2027-03', until: '2027-04' })).toMatchObject({
      status: 409,
      body: { code: 'pause-overlaps' },
    });
    expect(await coordinator.post(`${at}/pauses`, { from: '2027-04', until: '2027-03' })).toMatchObject({
      status: 422,
      body: { code: 'pause-ends-before-it-begins' },
    });
    expect(await coordinator.post(`${at}/pauses/end`, { lastPausedMonth: '2027-02' })).toMatchObject({ status: 200 });
    expect(await coordinator.post(`${at}/departure`, { lastMonth: '2027-06' })).toMatchObject({
      status: 200,
      body: { lastMonth: '2027-06', unspent: 'kept', spendableUntil: null, arrears: 'stay-owed' },
    });
    expect(await coordinator.post(`${at}/departure`, { lastMonth: '2027-07' })).toMatchObject({
      status: 409,
      body: { code: 'already-left' },
    });
    expect((await coordinator.get(at)).body).toMatchObject({
      lastMonth: '2027-06',
      pauses: [{ fromMonth: '2027-01', untilMonth: '2027-02' }],
    });
  });

  it('are listed a page at a time, and so are the people', async () => {
    const { coordinator } = flers;
    for (const path of ['/api/account-units', '/api/persons']) {
      const first = await coordinator.get(`${path}?limit=2`);
      expect((first.body['items'] as unknown[]).length).toBe(2);
      const second = await coordinator.get(`${path}?limit=200&after=${String(first.body['next'])}`);
      const all = await coordinator.get(`${path}?limit=200`);
      expect([...(first.body['items'] as unknown[]), ...(second.body['items'] as unknown[])]).toEqual(
        all.body['items'],
      );
      expect(all.body['next']).toBeNull();
    }
  });

  it('come and go in a household where the unit is the household', async () => {
    const gironde = await door.fund('gironde', 'gironde');
    await door.person('coordination@gironde.example', [{ fund: gironde, role: 'coordinator', subjectId: null }]);
    const coordinator = await door.signedIn('coordination@gironde.example', 'gironde');
    const { rules } = presetByKey('gironde');
    expect(rules.unit).toBe('household');
    const bornIn =
      rules.allocation.mode === 'household-weights' && rules.allocation.ageWeights.length > 0 ? '1984-05' : null;
    const body = {
      label: 'Foyer Martin',
      joinedOn: '2026-09-01',
      persons: [
        { name: 'Jo Martin', bornIn },
        { name: 'Lou Martin', bornIn, sharePercent: 50 },
      ],
    };
    const pledge = rules.contribution.mode === 'none' ? {} : { pledgeCents: 4_000 };
    const admitted = await coordinator.post('/api/account-units', { ...body, ...pledge });
    expect({ status: admitted.status, text: admitted.text }).toMatchObject({ status: 201 });
    const at = `/api/account-units/${String(admitted.body['accountUnitId'])}`;
    const arrived = await coordinator.post(`${at}/persons`, { name: 'Mia Martin', bornIn, from: '2026-11-10' });
    expect(arrived).toMatchObject({ status: 201 });
    const left = await coordinator.post(`${at}/persons/${String(arrived.body['personId'])}/departure`, {
      lastDay: '2026-11-20',
    });
    expect(left).toMatchObject({ status: 200, body: arrived.body });
    expect((await coordinator.get(at)).body).toMatchObject({
      people: [{}, {}, { name: 'Mia Martin', from: '2026-11-10', until: '2026-11-20' }],
    });
  });
});

describe('a month', () => {
  it('shows its dues, takes money by hand with a numbered receipt, and never too much', async () => {
    const { coordinator, dueId, unitId } = flers;
    const dues = await coordinator.get('/api/contributions?month=2026-11');
    expect(dues.body['items'] as { accountUnitId: string; amountCents: number; state: string }[]).toEqual(
      expect.arrayContaining([expect.objectContaining({ accountUnitId: unitId, amountCents: 4_000, state: 'open' })]),
    );
    const first = await coordinator.post(`/api/contributions/${dueId}/receipts`, {
      amountCents: 1_500,
      method: 'cash',
    });
    expect(first).toMatchObject({ status: 201, body: { receiptNo: 1, receivedCents: 1_500, state: 'partly-paid' } });
    const tooMuch = await coordinator.post(`/api/contributions/${dueId}/receipts`, {
      amountCents: 2_501,
      method: 'cheque',
    });
    expect(tooMuch).toMatchObject({ status: 422, body: { code: 'receipt-too-large' } });
    const rest = await coordinator.post(`/api/contributions/${dueId}/receipts`, {
      amountCents: 2_500,
      method: 'transfer',
    });
    expect(rest).toMatchObject({ status: 201, body: { receiptNo: 2, receivedCents: 4_000, state: 'paid' } });
    expect(
      await coordinator.post(`/api/contributions/${dueId}/receipts`, { amountCents: 1, method: 'cash' }),
    ).toMatchObject({ status: 409, body: { code: 'due-not-open' } });
  });

  it('waits for a decision when the pot cannot bear it, then credits, and the books say so', async () => {
    const { coordinator, fundId, monthRunId, unitId } = flers;
    const credit = () =>
      door.outside(fundId, () => door.app.get(CreditAllocationsUseCase, { strict: false }).run({ monthRunId }));
    await credit();
    expect((await coordinator.get('/api/months/2026-11')).body).toMatchObject({
      month: '2026-11',
      closedAt: null,
      atClose: null,
      toDate: { calledCents: 8_000, receivedCents: 4_000, figures: { heldCents: 4_000, freeCents: 4_000 } },
      steps: expect.arrayContaining([
        expect.objectContaining({ step: 'open-dues', state: 'done' }),
        expect.objectContaining({ step: 'credit', state: 'stopped' }),
      ]),
    });
    expect(
      await coordinator.post('/api/months/2026-12/credit-decision', { decision: 'postpone', reason: 'x' }),
    ).toMatchObject({ status: 404, body: { code: 'month-unknown' } });
    const decided = await coordinator.post('/api/months/2026-11/credit-decision', {
      decision: 'reduce-equally',
      reason: 'le pot est presque vide',
    });
    expect(decided).toMatchObject({ status: 200, body: { decision: 'reduce-equally' } });
    await credit();
    const credits = await coordinator.get('/api/allocations?month=2026-11');
    expect((credits.body['items'] as { amountCents: number }[]).map(({ amountCents }) => amountCents)).toEqual([
      1_333, 1_333, 1_333,
    ]);
    expect((await coordinator.get('/api/ledger/figures')).body).toMatchObject({
      on: '2026-11-22',
      heldCents: 4_000,
      owedToMembersCents: 3_999,
      freeCents: 1,
      receivableCents: 4_000,
    });
    const statement = await flers.member.get(`/api/account-units/${unitId}/statement`);
    expect(statement).toMatchObject({
      status: 200,
      body: {
        kind: 'allocation',
        balanceCents: 1_333,
        lots: [{ lotMonth: '2026-11', leftCents: 1_333 }],
        items: [{ direction: 'credit', amountCents: 1_333, lotMonth: '2026-11' }],
        next: null,
        owedCents: 0,
        late: [],
      },
    });
    const other = (await coordinator.get(`/api/account-units/${flers.otherUnitId}/statement`)).body;
    // 40 € less the 10 € that the payer pays.
    expect(other).toMatchObject({ owedCents: 3_000, late: [{ month: '2026-11', owedCents: 3_000, pending: false }] });
    expect((await flers.member.get(`/api/account-units/${unitId}/statement?to=2026-10-31`)).body).toMatchObject({
      balanceCents: 0,
      items: [],
    });
    expect((await flers.member.get(`/api/account-units/${unitId}/lots`)).body).toMatchObject({
      heldCents: 0,
      lots: [{ lotMonth: '2026-11', leftCents: 1_333 }],
    });
    expect((await coordinator.get('/api/months')).body).toMatchObject({ items: [{ month: '2026-11' }], next: null });
  });

  it('has grants beside contributions, and accounts that balance', async () => {
    const { coordinator } = flers;
    const grant = {
      kind: 'grant',
      destination: 'pot',
      moneySource: 'public',
      funder: 'Orne',
      amountCents: 100_000,
      receivedOn: '2026-11-15',
    };
    const { status, body } = await coordinator.post('/api/grants', grant);
    expect(status).toBe(201);
    expect((await coordinator.get('/api/grants')).body).toMatchObject({ items: [{ ...grant, ...body }], next: null });
    const accounts = (await coordinator.get('/api/ledger/accounts?limit=200')).body['items'] as {
      debitCents: number;
      creditCents: number;
      balanceCents: number;
    }[];
    expect(accounts.reduce((total, { balanceCents }) => total + balanceCents, 0)).toBe(0);
    expect(accounts.reduce((total, { debitCents }) => total + debitCents, 0)).toBeGreaterThan(0);
    const pot = await coordinator.get(
      `/api/ledger/accounts/${flers.accountId}/statement?from=2026-11-01&to=2026-11-30&limit=1`,
    );
    expect(pot).toMatchObject({ status: 200, body: { kind: 'pot', to: '2026-11-30' } });
    const next = await coordinator.get(
      `/api/ledger/accounts/${flers.accountId}/statement?after=${String(pot.body['next'])}`,
    );
    expect((next.body['items'] as unknown[]).length).toBeGreaterThan(0);
  });
});

describe('the record of acts', () => {
  it('knows who wrote what, and each time a coordinator looked at somebody’s money', async () => {
    const { coordinator, unitId } = flers;
    await coordinator.get(`/api/account-units/${unitId}/statement`, {
      headers: { 'x-request-id': 'lecture-du-releve' },
    });
    await flers.member.get(`/api/account-units/${unitId}/statement`, {
      headers: { 'x-request-id': 'lecture-par-soi-meme' },
    });
    const { body } = await coordinator.get('/api/audit?limit=200');
    const acts = body['items'] as { action: string; subjectId: string; requestId: string; actorKind: string }[];
    expect(acts.find(({ requestId }) => requestId === 'lecture-du-releve')).toMatchObject({
      action: 'money.read',
      subjectId: unitId,
      actorKind: 'identity',
    });
    expect(acts.find(({ requestId }) => requestId === 'lecture-par-soi-meme')).toBeUndefined();
    for (const action of [
      'fund.created',
      'unit.admitted',
      'pledge.changed',
      'unit.paused',
      'unit.left',
      'receipt.recorded',
      'credit.decided',
      'grant.received',
    ]) {
      expect(acts.map((act) => act.action)).toContain(action);
    }
    const page = await coordinator.get('/api/audit?limit=1');
    expect(
      firstOf((await coordinator.get(`/api/audit?limit=1&after=${String(page.body['next'])}`)).body, 'auditId'),
    ).not.toBe(firstOf(page.body, 'auditId'));
  });
});
