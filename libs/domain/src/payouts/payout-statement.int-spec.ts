import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { owedTo, PayoutsStory } from '../../../../test/support/payouts-story';
import { Rooms } from '../../../../test/support/rooms';
import { approvedOutlet, paperFund } from '../../../../test/support/ticket-fund';
import { cents } from '../kernel/money';
import { SlipLives } from '../slips/slip-lives.spec-support';
import { PurchasesQuery } from '../purchases/purchases.query';
import { RefundPurchaseUseCase } from '../purchases/refund-purchase.use-case';
import { Market, toShop } from '../purchases/shopping.spec-support';
import type { Rules } from '../rules/rules';
import { IssueTicketsUseCase } from '../tickets/issue-tickets.use-case';
import { RedeemTicketsUseCase } from '../tickets/redeem-tickets.use-case';
import { PayoutStatementQuery } from './payout-statement.query';
import type { PayoutStatement } from './payout-statement';

let rooms: Rooms;

const story = new PayoutsStory(() => rooms);

beforeAll(async () => {
  rooms = await Rooms.open({ connections: 8 });
  await rooms.bystander({});
});
afterAll(() => rooms.close());

const paying = (outletsSeeInitials: boolean) =>
  toShop((rules: Rules) => ({
    ...rules,
    runningCosts: { ...rules.runningCosts, outletFeeBasisPoints: 500 },
    spending: { ...rules.spending, outletsSeeInitials },
  }));

async function statementOf(market: Market): Promise<PayoutStatement | null> {
  const last = (await story.payouts(market.fund)).at(-1);
  return market.fund.read(() => rooms.get(PayoutStatementQuery).statement(last?.payoutId ?? '', null));
}

it.each([true, false])('a purchase and what is given back of it are lines (initials shown: %s)', async (shown) => {
  const market = await Market.open(rooms, 1, { rules: paying(shown) });
  const stall = await market.stall([70]);
  const { receipt } = await market.pay(market.shopper(), stall, 1_250);
  await market.fund.as(() =>
    rooms.get(RefundPurchaseUseCase).run({
      purchaseId: receipt.purchaseId,
      amount: cents(175),
      reason: 'abîmé',
      outletId: stall.outletId,
    }),
  );
  await story.draft(market.fund, '2026-11-10');
  const statement = await statementOf(market);
  expect(statement).toMatchObject({ payee: { name: 'Le Pré' }, grossCents: 700, feeCents: 35, netCents: 665 });
  const line = { medium: 'member-phone', on: '2026-11-10', initials: shown ? 'C. 0.' : null };
  expect(statement?.lines).toMatchObject([
    { ...line, kind: 'sale', totalCents: 1_250, accountCents: 875, feeCents: 43, netCents: 832 },
    { ...line, kind: 'refund', totalCents: null, accountCents: -175, feeCents: -8, netCents: -167 },
  ]);
  expect(JSON.stringify(statement)).not.toContain('Dubois');
});

it('what is given back after the payout was paid is taken off the next one', async () => {
  const market = await Market.open(rooms, 1, { rules: paying(false) });
  const stall = await market.stall();
  const [ali, bintou] = [await market.fund.somebody('coordinator'), await market.fund.somebody('treasurer')];
  const { receipt } = await market.pay(market.shopper(), stall, 1_000);
  await story.draft(market.fund, '2026-11-10');
  const [first] = await story.payouts(market.fund);
  await story.seal(bintou, await story.prepare(ali, [first?.payoutId ?? '']));
  await story.pay(ali, first?.payoutId ?? '', '2026-11-10');
  await market.fund.as(() =>
    rooms
      .get(RefundPurchaseUseCase)
      .run({ purchaseId: receipt.purchaseId, amount: null, reason: 'abîmé', outletId: null }),
  );
  await market.pay(market.shopper(), stall, 3_000);
  await story.draft(market.fund, '2026-11-10');
  const statement = await statementOf(market);
  expect(statement).toMatchObject({ payoutNo: 2, grossCents: 2_000, feeCents: 100, netCents: 1_900 });
  expect(statement?.lines.map(({ kind, accountCents }) => [kind, accountCents])).toEqual([
    ['refund', -1_000],
    ['sale', 3_000],
  ]);
  expect(await market.fund.faults()).toEqual([]);
});

it('a slip is one line with its number, whatever its credit could bear, and a market tally one', async () => {
  const lives = new SlipLives(() => rooms);
  const one = await lives.life();
  const { fund, story: paper, unit, outlet } = one;
  const lost = await paper.issue(unit, 4_000);
  await fund.morning('2026-11-12');
  await lives.closeSlip(one, lost.slipId, 'lost');
  const others = [await paper.issue(unit, 4_000), await paper.issue(unit, 4_000)];
  await fund.morning('2026-11-20');
  const papers = [lost, ...others].map(({ slipNumber }, place) => ({
    who: { slipNumber },
    outletNo: outlet.outletNo,
    amount: 4_000,
    boughtOn: place === 0 ? '2026-11-11' : '2026-11-15',
  }));
  await paper.validate(await paper.ready(...papers));
  await rooms.database.asOwner(
    `insert into tallies.tally (tenant_id, tally_id, outlet_id, market_on, accessible_cents, fair_cents, solidarity_cents,
       accessible_percent, solidarity_percent, fair_value_cents, pot_pays_cents, pot_gets_cents, rules_version_id, entered_at,
       booked_on)
     select $1, gen_random_uuid(), $2, '2026-11-18', 650, 0, 0, 65, 125, 1000, 350, 0, gen_random_uuid(), now(), '2026-11-20'`,
    [fund.id, outlet.outletId],
  );
  const [tally] = await rooms.database.asOwner('select tally_id from tallies.tally where tenant_id = $1', [fund.id]);
  await story.owe(fund, owedTo(outlet.outletId), 350, {
    on: '2026-11-20',
    kind: 'tally',
    sourceId: String(tally?.['tally_id']),
  });
  await story.draft(fund, '2026-11-20');
  const last = (await story.payouts(fund)).at(-1);
  const statement = await fund.read(() => rooms.get(PayoutStatementQuery).statement(last?.payoutId ?? '', null));
  const slip = { medium: 'reimbursement-slip', on: '2026-11-11', number: lost.slipNumber };
  expect(statement?.lines).toMatchObject([
    { ...slip, totalCents: 4_000, accountCents: 4_000, netCents: 4_000 },
    { medium: 'reimbursement-slip', on: '2026-11-15', totalCents: 4_000, accountCents: 4_000 },
    { medium: 'reimbursement-slip', on: '2026-11-15', totalCents: 4_000, accountCents: 4_000 },
    { medium: 'market-tally', number: null, on: '2026-11-18', totalCents: 1_000, accountCents: 350 },
  ]);
  expect(statement?.netCents).toBe(12_350);
  expect(last?.lines).toBe(statement?.lines.length);
  const seen = await fund.read(() => rooms.get(PurchasesQuery).atOutlet(outlet.outletId, { after: null, limit: 9 }));
  expect(seen.map(({ accountCents }) => accountCents)).toEqual([4_000, 4_000, 4_000]);
  const [sold] = seen;
  const told = await fund.read(() =>
    rooms.get(PurchasesQuery).one(sold?.purchaseId ?? '', { outletId: outlet.outletId, personId: null }),
  );
  expect(told?.accountCents).toBe(4_000);
});

it('a ticket is a line with its number', async () => {
  const { fund, units } = await paperFund(rooms, 1);
  const outletId = await approvedOutlet(rooms, fund);
  const wanted = [{ value: cents(500), count: 1 }];
  const { tickets } = await fund.as(() =>
    rooms.get(IssueTicketsUseCase).run({ accountUnitId: units[0] ?? '', wanted }),
  );
  const ticketNos = tickets.map(({ ticketNo }) => ticketNo);
  await fund.as(() =>
    rooms.get(RedeemTicketsUseCase).run({ outlet: { outletId }, ticketNos, boughtOn: null, box: null }),
  );
  await story.draft(fund, '2026-11-06');
  const last = (await story.payouts(fund)).at(-1);
  const statement = await fund.read(() => rooms.get(PayoutStatementQuery).statement(last?.payoutId ?? '', null));
  expect(statement?.lines).toMatchObject([{ medium: 'paper-ticket', number: ticketNos[0], accountCents: 500 }]);
});
