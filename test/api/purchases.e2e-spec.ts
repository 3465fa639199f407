import { newId } from '#tenancy';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { letShop } from '../security/matrix/purchases';
import { aLivingFund, type LivingFund } from './a-living-fund';
import { type FrontDoor, openFrontDoor, type Visitor } from './front-door';

let door: FrontDoor;
let flers: LivingFund;
let lavoir: LivingFund;

beforeAll(async () => {
  door = await openFrontDoor();
  flers = await aLivingFund(door, 'flers');
  lavoir = await aLivingFund(door, 'lavoir');
  for (const fund of [flers, lavoir]) await letShop(door, fund);
});
afterAll(() => door.close());

const AT = '/api/tills/1/purchases';
const basket = (amountCents: number, more: object = {}): object => ({
  accountUnitId: flers.unitId,
  amountCents,
  ...more,
});

describe('a member at a stall', () => {
  it('sees what is covered, pays, and shows the proof; a retry shows the same receipt', async () => {
    expect((await flers.member.get('/api/tills/1')).body).toMatchObject({
      name: 'La ferme du Pré',
      state: 'approved',
      lines: [{ title: 'Toute la ferme', coveragePercent: 100 }],
    });
    const key = newId();
    const first = await flers.member.post(AT, basket(1_250), { key });
    expect(first).toMatchObject({
      status: 201,
      body: { totalCents: 1_250, accountCents: 1_250, atOutletCents: 0, remainingCents: 3_750, medium: 'member-phone' },
    });
    expect(first.body['word']).toMatch(/^\p{L}{3,}$/u);
    const again = await flers.member.post(AT, basket(1_250), { key });
    expect(again.text).toBe(first.text);
    expect(again.headers['idempotency-replayed']).toBe('true');
    expect((await flers.member.post(AT, basket(1_251), { key })).body).toMatchObject({
      status: 422,
      code: 'idempotency-key-reused',
    });
    expect(await flers.member.post(AT, basket(100), { key: null })).toMatchObject({ status: 400 });
  });

  it('is told precisely what stands in the way', async () => {
    expect((await flers.member.post(AT, basket(1_000_000))).body).toMatchObject({
      status: 409,
      code: 'balance-too-low',
      remainingCents: 3_750,
      instead: { accountCents: 3_750, atOutletCents: 996_250 },
    });
    for (const amountCents of [0, -1, 10 ** 12, 12.345]) {
      expect((await flers.member.post(AT, basket(amountCents))).body).toMatchObject({
        code: 'input-invalid',
        errors: [{ pointer: '/amountCents' }],
      });
    }
    expect((await flers.member.post(AT, {})).body).toMatchObject({ status: 422 });
    expect((await flers.member.post(AT, { accountUnitId: flers.unitId })).body).toMatchObject({ code: 'basket-empty' });
    const other = { accountUnitId: flers.otherUnitId, amountCents: 100 };
    expect((await flers.member.post(AT, other)).body).toMatchObject({ status: 404, code: 'account-unit-unknown' });
    expect((await flers.member.get('/api/tills/99')).body).toMatchObject({ status: 404, code: 'outlet-unknown' });
    expect((await flers.member.get('/api/tills/abc')).body).toMatchObject({ status: 404, code: 'outlet-unknown' });
    const { body } = await flers.treasurer.get('/api/purchase-refusals');
    expect(body['items']).toMatchObject([{ reason: 'basket-empty' }, { reason: 'balance-too-low' }]);
    expect(JSON.stringify(body)).not.toContain(flers.unitId);
  });
});

describe('an outlet', () => {
  it('sees its own purchases and gives back, and learns neither who nor what is left', async () => {
    const { body } = await flers.outlet.get('/api/purchases');
    const [purchase] = body['items'] as Record<string, unknown>[];
    expect(purchase).toMatchObject({ accountCents: 1_250, initials: null });
    const at = `/api/purchases/${String(purchase?.['purchaseId'])}`;
    const back = await flers.outlet.post(`${at}/refunds`, { amountCents: 250, reason: 'abîmé' });
    expect(back.body).toMatchObject({ refundedCents: 250, leftCents: 1_000 });
    const one = await flers.outlet.get(at);
    expect(one.body).toMatchObject({ accountUnitId: null, refundedCents: 250, lines: [{ amountCents: 1_250 }] });
    for (const hidden of ['Ali', flers.unitId, flers.personId, 'remaining', '3750']) {
      expect(JSON.stringify([body, one.body])).not.toContain(hidden);
    }
    expect((await flers.member.get(`/api/account-units/${flers.unitId}/purchases`)).body['items']).toMatchObject([
      { accountCents: 1_250, refundedCents: 250, outletName: 'La ferme du Pré' },
    ]);
    expect((await flers.coordinator.get(at)).body).toMatchObject({ accountUnitId: flers.unitId });
  });

  it('finds nothing of another outlet, in its own fund or another', async () => {
    const { body } = await flers.outlet.get('/api/purchases');
    const purchaseId = String((body['items'] as Record<string, unknown>[])[0]?.['purchaseId']);
    const other = newId();
    await door.database.asOwner(
      `insert into outlets.outlet values ($1, $2, 2, 'Le moulin', 'shop', 'approved', now())`,
      [flers.fundId, other],
    );
    await door.person('moulin@flers.example', [{ fund: flers.fundId, role: 'outlet', subjectId: other }]);
    for (const stranger of [await door.signedIn('moulin@flers.example', 'flers'), lavoir.outlet]) {
      expect(await stranger.get(`/api/purchases/${purchaseId}`)).toMatchObject({ status: 404 });
      expect(await stranger.post(`/api/purchases/${purchaseId}/refunds`, { reason: 'x' })).toMatchObject({
        status: 404,
      });
      expect((await stranger.get('/api/purchases')).body['items']).toEqual([]);
    }
  });
});

describe('the screen of an outlet', () => {
  const SCREEN = '/api/outlet-screen/purchases';

  it('takes a card and the PIN; a retry shows the same receipt even when the card was blocked since', async () => {
    const { body: card } = await flers.coordinator.post(`/api/persons/${flers.personId}/cards`, {});
    await flers.member.post('/api/my-pin', { pin: '4071' });
    const cardNo = String(card['cardNo']);
    const asked = { cardNo, pin: '4071', amountCents: 300 };
    const key = newId();
    const paid = await flers.outlet.post(SCREEN, asked, { key });
    expect(paid).toMatchObject({ status: 201, body: { medium: 'card', accountCents: 300 } });
    expect(paid.body).not.toHaveProperty('remainingCents');
    expect((await flers.outlet.get('/api/outlet-screen')).body).toMatchObject({ outletNo: 1, word: paid.body['word'] });
    expect((await flers.outlet.post(SCREEN, { ...asked, pin: '1111' })).body).toMatchObject({
      code: 'pin-wrong',
      triesLeft: 4,
    });
    // Whose card it was reads it, and who keeps the books; nobody else, the outlet least of all.
    const refusals = `/api/account-units/${flers.unitId}/purchase-refusals`;
    const reasons = async (reader: Visitor) =>
      ((await reader.get(refusals)).body['items'] as { reason: string }[]).map(({ reason }) => reason);
    expect(await reasons(flers.member)).toEqual(['pin-wrong']);
    expect((await reasons(flers.coordinator))[0]).toBe('pin-wrong');
    for (const stranger of [flers.outlet, flers.volunteer]) {
      expect((await stranger.get(refusals)).status).toBe(403);
    }
    expect((await lavoir.member.get(refusals)).status).toBe(404);
    await flers.member.post(`/api/cards/${String(card['cardId'])}/block`, { reason: 'lost' });
    const blocked = await flers.outlet.post(SCREEN, asked);
    expect(blocked.body).toMatchObject({ status: 409, code: 'see-with-the-fund' });
    const again = await flers.outlet.post(SCREEN, asked, { key });
    expect([again.text, again.headers['idempotency-replayed']]).toEqual([paid.text, 'true']);
    expect((await flers.outlet.post(SCREEN, { ...asked, amountCents: 301 }, { key })).body).toMatchObject({
      code: 'idempotency-key-reused',
    });
  });

  it('does not tell who is poor: the reason is the fund’s and the member’s', async () => {
    const { body } = await flers.coordinator.post(`/api/persons/${flers.otherPersonId}/member-number`, {});
    const { body: drawn } = await flers.coordinator.post(`/api/persons/${flers.otherPersonId}/pin`, {});
    const memberNo = String(body['memberNo']);
    const refused = await flers.outlet.post(SCREEN, { memberNo, pin: String(drawn['pin']), amountCents: 100 });
    // the preset of Flers takes cards and phones only; what is about the person never gets that far
    expect(refused.body).toMatchObject({ status: 409, code: 'medium-not-offered' });
    const { body: card } = await flers.coordinator.post(`/api/persons/${flers.otherPersonId}/cards`, {});
    const poor = await flers.outlet.post(SCREEN, {
      cardNo: String(card['cardNo']),
      pin: String(drawn['pin']),
      amountCents: 100,
    });
    expect(Object.keys(poor.body).sort()).toEqual(['code', 'instance', 'status', 'title', 'type']);
    expect(poor.body).toMatchObject({ status: 409, code: 'see-with-the-fund' });
    const { body: log } = await flers.coordinator.get('/api/purchase-refusals');
    expect((log['items'] as { reason: string }[]).slice(0, 2)).toMatchObject([
      { reason: 'balance-too-low', medium: 'card' },
      { reason: 'medium-not-offered', medium: 'outlet-screen' },
    ]);
    const neither = await flers.outlet.post(SCREEN, { pin: '4071', amountCents: 100 });
    expect(neither.body).toMatchObject({ status: 422, errors: [{ pointer: '/cardNo' }] });
  });

  it('asks for a payment that a member confirms by its code, and sees that it is paid, not by whom', async () => {
    const { body } = await flers.outlet.post('/api/outlet-screen/requests', { amountCents: 200 });
    const [code, at] = [String(body['code']), `/api/outlet-screen/requests/${String(body['requestId'])}`];
    expect((await flers.member.get(`/api/payment-requests/${code.toLowerCase()}`)).body).toMatchObject({
      state: 'open',
      totalCents: 200,
      accountCents: 200,
      outletName: 'La ferme du Pré',
    });
    for (const stranger of [lavoir.outlet, await door.signedIn('moulin@flers.example', 'flers')]) {
      expect((await stranger.get(at)).body).toMatchObject({ status: 404, code: 'request-unknown' });
      expect((await stranger.post(`${at}/withdraw`, undefined)).body).toMatchObject({ status: 404 });
    }
    expect((await lavoir.member.get(`/api/payment-requests/${code}`)).status).toBe(404);
    const paid = await flers.member.post(`/api/payment-requests/${code}/purchases`, { accountUnitId: flers.unitId });
    expect(paid).toMatchObject({ status: 201, body: { accountCents: 200 } });
    const seen = await flers.outlet.get(at);
    expect(seen.body).toMatchObject({ state: 'paid', accountCents: 200, purchaseId: paid.body['purchaseId'] });
    for (const hidden of [flers.unitId, flers.personId, 'remaining']) expect(seen.text).not.toContain(hidden);
    const twice = await flers.member.post(`/api/payment-requests/${code}/purchases`, { accountUnitId: flers.unitId });
    expect(twice.body).toMatchObject({ status: 409, code: 'already-paid' });
    expect((await flers.outlet.post(`${at}/withdraw`, undefined)).body).toMatchObject({ code: 'already-paid' });
  });
});
