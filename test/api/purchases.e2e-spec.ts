import { newId } from '#tenancy';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { letShop } from '../security/matrix/purchases';
import { aLivingFund, type LivingFund } from './a-living-fund';
import { type FrontDoor, openFrontDoor } from './front-door';

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
