import { newId } from '#tenancy';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LivingFund } from '../../../../test/support/living-fund';
import { Rooms } from '../../../../test/support/rooms';
import { type Chance, chanceFrom, pick, wholeBetween } from '../kernel/chance';
import { cents } from '../kernel/money';
import { AskPaymentUseCase } from './ask-payment.use-case';
import type { Paid, Payment } from './pay-purchase.use-case';
import { PurchasesQuery } from './purchases.query';
import { PurchasesStore } from './purchases.store';
import { RefundPurchaseUseCase } from './refund-purchase.use-case';
import { RequestsQuery } from './requests.query';
import { CREDIT, keyOf, Market, type Shopper, type Stall, toShop } from './shopping.spec-support';
import { ShowPlaceUseCase } from './show-place.use-case';
import { WithdrawRequestUseCase } from './withdraw-request.use-case';

let rooms: Rooms;
let market: Market;
let other: LivingFund;
beforeAll(async () => {
  rooms = await Rooms.open({ connections: 16 });
  market = await Market.open(rooms, 12);
  other = await rooms.bystander({ preset: 'flers', rules: toShop() }, async (fund) => {
    await fund.open(50_000);
    await fund.admit();
    await fund.live('2026-11-05');
  });
}, 120_000);
afterAll(() => rooms.close());

let nextShopper = 0;
const somebody = (): Shopper => market.shopper(nextShopper++);
const ask = (stall: Stall, amount: number) =>
  market.fund.as(() =>
    rooms
      .get(AskPaymentUseCase)
      .run({ outletId: stall.outletId, wish: { amount: cents(amount), lines: [], chosen: null } }),
  );
const confirm = (shopper: Shopper, code: string, more: Partial<Payment> = {}): Promise<Paid> =>
  market.pay(shopper, { outletId: '', outletNo: 0, lineIds: [] }, 0, {
    at: { requestCode: code },
    wish: null,
    ...more,
  });
const stateOf = async (requestId: string, stall: Stall) =>
  market.fund.read(() => rooms.get(RequestsQuery).ofOutlet(requestId, stall.outletId));

describe('a payment request', () => {
  it('is read by its code, confirmed once, and told to the outlet without a name', async () => {
    const [camille, stall] = [somebody(), await market.stall([70])];
    const { requestId, code } = await ask(stall, 1_000);
    const shown = await market.fund.read(() => rooms.get(RequestsQuery).toConfirm(code.toLowerCase()));
    expect(shown).toMatchObject({ state: 'open', totalCents: 1_000, accountCents: 700, atOutletCents: 300 });
    expect(await stateOf(requestId, stall)).toMatchObject({ state: 'open', accountCents: null });
    const { receipt } = await confirm(camille, code);
    expect(receipt).toMatchObject({ accountCents: 700, outletNo: stall.outletNo });
    expect(await stateOf(requestId, stall)).toMatchObject({ state: 'paid', accountCents: 700 });
    await expect(confirm(camille, code)).rejects.toMatchObject({ code: 'already-paid' });
    const elsewhere = await market.stall();
    expect(await stateOf(requestId, elsewhere)).toBeNull();
    expect(await other.read(() => rooms.get(RequestsQuery).toConfirm(code))).toBeNull();
  });

  it('is paid once, though two phones of two accounts confirm it at the same moment', async () => {
    const [camille, dominique, stall] = [somebody(), somebody(), await market.stall()];
    const { code } = await ask(stall, 500);
    const both = await Promise.allSettled([camille, dominique, camille, dominique].map((one) => confirm(one, code)));
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const reasons = both.flatMap((one) => (one.status === 'rejected' ? [(one.reason as { code: string }).code] : []));
    expect(new Set(reasons)).toEqual(new Set(['already-paid']));
    expect(await market.owed(stall)).toBe(500);
  });

  it('expires after the minutes of the rules, and can be withdrawn before', async () => {
    const [camille, stall] = [somebody(), await market.stall()];
    const late = await ask(stall, 500);
    await market.fund.at('2026-11-10T09:14:59.999Z');
    expect(await stateOf(late.requestId, stall)).toMatchObject({ state: 'open' });
    await market.fund.at('2026-11-10T09:15:00.000Z');
    expect(await stateOf(late.requestId, stall)).toMatchObject({ state: 'expired' });
    await expect(confirm(camille, late.code)).rejects.toMatchObject({ code: 'request-expired' });
    await market.fund.at('2026-11-10T09:00:00.000Z');
    const mistyped = await ask(stall, 5_000);
    const withdraw = (stand: Stall) =>
      market.fund.as(() =>
        rooms.get(WithdrawRequestUseCase).run({ requestId: mistyped.requestId, outletId: stand.outletId }),
      );
    await expect(withdraw(await market.stall())).rejects.toMatchObject({ code: 'request-unknown' });
    await withdraw(stall);
    await withdraw(stall);
    await expect(confirm(camille, mistyped.code)).rejects.toMatchObject({ code: 'request-withdrawn' });
    await expect(confirm(camille, 'ZZZZZZ')).rejects.toMatchObject({ code: 'request-unknown' });
    expect(await market.fund.balance(camille.unitId)).toBe(CREDIT);
  });
});

describe('a holder at the screen of an outlet', () => {
  const holder = (shopper: Shopper, cardId: string | null): Partial<Payment> => ({
    payer: { kind: 'holder', personId: shopper.personId, cardId },
    medium: cardId === null ? 'outlet-screen' : 'card',
  });

  it('pays, and the outlet is not told what is left', async () => {
    const [camille, stall] = [somebody(), await market.stall()];
    const { receipt } = await market.pay(camille, stall, 1_000, holder(camille, null));
    expect(receipt).toMatchObject({ medium: 'outlet-screen', accountCents: 1_000 });
    expect(receipt).not.toHaveProperty('remainingCents');
    const rest = await market.pay(camille, stall, CREDIT, { ...holder(camille, null), part: true });
    expect(rest.receipt).toMatchObject({ accountCents: CREDIT - 1_000, atOutletCents: 1_000 });
    await expect(market.pay(camille, stall, 1, { ...holder(camille, null), part: true })).rejects.toMatchObject({
      code: 'balance-too-low',
    });
  });

  it('is refused with a card that was blocked while the payment was under way', async () => {
    const [camille, stall, cardId] = [somebody(), await market.stall(), newId()];
    await rooms.database.asOwner(
      `insert into cards.card (tenant_id, card_id, card_no, state, person_id, account_unit_id, made_at, assigned_at)
       values ($1, $2, 'C2222222', 'active', $3, $4, now(), now())`,
      [market.fund.id, cardId, camille.personId, camille.unitId],
    );
    await market.pay(camille, stall, 100, holder(camille, cardId));
    const store = rooms.get(PurchasesStore);
    const pay = store.pay.bind(store);
    store.pay = async (order) => {
      await rooms.database.asOwner(
        `update cards.card set state = 'blocked', block_reason = 'stolen', blocked_at = now() where card_id = $1`,
        [cardId],
      );
      return pay(order);
    };
    try {
      await expect(market.pay(camille, stall, 100, holder(camille, cardId))).rejects.toMatchObject({
        code: 'card-blocked',
      });
    } finally {
      store.pay = pay;
    }
    expect(await market.fund.balance(camille.unitId)).toBe(CREDIT - 100);
  });
});

describe('those who share an account', () => {
  it('see amounts, and place and hour only as long as the buyer lets them', async () => {
    const [camille, stall] = [somebody(), await market.stall()];
    await market.pay(camille, stall, 100);
    const seenBy = async (viewer: string | null) =>
      (
        await market.fund.read(() =>
          rooms.get(PurchasesQuery).ofUnit(camille.unitId, viewer, { after: null, limit: 5 }),
        )
      ).map(({ accountCents, outletName }) => [accountCents, outletName]);
    const housemate = newId();
    expect(await seenBy(housemate)).toEqual([[100, null]]);
    expect(await seenBy(camille.personId)).toEqual([[100, 'Le Pré']]);
    expect(await seenBy(null)).toEqual([[100, 'Le Pré']]);
    const show = (shown: boolean) =>
      market.fund.as(() => rooms.get(ShowPlaceUseCase).run({ personId: camille.personId, shown }));
    await show(true);
    expect(await seenBy(housemate)).toEqual([[100, 'Le Pré']]);
    await show(false);
    expect(await seenBy(housemate)).toEqual([[100, null]]);
  });
});

/** What people were told, from which the books must follow. */
class Told {
  readonly spent = new Map<string, number>();
  readonly owed = new Map<string, number>();
  readonly byKey = new Map<string, string>();
  readonly purchases: { id: string; shopper: Shopper; stall: Stall; left: number }[] = [];

  paid(shopper: Shopper, stall: Stall, { receipt, replayed }: Paid): void {
    if (replayed) return;
    this.moved(shopper, stall, receipt.accountCents);
    this.purchases.push({ id: receipt.purchaseId, shopper, stall, left: receipt.accountCents });
  }

  moved(shopper: Shopper, stall: Stall, amount: number): void {
    this.spent.set(shopper.unitId, (this.spent.get(shopper.unitId) ?? 0) + amount);
    this.owed.set(stall.outletId, (this.owed.get(stall.outletId) ?? 0) + amount);
  }
}

/** Refusals that a walk may meet; anything else is a fault. */
const EXPECTED =
  /^(balance-too-low|outlet-suspended|already-paid|refund-too-large|purchase-refunded|idempotency-key-reused)$/;
const meet = (error: unknown): null => {
  if (!EXPECTED.test((error as { code?: string }).code ?? '')) throw error;
  return null;
};

describe('hundreds of acts at many tills at once', () => {
  it.each([1, 2])('leave books that balance and equal what people were told (seed %i)', async (seed) => {
    const walk = await Market.open(rooms, 4);
    const buyer = await walk.fund.somebody('member', walk.shopper().personId);
    const chance = chanceFrom(seed);
    const stalls = [await walk.stall(), await walk.stall([70]), await walk.stall([30])];
    const told = new Told();
    for (let wave = 0; wave < 5; wave += 1) {
      await Promise.all(Array.from({ length: 40 }, () => act({ walk, buyer, chance, stalls, told })));
    }
    for (const { unitId } of walk.shoppers) {
      expect(await walk.fund.balance(unitId)).toBe(CREDIT - (told.spent.get(unitId) ?? 0));
    }
    for (const stall of stalls) expect(await walk.owed(stall)).toBe(told.owed.get(stall.outletId) ?? 0);
    expect(await walk.count('purchases.purchase')).toBe(told.purchases.length);
    expect(await walk.count('tenancy.idempotency')).toBe(told.byKey.size);
    expect(await walk.fund.faults()).toEqual([]);
  });
});

interface Walk {
  readonly walk: Market;
  readonly buyer: Awaited<ReturnType<LivingFund['somebody']>>;
  readonly chance: Chance;
  readonly stalls: readonly Stall[];
  readonly told: Told;
}

async function act({ walk, buyer, chance, stalls, told }: Walk): Promise<void> {
  const [shopper, stall] = [pick(chance, walk.shoppers), pick(chance, stalls)];
  const amount = wholeBetween(chance, 1, 900);
  const kind = wholeBetween(chance, 0, 99);
  if (kind < 55) {
    const paid = await walk.pay(shopper, stall, amount).catch(meet);
    if (paid) told.paid(shopper, stall, paid);
  } else if (kind < 75) {
    const key = keyOf(`touche-${wholeBetween(chance, 0, 30)}`, `${shopper.unitId} ${stall.outletNo}`);
    const taps = await Promise.all(
      [1, 2, 3].map(() => buyer.as(() => walk.payAs(shopper, stall, 100, { key })).catch(meet)),
    );
    for (const paid of taps) {
      if (!paid) continue;
      told.paid(shopper, stall, paid);
      const first = told.byKey.get(key.key) ?? paid.receipt.purchaseId;
      expect(paid.receipt.purchaseId).toBe(first);
      told.byKey.set(key.key, first);
    }
  } else if (kind < 93) {
    if (told.purchases.length === 0) return;
    const purchase = pick(chance, told.purchases);
    const back = await walk.fund
      .as(() =>
        rooms.get(RefundPurchaseUseCase).run({
          purchaseId: purchase.id,
          amount: chance() < 0.5 ? null : cents(wholeBetween(chance, 1, 500)),
          reason: 'abîmé',
          outletId: null,
        }),
      )
      .catch(meet);
    if (back) told.moved(purchase.shopper, purchase.stall, -back.refundedCents);
  } else {
    await walk.set(stall, chance() < 0.5 ? 'suspended' : 'approved');
  }
}
