import { newId, TenantTransaction } from '#tenancy';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LivingFund } from '../../../../test/support/living-fund';
import { Rooms } from '../../../../test/support/rooms';
import { RefundPurchaseUseCase } from '../purchases/refund-purchase.use-case';
import { Market } from '../purchases/shopping.spec-support';
import type { Id } from '../kernel/id';
import { dayOf, monthOf } from '../kernel/calendar';
import { cents } from '../kernel/money';
import { LedgerStore } from '../ledger/ledger.store';
import { type AccountRef, allocationOf, fundAccount } from '../ledger/transfer';
import type { Period } from './credit-age';
import { CreditAgesQuery } from './credit-ages.query';
import { SpendingQuery } from './spending.query';

let rooms: Rooms;
let fund: LivingFund;
let units: string[];

const NOVEMBER: Period = { from: dayOf('2026-11-01'), to: dayOf('2026-11-30') };
const farm = newId();
const mill = newId();
const late = newId();
const payable = (outlet: string): AccountRef => ({ kind: 'outlet-payable', owner: outlet as Id<'outlet'> });
const allocation = (index: number): AccountRef => allocationOf(String(units[index]));

interface Moved {
  readonly on: string;
  readonly source: string;
  readonly transition: string;
  readonly from: AccountRef;
  readonly to: AccountRef;
  readonly amount: number;
  readonly lot?: string;
  readonly id?: string;
}

const spending = <Answer>(ask: (query: SpendingQuery) => Promise<Answer>): Promise<Answer> =>
  fund.read(() => ask(rooms.get(SpendingQuery)));

/** Books a movement. @returns its source */
async function move({ on, source, transition, from, to, amount, lot, id = newId() }: Moved): Promise<string> {
  const ledger = rooms.get(LedgerStore);
  await fund.as(() =>
    rooms.get(TenantTransaction).run(async () => {
      await ledger.open([from, to]);
      const { refusedLines } = await ledger.post({
        reason: `${source}-${transition}`,
        sourceKind: source,
        transition,
        bookedOn: dayOf(on),
        ...(lot ? { lot: { month: monthOf(lot), expiresOn: null } } : {}),
        transfers: [{ debit: from, credit: to, amount: cents(amount), sourceId: id, line: 1, entryId: id }],
      });
      expect(refusedLines).toEqual([]);
    }),
  );
  return id;
}

/** Buys at an outlet with the account of a unit, lines as [category, percent, cents]. @returns the purchase */
async function buy(
  on: string,
  unit: number,
  outlet: string,
  lines: readonly (readonly [string, number, number])[],
): Promise<string> {
  const paid = lines.reduce((whole, [, percent, amount]) => whole + (percent * amount) / 100, 0);
  const total = lines.reduce((whole, [, , amount]) => whole + amount, 0);
  const from = allocation(unit);
  const id = await move({ on, source: 'purchase', transition: 'spent', from, to: payable(outlet), amount: paid });
  await rooms.database.asOwner(
    `insert into purchases.purchase (tenant_id, purchase_id, account_unit_id, outlet_id, medium, total_cents, account_cents,
       outlet_cents, bought_on, booked_on, occurred_at, rules_version_id)
     values ($1, $2, $3, $4, 'card', $5, $6, $6, $7, $7, now(), $2)`,
    [fund.id, id, units[unit], outlet, total, paid, on],
  );
  for (const [index, [category, percent, amount]] of lines.entries()) {
    await rooms.database.asOwner(`insert into purchases.purchase_line values ($1, $2, $3, $2, $4, $5, $6)`, [
      fund.id,
      id,
      index + 1,
      category,
      percent,
      amount,
    ]);
  }
  return id;
}

async function outlet(id: string, number: number, validFrom: string): Promise<void> {
  await rooms.database.asOwner(`insert into outlets.outlet values ($1, $2, $3, $4, 'producer', 'approved', now())`, [
    fund.id,
    id,
    number,
    `Outlet ${number}`,
  ]);
  await rooms.database.asOwner(
    `insert into outlets.approval_line values ($1, $2, $2, 'everything', 'tout', 'mixed', 100, $3, null, now())`,
    [fund.id, id, validFrom],
  );
}

beforeAll(async () => {
  rooms = await Rooms.open();
  fund = await rooms.fund({ preset: 'dieulefit' });
  await rooms.bystander({ preset: 'cadenet' });
  await outlet(farm, 1, '2026-01-01');
  await outlet(mill, 2, '2026-01-01');
  await outlet(late, 3, '2026-11-25');
  units = [await fund.admit(), await fund.admit()];
  const pot = fundAccount('pot');
  for (const month of ['2026-10', '2026-11']) {
    for (const index of [0, 1]) {
      const credit = { source: 'credit', transition: 'credited', from: pot, to: allocation(index), amount: 10_000 };
      await move({ ...credit, on: `${month}-05`, lot: month });
    }
  }
  await buy('2026-10-20', 1, mill, [['dairy-eggs', 100, 4_000]]);
  await buy('2026-11-10', 0, farm, [
    ['vegetables-fruit', 100, 3_000],
    ['drinks', 0, 800],
  ]);
  const bought = await buy('2026-11-16', 0, farm, [
    ['vegetables-fruit', 100, 6_000],
    ['bread-cereals', 50, 6_000],
  ]);
  const refund = { source: 'refund', transition: 'refunded', from: payable(farm), to: allocation(0), amount: 1_000 };
  const given = await move({ ...refund, on: '2026-11-17' });
  await rooms.database.asOwner(
    `insert into purchases.refund (tenant_id, refund_id, purchase_id, amount_cents, reason, refunded_by, refunded_on, refunded_at)
     values ($1, $2, $3, 1000, 'essai', 'outlet', '2026-11-17', now())`,
    [fund.id, given, bought],
  );
  // Paper: tickets of a unit that come back from the mill, and a shortfall that the pot bears there.
  const tickets = fundAccount('tickets');
  const issued = { source: 'ticket', transition: 'issued', from: allocation(1), to: tickets, amount: 2_000 };
  await move({ ...issued, on: '2026-11-09' });
  await move({ ...issued, on: '2026-11-12', transition: 'redeemed', from: tickets, to: payable(mill) });
  await move({ on: '2026-11-13', source: 'slip', transition: 'shortfall', from: pot, to: payable(mill), amount: 300 });
  const claims: AccountRef = { kind: 'claims-payable', owner: String(units[1]) as Id<'account-unit'> };
  const slip = await buy('2026-10-31', 1, farm, [['mixed', 100, 500]]);
  await move({
    on: '2026-11-14',
    source: 'slip',
    transition: 'spent',
    from: allocation(1),
    to: claims,
    amount: 700,
    id: slip,
  });
  // What is paid to outlets is not spent again.
  const transit = fundAccount('in-transit');
  await move({
    on: '2026-11-20',
    source: 'payout',
    transition: 'sealed',
    from: payable(farm),
    to: transit,
    amount: 5_000,
  });
}, 60_000);
afterAll(() => rooms.close());

describe('what is spent in a month', () => {
  it('is what accounts and tickets paid outlets, what came back counted off, and never what outlets were paid', async () => {
    expect(await spending((query) => query.totals(NOVEMBER))).toEqual({
      creditedCents: 20_000,
      spentCents: 3_000 + 9_000 - 1_000 + 2_000 + 700,
      potCents: 300,
      paperCents: 2_700,
    });
  });

  it('is told by outlet, the largest first, also where a slip paid the member back', async () => {
    expect(await spending((query) => query.byOutlet(NOVEMBER))).toEqual([
      {
        outletId: farm,
        outletNo: 1,
        name: 'Outlet 1',
        purchases: 3,
        spentCents: 11_700,
        potCents: 0,
        lastOn: '2026-11-17',
      },
      {
        outletId: mill,
        outletNo: 2,
        name: 'Outlet 2',
        purchases: 2,
        spentCents: 2_000,
        potCents: 300,
        lastOn: '2026-11-13',
      },
    ]);
  });

  it('is told by week, from its Monday', async () => {
    expect(await spending((query) => query.byWeek(NOVEMBER))).toEqual([
      { weekOf: '2026-11-09', purchases: 4, outlets: 2, spentCents: 5_700, potCents: 300 },
      { weekOf: '2026-11-16', purchases: 1, outlets: 1, spentCents: 8_000, potCents: 0 },
    ]);
  });

  it('is told by kind of product, what accounts paid shared by what each line has covered', async () => {
    expect(await spending((query) => query.byCategory(NOVEMBER))).toEqual([
      { category: 'vegetables-fruit', purchases: 2, boughtCents: 9_000, accountCents: 8_333 },
      { category: 'bread-cereals', purchases: 1, boughtCents: 6_000, accountCents: 2_667 },
      { category: 'drinks', purchases: 1, boughtCents: 800, accountCents: 0 },
    ]);
  });

  it('was credited so many days before, the oldest credit first', async () => {
    // Unit 0: 3 000 after 36 days; of 9 000 then 7 000 after 42 days and 2 000 after 11, 1 000 of which came back.
    // Unit 1: of 10 000 in October 4 500 were spent; then 2 000 after 35 days and 700 after 40.
    const age = await fund.read(() => rooms.get(CreditAgesQuery).during(NOVEMBER));
    expect(age.classes.map(({ amountCents }) => amountCents)).toEqual([0, 1_000, 0, 12_700, 0]);
    const days = 3_000 * 36 + 7_000 * 42 + 1_000 * 11 + 2_000 * 35 + 700 * 40;
    expect(age).toMatchObject({ meanDays: Math.round(days / 13_700), medianDays: 42 });
  });
});

describe('outlets where nothing is bought', () => {
  const quiet = (since: string): Promise<(readonly [number, string | null])[]> =>
    spending(async (query) =>
      (await query.quiet({ since: dayOf(since), today: dayOf('2026-12-20') }))
        .map(({ outletNo, lastOn }) => [outletNo, lastOn] as const)
        .sort(([a], [b]) => a - b),
    );

  it('are told with their last day, but those approved since', async () => {
    expect(await quiet('2026-11-14')).toEqual([[2, '2026-11-13']]);
    expect(await quiet('2026-11-20')).toEqual([
      [1, '2026-11-17'],
      [2, '2026-11-13'],
    ]);
    expect(await quiet('2026-11-26')).toEqual([
      [1, '2026-11-17'],
      [2, '2026-11-13'],
      [3, null],
    ]);
  });

  it('are none where a market day was told, even one that moved no money', async () => {
    await rooms.database.asOwner(
      `insert into tallies.tally (tenant_id, tally_id, outlet_id, market_on, accessible_cents, fair_cents, solidarity_cents,
         accessible_percent, solidarity_percent, fair_value_cents, pot_pays_cents, pot_gets_cents, rules_version_id,
         entered_at, booked_on)
       values ($1, $2, $3, '2026-11-28', 0, 5000, 0, 65, 125, 5000, 0, 0, $2, now(), '2026-11-28')`,
      [fund.id, newId(), mill],
    );
    expect(await quiet('2026-11-26')).toEqual([
      [1, '2026-11-17'],
      [3, null],
    ]);
  });
});

describe('what people pay at tills', () => {
  it('is what the figures tell, with what they gave back counted off', async () => {
    const market = await Market.open(rooms, 2);
    const [stall, other] = [await market.stall([100]), await market.stall([30])];
    await market.pay(market.shopper(0), stall, 2_000);
    await market.pay(market.shopper(1), other, 1_000);
    const { receipt } = await market.pay(market.shopper(1), stall, 500);
    const { purchaseId } = receipt;
    const refund = { purchaseId, amount: cents(200), reason: 'rendu', outletId: null };
    await market.fund.as(() => rooms.get(RefundPurchaseUseCase).run(refund));
    const told = await market.fund.read(async () => ({
      totals: await rooms.get(SpendingQuery).totals(NOVEMBER),
      outlets: await rooms.get(SpendingQuery).byOutlet(NOVEMBER),
      kinds: await rooms.get(SpendingQuery).byCategory(NOVEMBER),
      age: await rooms.get(CreditAgesQuery).during(NOVEMBER),
    }));
    expect(told).toMatchObject({
      totals: { creditedCents: 20_000, spentCents: 2_600, potCents: 0, paperCents: 0 },
      outlets: [
        { outletId: stall.outletId, purchases: 2, spentCents: 2_300 },
        { outletId: other.outletId, purchases: 1, spentCents: 300 },
      ],
      kinds: [{ category: 'mixed', purchases: 3, boughtCents: 3_500, accountCents: 2_600 }],
      age: { meanDays: 5, medianDays: 5 },
    });
  });
});
