import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { admit, aLivingFund, type LivingFund } from './a-living-fund';
import { type FrontDoor, openFrontDoor } from './front-door';

let door: FrontDoor;
let flers: LivingFund;
let lavoir: LivingFund;

beforeAll(async () => {
  door = await openFrontDoor();
  flers = await aLivingFund(door, 'flers');
  lavoir = await aLivingFund(door, 'lavoir');
});
afterAll(() => door.close());

const AN_EMPLOYER = { name: 'Moulin', kind: 'employer', moneySource: 'private', callDay: 31, daysToPay: 0 };

describe('somebody who acts for a payer', () => {
  it('sees its own card, people and calls, and of a person its own part only', async () => {
    const { body: added } = await flers.coordinator.post('/api/payers', AN_EMPLOYER);
    const { body: all } = await flers.payer.get('/api/payers');
    expect(all['items']).toEqual([expect.objectContaining({ payerId: flers.payerId, owedCents: 1_000 })]);
    expect(await flers.payer.get(`/api/payers/${String(added['payerId'])}`)).toMatchObject({ status: 404 });
    const people = await flers.payer.get(`/api/payers/${flers.payerId}/agreements`);
    expect(people.body['items']).toMatchObject([{ label: 'Bintou de flers', shareMode: 'fixed', amountCents: 1_000 }]);
    const call = await flers.payer.get(`/api/payer-calls/${flers.callId}`);
    expect(call.body).toMatchObject({
      callNo: 1,
      month: '2026-11',
      totalCents: 1_000,
      payer: { name: 'CCAS', reference: 'BC-17' },
      account: null,
      lines: [{ label: 'Bintou de flers', amountCents: 1_000, receivedCents: 0 }],
      payments: [],
    });
    const seen = [all, people.body, call.body, (await flers.payer.get('/api/payer-calls')).body];
    for (const hidden of ['4000', '3000', 'Ali', flers.unitId, flers.personId]) {
      expect(JSON.stringify(seen)).not.toContain(hidden);
    }
    expect((await flers.payer.get('/api/session')).status).toBe(200);
  });

  it('finds nothing of another payer, in its own fund or another', async () => {
    expect(await flers.payer.get(`/api/payer-calls/${lavoir.callId}`)).toMatchObject({ status: 404 });
    expect(await flers.payer.get(`/api/payers/${lavoir.payerId}`)).toMatchObject({ status: 404 });
    const { body } = await flers.coordinator.post('/api/payers', AN_EMPLOYER);
    await door.person('autre@flers.example', [
      { fund: flers.fundId, role: 'payer', subjectId: String(body['payerId']) },
    ]);
    const stranger = await door.signedIn('autre@flers.example', 'flers');
    expect(await stranger.get(`/api/payer-calls/${flers.callId}`)).toMatchObject({ status: 404 });
    expect(await stranger.get(`/api/payer-calls/${flers.callId}/sheet`)).toMatchObject({ status: 404 });
    expect((await stranger.get('/api/payer-calls')).body['items']).toEqual([]);
  });
});

describe('a call on paper', () => {
  it('is a page that runs nothing, and a file', async () => {
    const page = await flers.payer.get(`/api/payer-calls/${flers.callId}/sheet`);
    expect(page.text).toContain('Appel de participation n° 1');
    expect(page.text).toContain('Votre référence : <strong>BC-17</strong>');
    const file = await flers.coordinator.get(`/api/payer-calls/${flers.callId}/sheet.csv`);
    expect(file.text).toContain(';Bintou de flers;;1000;10,00');
  });
});

describe('a member', () => {
  it('sees who pays which part for them, and nobody else’s', async () => {
    await door.person('bintou@flers.example', [{ fund: flers.fundId, role: 'member', subjectId: flers.otherPersonId }]);
    const bintou = await door.signedIn('bintou@flers.example', 'flers');
    const payers = await bintou.get(`/api/account-units/${flers.otherUnitId}/payers`);
    expect(payers.body['items']).toMatchObject([{ payerName: 'CCAS', amountCents: 1_000, fromMonth: '2026-11' }]);
    const dues = await bintou.get(`/api/account-units/${flers.otherUnitId}/contributions`);
    expect(dues.body['items']).toMatchObject([
      { amountCents: 3_000, payer: null },
      { amountCents: 1_000, payer: { payerId: flers.payerId, name: 'CCAS' } },
    ]);
    expect(await flers.member.get(`/api/account-units/${flers.otherUnitId}/payers`)).toMatchObject({ status: 404 });
  });
});

describe('the treasurer', () => {
  it('notes a payment and its return, and sees the payers’ part of the month', async () => {
    const paid = await flers.treasurer.post(`/api/payer-calls/${flers.callId}/payments`, {
      amountCents: 600,
      method: 'cheque',
    });
    expect([paid.status, paid.body['people']]).toEqual([201, 1]);
    const figures = async () => (await flers.treasurer.get('/api/months/2026-11')).body['toDate'];
    expect(await figures()).toMatchObject({ payersCalledCents: 1_000, payersReceivedCents: 600 });
    const tooMuch = { amountCents: 401, method: 'transfer' };
    expect((await flers.treasurer.post(`/api/payer-calls/${flers.callId}/payments`, tooMuch)).body).toMatchObject({
      status: 422,
      code: 'receipt-too-large',
      owedCents: 400,
    });
    const back = await flers.treasurer.post(`/api/payer-payments/${String(paid.body['paymentId'])}/return`, {
      reason: 'sans provision',
    });
    expect(back.body).toEqual({ owedCents: 600 });
    expect(await figures()).toMatchObject({ payersReceivedCents: 0 });
  });

  it('is told which number a share needs, and that a member is warned when a payer stops', async () => {
    const { unitId } = await admit(flers.coordinator, 'Chloé');
    const url = `/api/payers/${flers.payerId}/agreements`;
    const without = await flers.treasurer.post(url, {
      accountUnitId: unitId,
      shareMode: 'percentage',
      from: '2026-12',
    });
    expect(without.body).toMatchObject({ status: 422, errors: [{ pointer: '/basisPoints' }] });
    const both = { accountUnitId: unitId, shareMode: 'all', basisPoints: 1, from: '2026-12' };
    expect((await flers.treasurer.post(url, both)).status).toBe(422);
    const end = await flers.treasurer.post(`${url}/${flers.agreementId}/end`, { lastMonth: '2026-11' });
    expect(end.body).toEqual({ lastMonth: '2026-11' });
    const { body } = await flers.coordinator.get('/api/notices');
    expect(body['items']).toContainEqual(
      expect.objectContaining({ text: expect.stringContaining('À partir de décembre 2026') }),
    );
  });
});
