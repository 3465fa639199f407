import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aLivingFund, type LivingFund } from './a-living-fund';
import { type Answer, type FrontDoor, openFrontDoor } from './front-door';

let door: FrontDoor;
let flers: LivingFund;
let lavoir: LivingFund;

const FORM = { name: 'Nour Benali', persons: [{}], channel: 'counter' };
const send = (body: object = FORM, key?: string, address = '192.0.2.7'): Promise<Answer> =>
  door.visitor(address).post('/api/public/funds/flers/applications', body, key === undefined ? {} : { key });
const idOf = async (receipt: unknown): Promise<string> => {
  const { body } = await flers.coordinator.get('/api/applications?limit=200');
  const found = (body['items'] as Record<string, unknown>[]).find((one) => one['receipt'] === receipt);
  return String(found?.['applicationId']);
};

beforeAll(async () => {
  door = await openFrontDoor();
  flers = await aLivingFund(door, 'flers');
  lavoir = await aLivingFund(door, 'lavoir');
});
afterAll(() => door.close());

describe('somebody who asks to join', () => {
  it('sees what the fund asks, and gets a receipt and nothing else', async () => {
    const { body } = await door.visitor().get('/api/public/funds/flers/application-form');
    expect(body).toMatchObject({ fundName: "d'après flers", unit: 'person', asksMeeting: false, questions: [] });
    const answer = await send();
    expect(answer.status).toBe(201);
    expect(Object.keys(answer.body).sort()).toEqual(['number', 'receipt']);
  });

  it('who presses the button twice has applied once; the key for another form is refused', async () => {
    const [one, two] = await Promise.all([send(FORM, 'deux-fois-presse'), send(FORM, 'deux-fois-presse')]);
    expect(one.body).toEqual(two.body);
    expect(await send({ ...FORM, name: 'Autre' }, 'deux-fois-presse')).toMatchObject({
      status: 409,
      body: { code: 'form-key-reused' },
    });
  });

  it('follows it by the receipt, which tells nothing of the person, and of no other fund', async () => {
    const { body } = await send();
    const at = (slug: string, receipt: unknown) =>
      door.visitor().get(`/api/public/funds/${slug}/applications/${String(receipt)}`);
    const standing = await at('flers', body['receipt']);
    expect(standing.body).toMatchObject({ state: 'received', place: null, number: body['number'] });
    expect(standing.text).not.toContain('Nour');
    for (const wrong of [
      await at('lavoir', body['receipt']),
      await at('flers', '000000000000'),
      await at('flers', '%00'),
    ]) {
      expect(wrong).toMatchObject({ status: 404, body: { code: 'application-unknown' } });
    }
    expect(await at('nulle-part', body['receipt'])).toMatchObject({ status: 404, body: { code: 'fund-unknown' } });
  });

  it('waits, reads their place, is invited, told, accepted and admitted', async () => {
    const { body } = await send({ ...FORM, name: 'Lina' });
    const id = await idOf(body['receipt']);
    const standing = async () =>
      (await door.visitor().get(`/api/public/funds/flers/applications/${String(body['receipt'])}`)).body;
    const { coordinator } = flers;
    expect((await coordinator.post(`/api/applications/${id}/decision`, { decision: 'accept' })).body).toEqual({
      state: 'waiting',
    });
    expect(await standing()).toMatchObject({ state: 'waiting', place: 1, waiting: 1 });
    const opened = await coordinator.post('/api/waiting-list/waves', { note: 'conseil du 20 novembre' });
    expect(opened.body).toEqual({ wave: 1, places: 30 });
    const invited = await coordinator.post('/api/waiting-list/invitations', { answerDays: 10 });
    expect(invited.body).toEqual({ invited: [id] });
    expect((await coordinator.get('/api/applications/to-tell')).text).toContain(id);
    await coordinator.post(`/api/applications/${id}/told`, { toldOn: '2026-11-22' });
    expect(await standing()).toMatchObject({ state: 'invited', answerBy: '2026-12-02' });
    const admitted = await coordinator.post('/api/account-units', {
      label: 'Lina',
      joinedOn: '2026-11-22',
      persons: [{ name: 'Lina' }],
      pledgeCents: 4_000,
      applicationId: id,
    });
    expect(admitted.status).toBe(201);
    expect(await standing()).toMatchObject({ state: 'admitted', place: null });
    const detail = await coordinator.get(`/api/applications/${id}`);
    expect(detail.body).toMatchObject({
      accountUnitId: admitted.body['accountUnitId'],
      eligibility: { outcome: 'fulfilled', findings: [] },
    });
    expect((await coordinator.get('/api/waiting-list')).body).toMatchObject({
      list: [],
      waves: [{ no: 1, area: null }],
    });
  });

  it('is stopped when one address sends form after form', async () => {
    const limited = await openFrontDoor({ signInsPerMinute: 2 });
    try {
      await limited.fund('flers');
      const statuses: number[] = [];
      for (let turn = 0; turn < 6; turn += 1) {
        const { status } = await limited
          .visitor('192.0.2.99')
          .post('/api/public/funds/flers/applications', { ...FORM, name: `N ${String(turn)}` });
        statuses.push(status);
      }
      expect(statuses).toEqual([201, 201, 201, 201, 429, 429]);
    } finally {
      await limited.close();
    }
  });

  it.each([
    ['input-invalid', { ...FORM, monthlyNetIncomeCents: 100_000 }],
    ['field-not-needed', { ...FORM, incomeBand: 'A' }],
    ['channel-unreachable', { ...FORM, channel: 'sms' }],
    ['answer-not-understood', { ...FORM, answers: [{ question: 'x', answer: 'y' }] }],
  ])('is told with %s what to mend', async (code, body) => {
    expect(await send(body)).toMatchObject({ status: 422, body: { code } });
  });
});

describe('a paper form', () => {
  it('is typed in with the day on the paper, and belongs to its fund', async () => {
    const typed = await flers.coordinator.post('/api/applications', { ...FORM, receivedOn: '2026-10-03' });
    expect(typed.status).toBe(201);
    const id = await idOf(typed.body['receipt']);
    expect((await flers.coordinator.get(`/api/applications/${id}`)).body).toMatchObject({ receivedOn: '2026-10-03' });
    expect((await lavoir.coordinator.get(`/api/applications/${id}`)).status).toBe(404);
  });
});
