import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ForgiveDueUseCase } from '../contributions/forgive-due.use-case';
import { amount, type LivingFund } from '../../../../test/support/living-fund';
import { refused } from '../../../../test/support/refusals';
import { Rooms } from '../../../../test/support/rooms';
import { byHand, CallsStory } from '../../../../test/support/calls-story';
import { PayersQuery } from './payers.query';

let rooms: Rooms;
let other: LivingFund;
let untouched: Record<string, string>;
const story = new CallsStory(() => rooms);

beforeAll(async () => {
  rooms = await Rooms.open();
  ({ fund: other } = await story.twoCalled());
  untouched = await other.everyRow();
});
afterAll(async () => {
  expect(await other.everyRow()).toEqual(untouched);
  await rooms.close();
});

const forgive = (fund: LivingFund, dueId: string, cents: number) =>
  fund.as(() => rooms.get(ForgiveDueUseCase).run({ dueId, amount: amount(cents), reason: 'accord avec le CCAS' }));

/** What a payer owes for December, called or not. */
const calledLater = async (fund: LivingFund): Promise<number> =>
  (await fund.dues('2026-12')).reduce((all, { payer, amountCents }) => all + (payer ? amountCents : 0), 0);

describe('a payer’s part that is forgiven', () => {
  it('before the day of the call is not asked for: a part of it less, the whole of it not at all', async () => {
    const fund = await rooms.fund({ rules: byHand });
    const ccas = await story.payer(fund, { callDay: 10 });
    for (const label of ['Ada', 'Noé']) {
      const unit = await fund.admit({ label });
      await fund.as(() => story.agree(ccas, unit, { share: { mode: 'fixed', amount: amount(2_000) } }));
    }
    await fund.live('2026-11-02');
    const [part, all] = (await fund.dues('2026-11')).filter(({ payer }) => payer);
    for (const cents of [300, 200]) await forgive(fund, String(part?.dueId), cents);
    await forgive(fund, String(all?.dueId), 2_000);
    await fund.live('2026-11-10');
    expect(
      (await story.calls(fund)).map(({ people, totalCents, owedCents }) => [people, totalCents, owedCents]),
    ).toEqual([[1, 1_500, 1_500]]);
    expect(await story.owes(fund, ccas)).toBe(1_500);
    expect(await fund.faults()).toEqual([]);
    const asked = 'update payers.call_line set amount_cents = $2 where tenant_id = $1';
    const total = 'update payers.call set total_cents = $2 where tenant_id = $1';
    for (const [cents, faults] of [
      [1_700, []],
      [1_800, ['calls equal their dues']],
    ] as const) {
      for (const tampering of [asked, total]) await rooms.database.asOwner(tampering, [fund.id, cents]);
      expect((await fund.faults()).map(({ checkName }) => checkName)).toEqual(faults);
    }
  });

  it('is owed no more by the payer, wherever one looks; what had been paid of the rest and bounces is', async () => {
    const { fund, ccas, call } = await story.twoCalled();
    const [small] = (await story.whole(fund, call.callId)).lines;
    await forgive(fund, String(small?.dueId), 500);
    const owedNow = async (): Promise<unknown[]> => [
      (await story.whole(fund, call.callId)).owedCents,
      (await fund.read(() => rooms.get(PayersQuery).payer(ccas)))?.owedCents,
      await story.owes(fund, ccas),
    ];
    expect(await owedNow()).toEqual([7_500, 7_500, 7_500]);
    expect(await refused(fund, () => story.pay(call.callId, 7_501))).toBe('receipt-too-large');
    const { paymentId } = await fund.as(() => story.pay(call.callId, 7_500, 'cheque'));
    expect(await owedNow()).toEqual([0, 0, 0]);
    await fund.live('2026-12-01'); // November is closed
    await fund.as(() => story.giveBack(paymentId));
    expect((await owedNow()).slice(0, 2)).toEqual([7_500, 7_500 + (await calledLater(fund))]);
    expect(await fund.faults()).toEqual([]);
  });
});
