import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { checkBooks } from '../../../../infra/database/books-check';
import { day, type LivingFund } from '../../../../test/support/living-fund';
import { PayoutsStory } from '../../../../test/support/payouts-story';
import { refused } from '../../../../test/support/refusals';
import { Rooms } from '../../../../test/support/rooms';
import { approvedOutlet, paperFund } from '../../../../test/support/ticket-fund';
import { cents } from '../kernel/money';
import { LotsQuery } from '../lots/lots.query';
import { PurchasesQuery } from '../purchases/purchases.query';
import { RefundPurchaseUseCase } from '../purchases/refund-purchase.use-case';
import { type Life, paysBack, paysMembers, SlipLives } from '../slips/slip-lives.spec-support';
import { UndoSlipUseCase } from '../slips/undo-slip.use-case';
import { SpendingQuery } from '../spending/spending.query';
import { IssueTicketsUseCase } from '../tickets/issue-tickets.use-case';
import { RedeemTicketsUseCase } from '../tickets/redeem-tickets.use-case';
import { UndoTicketUseCase } from '../tickets/undo-ticket.use-case';
import { PayoutStatementQuery } from './payout-statement.query';

let rooms: Rooms;
const lives = new SlipLives(() => rooms);
const story = new PayoutsStory(() => rooms);
const EVERYTHING = { after: null, limit: 100 };

beforeAll(async () => {
  rooms = await Rooms.open();
  await lives.bystander();
});
afterAll(() => rooms.close());

const undo = ({ fund }: Life, batchId: string, entryId: string) =>
  fund.as(() => rooms.get(UndoSlipUseCase).run({ batchId, entryId, reason: 'mauvais point de vente' }));
const undoTicket = (fund: LivingFund, ticketId: string) =>
  fund.as(() => rooms.get(UndoTicketUseCase).run({ ticketId, reason: 'boîte saisie deux fois' }));
const lastStatement = async (fund: LivingFund) => {
  const last = (await story.payouts(fund)).at(-1);
  return fund.read(() => rooms.get(PayoutStatementQuery).statement(last?.payoutId ?? '', null));
};

/** A slip spent on a day and validated on the 20th, the only one of its batch. */
async function paid(
  one: Life,
  amount = 4_000,
  boughtOn = '2026-11-10',
): Promise<{ batchId: string; entryId: string; slipNumber: string }> {
  const { fund, story: paper, unit, outlet } = one;
  const { slipNumber } = await paper.issue(unit);
  await fund.morning('2026-11-20');
  const batchId = await paper.ready({ who: { slipNumber }, outletNo: outlet.outletNo, amount, boughtOn });
  await paper.validate(batchId);
  const [entry] = await lives.entries(one, batchId);
  return { batchId, entryId: String(entry?.entryId), slipNumber };
}

describe('a slip that was paid by mistake', () => {
  it('goes back where it came from, and is paid to the right outlet when it is typed again', async () => {
    const one = await lives.life();
    const { fund, story: paper, outlet } = one;
    const right = await paper.outlet();
    const { batchId, entryId, slipNumber } = await paid(one);
    expect(await refused(fund, () => rooms.get(RefundPurchaseUseCase).run(refundOf(entryId)))).toBe('refund-of-paper');
    expect(await undo(one, batchId, entryId)).toMatchObject({ accountCents: 4_000, shortfallCents: 0 });
    expect(await lives.spendable(one)).toBe(10_000);
    expect(await lives.owed(one, 'outlet-payable', outlet.outletId)).toBe(0);
    const lots = await fund.read(() => rooms.get(LotsQuery).of([one.unit]));
    expect(lots.get(one.unit)?.map(({ leftCents }) => leftCents)).toEqual([10_000]);
    expect(await refused(fund, () => undo(one, batchId, entryId))).toBe('slip-undone');
    expect(await lives.entries(one, batchId)).toMatchObject([{ state: 'undone', accountCents: 4_000 }]);
    const again = await paper.ready({ who: { slipNumber }, outletNo: right.outletNo, amount: 4_000 });
    expect(await paper.validate(again)).toMatchObject({ accepted: 1, accountCents: 4_000 });
    expect(await lives.owed(one, 'outlet-payable', right.outletId)).toBe(4_000);
    const november = { from: day('2026-11-01'), to: day('2026-11-30') };
    expect(await fund.read(() => rooms.get(SpendingQuery).totals(november))).toMatchObject({
      spentCents: 4_000,
      paperCents: 4_000,
    });
    expect(await fund.faults()).toEqual([]);
  });

  it('tells the outlet one line that takes back what it read, though the pot bore a part', async () => {
    const one = await lives.life();
    const { fund, outlet } = one;
    // The credit went meanwhile: half of it is the pot's.
    const { slipNumber } = await one.story.issue(one.unit, 4_000);
    await rooms.database.asOwner('delete from ledger.hold where tenant_id = $1', [fund.id]);
    await one.story.issue(one.unit, 4_000);
    await one.story.issue(one.unit, 4_000);
    await fund.morning('2026-11-20');
    const pot = await lives.owed(one, 'pot', fund.id);
    const batch = await one.story.ready({ who: { slipNumber }, outletNo: outlet.outletNo, amount: 4_000 });
    await one.story.validate(batch);
    const [entry] = await lives.entries(one, batch);
    expect(await undo(one, batch, String(entry?.entryId))).toMatchObject({
      accountCents: 2_000,
      shortfallCents: 2_000,
    });
    expect(await lives.owed(one, 'pot', fund.id)).toBe(pot);
    await story.draft(fund, '2026-11-20');
    const statement = await lastStatement(fund);
    expect(statement?.lines.map(({ kind, accountCents, number }) => [kind, accountCents, number])).toEqual([
      ['sale', 4_000, slipNumber],
      ['correction', -4_000, slipNumber],
    ]);
    const seen = await fund.read(() => rooms.get(PurchasesQuery).atOutlet(outlet.outletId, EVERYTHING));
    expect(seen).toMatchObject([{ accountCents: 4_000, refundedCents: 4_000 }]);
    const viewer = { outletId: outlet.outletId, personId: null };
    const told = await fund.read(() => rooms.get(PurchasesQuery).one(String(entry?.entryId), viewer));
    expect(told).toMatchObject({ refundedCents: 4_000, refunds: [{ amountCents: 4_000, refundedBy: 'fund' }] });
    expect(await fund.faults()).toEqual([]);
  });

  it('was in a payout that is paid: the outlet owes it, and the next payout takes it off', async () => {
    const one = await lives.life();
    const { fund } = one;
    const [ali, bintou] = [await fund.somebody('coordinator'), await fund.somebody('treasurer')];
    const { batchId, entryId } = await paid(one);
    await story.draft(fund, '2026-11-20');
    const [payout] = await story.payouts(fund);
    await story.seal(bintou, await story.prepare(ali, [payout?.payoutId ?? '']));
    await story.pay(ali, payout?.payoutId ?? '', '2026-11-20');
    await undo(one, batchId, entryId);
    expect(await lives.owed(one, 'outlet-payable', one.outlet.outletId)).toBe(-4_000);
    const { slipNumber } = await one.story.issue(one.unit, 3_000);
    const late = { who: { slipNumber }, outletNo: 1, amount: 3_000, boughtOn: '2026-11-20' };
    await one.story.validate(await one.story.ready(late));
    await story.draft(fund, '2026-11-20');
    const statement = await lastStatement(fund);
    expect(statement).toMatchObject({ payoutNo: 2, grossCents: -1_000 });
    expect(statement?.lines.map(({ kind, accountCents }) => [kind, accountCents])).toEqual([
      ['correction', -4_000],
      ['sale', 3_000],
    ]);
    expect(await fund.faults()).toEqual([]);
  });

  it('was paid to the member: the member owes it; where the month has a ceiling, it has room again', async () => {
    const one = await lives.life(paysMembers);
    const { batchId, entryId } = await paid(one, 1_000);
    await undo(one, batchId, entryId);
    expect(await lives.owed(one, 'claims-payable', one.unit)).toBe(0);
    expect(await one.fund.faults()).toEqual([]);
    const other = await lives.life(paysBack);
    const { fund, story: paper, unit, outlet } = other;
    await fund.morning('2026-11-20');
    const receipt = { who: { memberLabel: 'Foyer Été' }, outletNo: outlet.outletNo, amount: 5_000 };
    const batch = await paper.ready(receipt);
    await paper.validate(batch);
    const [entry] = await lives.entries(other, batch);
    expect(await undo(other, batch, String(entry?.entryId))).toMatchObject({ reimbursedCents: 5_000 });
    const again = await paper.ready(receipt);
    expect(await paper.validate(again)).toMatchObject({ accepted: 1, reimbursedCents: 5_000 });
    expect(await lives.owed(other, 'claims-payable', unit)).toBe(5_000);
    expect(await fund.faults()).toEqual([]);
  });

  it('is undone by two at once only once, and not when it was not paid, is elsewhere, or long ago', async () => {
    const one = await lives.life();
    const { fund, story: paper, unit } = one;
    const { batchId, entryId } = await paid(one);
    const other = await paper.issue(unit);
    const open = await paper.batch(1, 1_000);
    const late = { who: { slipNumber: other.slipNumber }, outletNo: 1, amount: 1_000, boughtOn: '2026-11-20' };
    const { papers } = await paper.enter(open, late);
    expect(await refused(fund, () => undo(one, open, String(papers[0]?.entryId)))).toBe('slip-not-paid');
    expect(await refused(fund, () => undo(one, open, entryId))).toBe('slip-entry-unknown');
    const both = await Promise.allSettled([undo(one, batchId, entryId), undo(one, batchId, entryId)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const second = await paid(one, 2_000, '2026-11-20');
    await fund.morning('2026-12-21'); // thirty days after it was booked
    expect(await refused(fund, () => undo(one, second.batchId, second.entryId))).toBe('refund-too-late');
    await fund.morning('2026-12-20');
    await undo(one, second.batchId, second.entryId);
    expect(await fund.faults()).toEqual([]);
  });
});

describe('a ticket that was redeemed by mistake', () => {
  it('gives its value back to the account, is owed by the outlet, and pays no more', async () => {
    const { fund, units } = await paperFund(rooms, 1);
    const [unit = ''] = units;
    const outletId = await approvedOutlet(rooms, fund);
    const before = await fund.balance(unit);
    const wanted = [{ value: cents(500), count: 3 }];
    const { tickets } = await fund.as(() => rooms.get(IssueTicketsUseCase).run({ accountUnitId: unit, wanted }));
    const [ticket, another, out] = tickets;
    const redeem = (ticketNo = '') =>
      rooms.get(RedeemTicketsUseCase).run({ outlet: { outletId }, ticketNos: [ticketNo], boughtOn: null, box: null });
    await fund.as(() => redeem(ticket?.ticketNo));
    const [ali, bintou] = [await fund.somebody('coordinator'), await fund.somebody('treasurer')];
    await story.draft(fund, '2026-11-06');
    const [payout] = await story.payouts(fund);
    await story.seal(bintou, await story.prepare(ali, [payout?.payoutId ?? '']));
    const id = String(ticket?.ticketId);
    expect(await undoTicket(fund, id)).toEqual({
      ticketNo: ticket?.ticketNo,
      valueCents: 500,
      undoneOn: '2026-11-06',
    });
    expect(await fund.balance(unit)).toBe(before - 1_000);
    await fund.as(() => redeem(another?.ticketNo));
    await story.draft(fund, '2026-11-06');
    expect((await lastStatement(fund))?.lines).toMatchObject([
      { kind: 'correction', medium: 'paper-ticket', number: ticket?.ticketNo, accountCents: -500 },
      { kind: 'sale', number: another?.ticketNo, accountCents: 500 },
    ]);
    expect(await refused(fund, () => redeem(ticket?.ticketNo))).toBe('ticket-undone');
    expect(await refused(fund, () => undoTicket(fund, id))).toBe('ticket-undone');
    expect(await refused(fund, () => undoTicket(fund, String(out?.ticketId)))).toBe('ticket-not-redeemed');
    expect(await refused(fund, () => undoTicket(fund, unit))).toBe('ticket-unknown');
    const november = { from: day('2026-11-01'), to: day('2026-11-30') };
    expect(await fund.read(() => rooms.get(SpendingQuery).byOutlet(november))).toMatchObject([{ spentCents: 500 }]);
    await fund.morning('2027-01-01');
    expect(await refused(fund, () => undoTicket(fund, String(another?.ticketId)))).toBe('refund-too-late');
    expect(await fund.faults()).toEqual([]);
    for (const [check, tampering] of TAMPERINGS) expect(await failingAfter(fund, tampering)).toContain(check);
  });
});

const refundOf = (purchaseId: string) => ({ purchaseId, amount: null, reason: 'erreur', outletId: null });

/** What the check of the books must see where paper was undone. */
const TAMPERINGS: readonly (readonly [string, string])[] = [
  ['paper undone is refunded', 'delete from purchases.refund where true'],
  ['paper undone is refunded', 'update purchases.refund set amount_cents = 499 where true'],
  [
    'every movement is of its cause',
    `update tickets.ticket set state = 'redeemed', undone_on = null where state = 'undone'`,
  ],
  ['every cause has its movements', `delete from ledger.movement where transition = 'given-back'`],
  ['tickets move where they say', `update tickets.ticket set outlet_id = gen_random_uuid() where state = 'undone'`],
];

async function failingAfter(fund: LivingFund, tampering: string): Promise<string[]> {
  const { database } = rooms;
  await database.asOwner('begin');
  try {
    await database.asOwner(`select set_config('app.tenant_id', $1, true)`, [fund.id]);
    await database.asOwner('set local session_replication_role = replica'); // past the foreign keys, as an owner can
    await database.asOwner(`${tampering} and tenant_id = current_setting('app.tenant_id')::uuid`);
    const checks = await checkBooks((sql) => database.asOwner(sql));
    return checks.filter(({ ok }) => !ok).map(({ checkName }) => checkName);
  } finally {
    await database.asOwner('rollback');
  }
}
