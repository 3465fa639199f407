import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RecordReceiptUseCase } from '../contributions/record-receipt.use-case';
import { ChangeIbanUseCase } from '../funds/change-iban.use-case';
import { amount, type LivingFund, month } from '../../../../test/support/living-fund';
import { refused } from '../../../../test/support/refusals';
import { Rooms } from '../../../../test/support/rooms';
import { byHand, CallsStory } from '../../../../test/support/calls-story';
import { EndPayerUseCase } from './end-payer.use-case';

let rooms: Rooms;
let other: LivingFund;
let untouched: Record<string, string>;
const story = new CallsStory(() => rooms);

beforeAll(async () => {
  rooms = await Rooms.open();
  other = await rooms.fund({ preset: 'toulouse' });
  const unit = await other.admit({ pledge: 2_500 });
  await other.as(async () => story.agree(await story.payer(other), unit));
  await other.live('2026-11-15');
  untouched = await other.everyRow();
});
afterAll(async () => {
  expect(await other.everyRow()).toEqual(untouched);
  await rooms.close();
});

describe('a payer’s call', () => {
  it('comes on its day, once, and lists the people and the payer’s part of each and nothing else', async () => {
    const fund = await rooms.fund();
    const ada = await fund.admit();
    const ccas = await story.payer(fund, { callDay: 31 });
    await fund.as(() => story.agree(ccas, ada, { share: { mode: 'fixed', amount: amount(2_000) } }));
    await fund.live('2026-11-29');
    expect(await story.calls(fund)).toEqual([]);
    await fund.live('2026-11-30'); // the 31st of November
    await fund.live('2026-12-01');
    const [call, ...more] = await story.calls(fund);
    expect(more).toEqual([]);
    expect(call).toMatchObject({
      callNo: 1,
      payerId: ccas,
      month: '2026-11',
      supplement: 0,
      issuedOn: '2026-11-30',
      dueOn: '2026-12-30',
      people: 1,
      totalCents: 2_000,
      owedCents: 2_000,
    });
    const { lines, header } = await story.whole(fund, String(call?.callId));
    expect(lines).toEqual([
      { dueId: expect.any(String), label: 'Foyer Dubois', reference: null, amountCents: 2_000, receivedCents: 0 },
    ]);
    expect(header.payer.name).toBe('CCAS de Flers');
    expect(await fund.faults()).toEqual([]);
  });

  it('names the person where it is for one of a household, with the payer’s own reference', async () => {
    const { fund, call } = await story.twoCalled();
    const { lines } = await story.whole(fund, call.callId);
    expect(lines.map(({ label, reference }) => [label, reference])).toEqual([
      ['Noé', null],
      ['Zoé', 'dossier 12'],
    ]);
  });

  it('says where to pay: the account that was in force that day, and none that only one person has signed', async () => {
    const fund = await rooms.fund({ rules: byHand });
    const ali = await fund.somebody('coordinator');
    const bintou = await fund.somebody('treasurer');
    const change = (iban: string) =>
      ali.as(() => rooms.get(ChangeIbanUseCase).run({ iban, bic: null, holder: 'Caisse', reason: 'banque' }));
    const { approvalId } = await change('FR1420041010050500013M02606');
    await bintou.as(() => rooms.get(ChangeIbanUseCase).run({ approvalId }));
    await change('BE68539007547034');
    const ccas = await story.payer(fund, { callDay: 10 });
    const ada = await fund.admit();
    await fund.as(() => story.agree(ccas, ada));
    await fund.live('2026-11-10');
    const [call] = await story.calls(fund);
    const { header } = await story.whole(fund, String(call?.callId));
    expect(header.fund.account).toEqual({ iban: 'FR1420041010050500013M02606', bic: null, holder: 'Caisse' });
    const elsewhere = await story.twoCalled();
    expect((await story.whole(elsewhere.fund, elsewhere.call.callId)).header.fund.account).toBeNull();
  });

  it('is followed by a supplement for who joins later, and never calls anybody twice', async () => {
    const { fund, ccas } = await story.twoCalled();
    await fund.morning('2026-11-20');
    const late = await fund.admit({ label: 'Tard', joinedOn: '2026-11-20' });
    await fund.as(() => story.agree(ccas, late));
    await fund.drain();
    await fund.live('2026-11-20');
    await Promise.all([1, 2, 3].map(() => fund.run('payers.issue-calls')));
    const all = await story.calls(fund);
    expect(all.map(({ callNo, supplement, people, totalCents }) => [callNo, supplement, people, totalCents])).toEqual([
      [1, 0, 2, 8_000],
      [2, 1, 1, 6_000],
    ]);
    expect(await fund.faults()).toEqual([]);
  });

  it('goes to a payer that has stopped meanwhile: what was called of the month stays its own', async () => {
    const fund = await rooms.fund();
    const ada = await fund.admit();
    const ccas = await story.payer(fund, { callDay: 20 });
    await fund.as(() => story.agree(ccas, ada));
    await fund.live('2026-11-01');
    await fund.as(() => rooms.get(EndPayerUseCase).run({ payerId: ccas, lastMonth: month('2026-11') }));
    await fund.live('2026-11-20');
    await fund.live('2026-12-20');
    expect((await story.calls(fund)).map(({ month: of, totalCents }) => [of, totalCents])).toEqual([
      ['2026-11', 6_000],
    ]);
  });
});

describe('a payer’s payment', () => {
  it('fills the oldest due first, bears one receipt number, and each euro names its payer', async () => {
    const { fund, ccas, ada, call } = await story.twoCalled();
    const { paymentId, receiptNo, people } = await fund.as(() => story.pay(call.callId, 7_000));
    expect([receiptNo, people]).toEqual([1, 2]);
    const { lines, payments, owedCents } = await story.whole(fund, call.callId);
    expect(lines.map(({ amountCents, receivedCents }) => [amountCents, receivedCents])).toEqual([
      [2_000, 1_000],
      [6_000, 6_000],
    ]);
    expect([owedCents, payments]).toEqual([
      1_000,
      [{ paymentId, receiptNo: 1, method: 'transfer', amountCents: 7_000, receivedOn: '2026-11-10', returnedOn: null }],
    ]);
    expect([await story.owes(fund, ccas), await story.owes(fund, ada)]).toEqual([1_000, 0]);
    const moved = await rooms.database.asOwner(
      `select distinct money_source from ledger.movement where tenant_id = $1 and source_kind = 'attempt'`,
      [fund.id],
    );
    expect(moved).toEqual([{ money_source: 'payer' }]);
    expect(await fund.faults()).toEqual([]);
  });

  it('and a member’s cash share one row of receipt numbers', async () => {
    const { fund, noe, call } = await story.twoCalled();
    const due = (await fund.dues('2026-11')).find(
      ({ accountUnitId, amountCents }) => accountUnitId === noe && amountCents === 4_000,
    );
    await fund.as(() => story.pay(call.callId, 1_000));
    const dueId = String(due?.dueId);
    const receipt = await fund.as(() =>
      rooms.get(RecordReceiptUseCase).run({ dueId, amount: amount(500), method: 'cash' }),
    );
    expect(receipt.receiptNo).toBe(2);
    expect((await fund.as(() => story.pay(call.callId, 1_000))).receiptNo).toBe(3);
    expect(await fund.faults()).toEqual([]);
  });

  it('that is too much is refused with what is owed; a part of a due is not taken outside its call', async () => {
    const { fund, ada, call } = await story.twoCalled();
    expect(await refused(fund, () => story.pay(call.callId, 8_001))).toBe('receipt-too-large');
    await fund.as(() => story.pay(call.callId, 8_000));
    expect(await refused(fund, () => story.pay(call.callId, 1))).toBe('receipt-too-large');
    expect(await refused(fund, () => story.pay(ada, 1))).toBe('call-unknown');
    expect(await refused(other, () => story.pay(call.callId, 1))).toBe('call-unknown');
    const [line] = (await story.whole(fund, call.callId)).lines;
    const receipt = { dueId: String(line?.dueId), amount: amount(1), method: 'cash' as const };
    expect(await refused(fund, () => rooms.get(RecordReceiptUseCase).run(receipt))).toBe('due-of-a-payer');
  });

  it('twice at once for the whole call is taken once', async () => {
    const { fund, call } = await story.twoCalled();
    const both = await Promise.allSettled([1, 2].map(() => fund.as(() => story.pay(call.callId, 8_000))));
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await story.whole(fund, call.callId)).owedCents).toBe(0);
    expect(await fund.faults()).toEqual([]);
  });

  it('by a cheque that bounces is owed again by the payer, on the day it is known, and may be paid anew', async () => {
    const { fund, ccas, call } = await story.twoCalled();
    const { paymentId } = await fund.as(() => story.pay(call.callId, 7_000, 'cheque'));
    await fund.morning('2026-12-04');
    expect(await fund.as(() => story.giveBack(paymentId))).toEqual({ owedCents: 7_000 });
    expect(await refused(fund, () => story.giveBack(paymentId))).toBe('payment-returned');
    expect(await refused(fund, () => story.giveBack(call.callId))).toBe('payment-unknown');
    expect(await refused(other, () => story.giveBack(paymentId))).toBe('payment-unknown');
    expect(await story.owes(fund, ccas)).toBe(8_000);
    expect(await story.whole(fund, call.callId)).toMatchObject({
      owedCents: 8_000,
      payments: [{ returnedOn: '2026-12-04' }],
    });
    expect((await fund.figures('2026-12-04')).free).toBe(0);
    await fund.as(() => story.pay(call.callId, 8_000));
    expect((await fund.figures('2026-12-04')).held).toBe(8_000);
    expect(await fund.faults()).toEqual([]);
  });
});

describe('the mean of contributions', () => {
  it('counts a payer’s money when it was received, and not when it was called', async () => {
    const fund = await rooms.fund({
      preset: 'yonne',
      rules: (rules) => ({
        ...rules,
        collection: { mode: 'by-hand', dayOfMonth: 1 },
        credited: { mode: 'day-of-month', day: 20 },
      }),
    });
    const [ada, noe] = [await fund.admit({ pledge: 4_000 }), await fund.admit({ pledge: 2_000 })];
    const ccas = await story.payer(fund);
    const late = await story.payer(fund, { name: 'Moulin', kind: 'employer', moneySource: 'private' });
    await fund.as(() => story.agree(ccas, ada));
    await fund.as(() => story.agree(late, noe));
    await fund.live('2026-11-10');
    const [call] = (await story.calls(fund)).filter(({ payerId }) => payerId === ccas);
    await fund.as(() => story.pay(String(call?.callId), 4_000));
    await fund.live('2026-11-20');
    expect((await fund.credits('2026-11')).map(({ amountCents }) => amountCents)).toEqual([2_000, 2_000]);
    expect(await fund.faults()).toEqual([]);
  });
});

describe('the independent check of the books', () => {
  it.each([
    ['calls equal their dues', 'update payers.call_line set amount_cents = amount_cents + 1 where tenant_id = $1'],
    ['calls equal their dues', 'delete from payers.call_line where tenant_id = $1'],
    ['payments equal their receipts', 'update contributions.payer_payment set amount_cents = 1 where tenant_id = $1'],
    [
      'parts of a due add up',
      `update contributions.due set amount_cents = amount_cents + 1 where tenant_id = $1 and state = 'partly-paid'`,
    ],
  ])('sees that %s no longer holds after: %s', async (name, tampering) => {
    const { fund, call } = await story.twoCalled();
    await fund.as(() => story.pay(call.callId, 2_500));
    expect(await fund.faults()).toEqual([]);
    await rooms.database.asOwner(tampering, [fund.id]);
    expect((await fund.faults()).map(({ checkName }) => checkName)).toContain(name);
  });
});
