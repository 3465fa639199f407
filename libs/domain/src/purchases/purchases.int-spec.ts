import { newId, TenantTransaction } from '#tenancy';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Rooms } from '../../../../test/support/rooms';
import { cents } from '../kernel/money';
import { LedgerStore } from '../ledger/ledger.store';
import { dayOf } from '../kernel/calendar';
import { LotsQuery } from '../lots/lots.query';
import { PurchasesQuery } from './purchases.query';
import { PurchasesStore } from './purchases.store';
import { RefundPurchaseUseCase } from './refund-purchase.use-case';
import { CREDIT, keyOf, Market, type Shopper, type Stall, toShop } from './shopping.spec-support';

let rooms: Rooms;
let market: Market;
beforeAll(async () => {
  rooms = await Rooms.open({ connections: 16 });
  market = await Market.open(rooms, 16);
  await rooms.bystander({ preset: 'flers', rules: toShop() }, async (fund) => {
    await fund.open(50_000);
    await fund.admit();
    await fund.live('2026-11-05');
  });
}, 120_000);
afterAll(() => rooms.close());

const PAGE = { after: null, limit: 50 };
const refund = (purchaseId: string, more: { amount?: number; outletId?: string } = {}) =>
  market.fund.as(() =>
    rooms.get(RefundPurchaseUseCase).run({
      purchaseId,
      amount: more.amount === undefined ? null : cents(more.amount),
      reason: 'abîmé',
      outletId: more.outletId ?? null,
    }),
  );
const refusals = async (): Promise<string[]> =>
  (await market.fund.read(() => rooms.get(PurchasesQuery).refusals(PAGE))).map(({ reason }) => reason);

let nextShopper = 0;
const somebody = (): Shopper => market.shopper(nextShopper++);

describe('a purchase by phone', () => {
  it('takes from the account what is covered, owes it to the outlet, and proves itself', async () => {
    const [camille, stall] = [somebody(), await market.stall([70])];
    const { receipt, replayed } = await market.pay(camille, stall, 1_250);
    expect(replayed).toBe(false);
    expect(receipt).toMatchObject({
      outletNo: stall.outletNo,
      totalCents: 1_250,
      accountCents: 875,
      atOutletCents: 375,
      boughtOn: '2026-11-10',
      remainingCents: CREDIT - 875,
    });
    expect(await market.fund.balance(camille.unitId)).toBe(CREDIT - 875);
    expect(await market.owed(stall)).toBe(875);
    const again = await market.pay(camille, stall, 100);
    expect(again.receipt.word).toBe(receipt.word);
    const [seen] = await market.fund.read(() => rooms.get(PurchasesQuery).ofUnit(camille.unitId, null, PAGE));
    expect(seen).toMatchObject({ purchaseId: again.receipt.purchaseId, accountCents: 70, refundedCents: 0 });
    expect(await market.fund.faults()).toEqual([]);
  });

  it('asks how much for each line where there are several, and covers each at its rate', async () => {
    const [camille, stall] = [somebody(), await market.stall([30, 100, 0])];
    await expect(market.pay(camille, stall, 500)).rejects.toMatchObject({ code: 'basket-needs-lines' });
    const lines = stall.lineIds.map((approvalLineId) => ({ approvalLineId, amount: cents(101) }));
    const { receipt } = await market.pay(camille, stall, 0, { wish: { amount: null, lines, chosen: null } });
    expect(receipt).toMatchObject({ totalCents: 303, accountCents: 132 });
    const none = { amount: null, lines: lines.slice(2), chosen: null };
    await expect(market.pay(camille, stall, 0, { wish: none })).rejects.toMatchObject({ code: 'product-not-covered' });
    const elsewhere = await market.stall();
    await expect(
      market.pay(camille, elsewhere, 0, { wish: { amount: null, lines, chosen: null } }),
    ).rejects.toMatchObject({
      code: 'product-not-covered',
    });
  });

  it('offers to split when the balance is too low, and then goes through', async () => {
    const [camille, stall] = [somebody(), await market.stall()];
    await expect(market.pay(camille, stall, CREDIT + 500)).rejects.toMatchObject({
      code: 'balance-too-low',
      facts: { remainingCents: CREDIT, instead: { accountCents: CREDIT, atOutletCents: 500 } },
    });
    const { receipt } = await market.pay(camille, stall, CREDIT + 500, { chosen: cents(CREDIT) });
    expect(receipt).toMatchObject({ accountCents: CREDIT, atOutletCents: 500, remainingCents: 0 });
    await expect(market.pay(camille, stall, 1)).rejects.toMatchObject({
      code: 'balance-too-low',
      facts: { remainingCents: 0, instead: { accountCents: 0, atOutletCents: 1 } },
    });
  });

  it('leaves alone what is held', async () => {
    const [camille, stall] = [somebody(), await market.stall()];
    await market.fund.as(() =>
      rooms.get(TenantTransaction).run(() =>
        rooms.get(LedgerStore).hold({
          account: { kind: 'allocation', owner: camille.unitId as never },
          amount: cents(CREDIT - 100),
          sourceKind: 'basket',
          sourceId: newId(),
        }),
      ),
    );
    await expect(market.pay(camille, stall, 101)).rejects.toMatchObject({ facts: { remainingCents: 100 } });
    expect((await market.pay(camille, stall, 100)).receipt.remainingCents).toBe(0);
  });

  it('is for the people of the unit, at outlets that the fund has', async () => {
    const [camille, other, stall] = [somebody(), market.shopper(0), await market.stall()];
    const asOther = { payer: { kind: 'asker', personId: other.personId } } as const;
    await expect(market.pay(camille, stall, 100, asOther)).rejects.toMatchObject({ code: 'account-unit-unknown' });
    await rooms.database.asOwner(
      `update members.unit_person set from_on = '2026-11-11' where tenant_id = $1 and person_id = $2`,
      [market.fund.id, camille.personId],
    );
    await expect(market.pay(camille, stall, 100)).rejects.toMatchObject({ code: 'account-unit-unknown' });
    await rooms.database.asOwner(
      `update members.unit_person set from_on = '2026-11-10' where tenant_id = $1 and person_id = $2`,
      [market.fund.id, camille.personId],
    );
    await expect(market.pay(camille, { ...stall, outletNo: 999_999 }, 100)).rejects.toMatchObject({
      code: 'outlet-unknown',
    });
    for (const amount of [0, -5]) {
      await expect(market.pay(camille, stall, amount)).rejects.toMatchObject({ code: 'basket-empty' });
    }
    await expect(market.pay(camille, stall, 1_000_000_000_000)).rejects.toMatchObject({ code: 'balance-too-low' });
  });
});

describe('a refusal', () => {
  it('is distinct for each cause, and noted', async () => {
    const [camille, stall] = [somebody(), await market.stall()];
    const suspended = await market.stall([100], 'suspended');
    const asked = await market.stall([100], 'in-review');
    await expect(market.pay(camille, suspended, 100)).rejects.toMatchObject({ code: 'outlet-suspended' });
    await expect(market.pay(camille, asked, 100)).rejects.toMatchObject({ code: 'outlet-not-approved' });
    await rooms.database.asOwner(`insert into members.pause values ($1, $2, $3, '2026-11-01', '2026-11-01', now())`, [
      market.fund.id,
      newId(),
      camille.unitId,
    ]);
    await expect(market.pay(camille, stall, 100)).rejects.toMatchObject({ code: 'account-paused' });
    await market.fund.at('2026-12-01T09:00:00.000Z'); // the pause is over
    await market.pay(camille, stall, 100);
    await market.fund.at('2026-11-10T09:00:00.000Z');
    expect((await refusals()).slice(0, 3)).toEqual(['account-paused', 'outlet-not-approved', 'outlet-suspended']);
    expect(await market.owed(suspended)).toBe(0);
  });

  it('comes from what holds when it is paid, not when it was shown: an outlet suspended in between', async () => {
    const [camille, stall] = [somebody(), await market.stall()];
    const store = rooms.get(PurchasesStore);
    const pay = store.pay.bind(store);
    store.pay = async (order) => {
      await market.set(stall, 'suspended'); // between scan and confirmation
      return pay(order);
    };
    try {
      await expect(market.pay(camille, stall, 100)).rejects.toMatchObject({ code: 'outlet-suspended' });
    } finally {
      store.pay = pay;
    }
    expect(await market.fund.balance(camille.unitId)).toBe(CREDIT);
    expect((await refusals())[0]).toBe('outlet-suspended');
  });

  it('says what a limit leaves', async () => {
    const limited = await Market.open(rooms, 1, {
      rules: toShop((rules) => ({
        ...rules,
        spending: { ...rules.spending, perPurchaseMaxCents: cents(2_000), perDayMaxCents: cents(3_000) },
      })),
    });
    const [camille, stall] = [limited.shopper(), await limited.stall()];
    await expect(limited.pay(camille, stall, 2_001)).rejects.toMatchObject({
      code: 'purchase-limit-reached',
      facts: { instead: { accountCents: 2_000, atOutletCents: 1 } },
    });
    const { receipt } = await limited.pay(camille, stall, 2_000);
    await expect(limited.pay(camille, stall, 1_001)).rejects.toMatchObject({
      code: 'day-limit-reached',
      facts: { instead: { accountCents: 1_000, atOutletCents: 1 } },
    });
    await limited.fund.as(() =>
      rooms
        .get(RefundPurchaseUseCase)
        .run({ purchaseId: receipt.purchaseId, amount: cents(1), reason: 'x', outletId: null }),
    );
    await limited.pay(camille, stall, 1_001); // what came back may be spent again
    expect(await limited.fund.faults()).toEqual([]);
  });
});

describe('a purchase sent twice', () => {
  it('is one purchase, with one receipt, however much has changed since', async () => {
    const [camille, stall] = [somebody(), await market.stall()];
    const user = await market.fund.somebody('member', camille.personId);
    const send = (amount: number, asked: string) =>
      user.as(() => market.payAs(camille, stall, amount, { key: keyOf('un-double-toucher', asked) }));
    const taps = await Promise.all(Array.from({ length: 8 }, () => send(100, 'a')));
    expect(new Set(taps.map(({ receipt }) => JSON.stringify(receipt))).size).toBe(1);
    expect(taps.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(await market.fund.balance(camille.unitId)).toBe(CREDIT - 100);
    await market.set(stall, 'suspended');
    expect((await send(100, 'a')).receipt).toEqual(taps[0]?.receipt);
    await expect(send(200, 'b')).rejects.toMatchObject({ code: 'idempotency-key-reused' });
  });
});

describe('many tills at once', () => {
  it('give out the last euro once', async () => {
    const camille = somebody();
    const stalls: Stall[] = [];
    for (let n = 0; n < 4; n += 1) stalls.push(await market.stall());
    await market.pay(camille, stalls[0]!, CREDIT - 100);
    const tries = await Promise.allSettled(
      Array.from({ length: 12 }, (_, n) => market.pay(camille, stalls[n % 4]!, 100)),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await market.fund.balance(camille.unitId)).toBe(0);
    expect(await market.fund.faults()).toEqual([]);
  });
});

describe('the last evening of a month', () => {
  it('is the day of the purchase, even when its month closes before it comes into the books', async () => {
    const late = await Market.open(rooms, 1);
    const [camille, stall] = [late.shopper(), await late.stall()];
    await late.fund.at('2026-11-30T22:59:59.900Z'); // a tenth of a second before midnight in Paris
    const store = rooms.get(PurchasesStore);
    const pay = store.pay.bind(store);
    store.pay = async (order) => {
      await late.fund.as(() =>
        rooms.get(TenantTransaction).run(() => rooms.get(LedgerStore).closeThrough(dayOf('2026-11-30'))),
      );
      return pay(order);
    };
    try {
      const { receipt } = await late.pay(camille, stall, 100);
      expect(receipt.boughtOn).toBe('2026-11-30');
      const seen = await late.fund.read(() =>
        rooms.get(PurchasesQuery).one(receipt.purchaseId, { outletId: null, personId: null }),
      );
      expect(seen).toMatchObject({ boughtOn: '2026-11-30', bookedOn: '2026-12-01' });
    } finally {
      store.pay = pay;
    }
    expect(await late.fund.balance(camille.unitId, '2026-11-30')).toBe(CREDIT);
    expect(await late.fund.balance(camille.unitId, '2026-12-01')).toBe(CREDIT - 100);
    expect(await late.fund.faults()).toEqual([]);
  });
});

describe('a refund', () => {
  it('gives back whole or in part, never more than is left, to the credit it was spent from', async () => {
    const [camille, stall] = [somebody(), await market.stall([70])];
    const before = await market.fund.read(() => rooms.get(LotsQuery).of([camille.unitId]));
    const { receipt } = await market.pay(camille, stall, 1_000);
    await expect(refund(receipt.purchaseId, { amount: 701 })).rejects.toMatchObject({
      code: 'refund-too-large',
      facts: { leftCents: 700 },
    });
    expect(await refund(receipt.purchaseId, { amount: 300 })).toMatchObject({ refundedCents: 300, leftCents: 400 });
    const both = await Promise.allSettled([refund(receipt.purchaseId), refund(receipt.purchaseId)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(refund(receipt.purchaseId)).rejects.toMatchObject({ code: 'purchase-refunded' });
    expect(await market.fund.balance(camille.unitId)).toBe(CREDIT);
    expect(await market.owed(stall)).toBe(0);
    expect(await market.fund.read(() => rooms.get(LotsQuery).of([camille.unitId]))).toEqual(before);
    const whole = await market.pay(camille, stall, 500);
    await refund(whole.receipt.purchaseId);
    const [named] = await rooms.database.asOwner(
      `select count(*) as rows from ledger.movement m join purchases.refund r on r.refund_id = m.source_id
       where r.purchase_id = $1 and m.reverses_movement_id is not null`,
      [whole.receipt.purchaseId],
    );
    expect(Number(named?.['rows'])).toBe(1);
    expect(await market.fund.faults()).toEqual([]);
  });

  it('is the outlet’s on the same day, of its own purchases; afterwards the fund’s, as long as it voted', async () => {
    const [camille, stall, other] = [somebody(), await market.stall(), await market.stall()];
    const paid = [await market.pay(camille, stall, 100), await market.pay(camille, stall, 100)];
    const [first, second] = paid.map(({ receipt }) => receipt.purchaseId) as [string, string];
    await expect(refund(first, { outletId: other.outletId })).rejects.toMatchObject({ code: 'purchase-unknown' });
    await refund(first, { outletId: stall.outletId });
    await market.fund.at('2026-11-11T09:00:00.000Z');
    await expect(refund(second, { outletId: stall.outletId })).rejects.toMatchObject({ code: 'refund-too-late' });
    await market.fund.at('2026-12-10T09:00:00.000Z');
    await refund(second, { amount: 50 });
    await market.fund.at('2026-12-11T09:00:00.000Z');
    await expect(refund(second)).rejects.toMatchObject({ code: 'refund-too-late', facts: { lastDay: '2026-12-10' } });
    await market.fund.at('2026-11-10T09:00:00.000Z');
  });
});
