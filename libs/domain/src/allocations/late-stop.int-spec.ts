import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RecordReceiptUseCase } from '../contributions/record-receipt.use-case';
import type { RuleBroken } from '../kernel/rule-broken';
import type { Rules } from '../rules/rules';
import { amount, type LivingFund, month } from '../../../../test/support/living-fund';
import type { Rooms } from '../../../../test/support/rooms';
import { amounts, byHand, closeBeside, openBeside } from './crediting.spec-support';
import { DecideCreditUseCase } from './decide-credit.use-case';

let rooms: Rooms;
beforeAll(async () => {
  ({ rooms } = await openBeside());
});
afterAll(closeBeside);

const decide = (fund: LivingFund, decision: 'use-reserve' | 'reduce-equally' | 'postpone') =>
  fund.as(() => rooms.get(DecideCreditUseCase).run({ month: month('2026-11'), decision, reason: 'vote' }));
async function payAll(fund: LivingFund): Promise<void> {
  for (const { dueId, amountCents } of await fund.dues('2026-11')) {
    const receipt = { dueId, amount: amount(amountCents), method: 'cash' } as const;
    await fund.as(() => rooms.get(RecordReceiptUseCase).run(receipt));
  }
}

describe('a top-up larger than the pot', () => {
  it('stops before anybody is credited, says what is missing, and each of the three ways can be taken', async () => {
    const toppedUp = (rules: Rules): Rules => ({
      ...byHand(rules),
      contribution: {
        mode: 'free',
        minCents: amount(0),
        maxCents: null,
        stepCents: null,
        perPerson: false,
        perExtraPersonCents: amount(0),
      },
      allocation: { mode: 'mean-of-contributions', topUpToCents: amount(9_000) },
      credited: { mode: 'day-of-month', day: 5 },
    });
    const fund = await rooms.fund({ rules: toppedUp });
    for (const label of ['Ada', 'Noé']) await fund.admit({ label, pledge: 4_000 });
    await fund.live('2026-11-02');
    await payAll(fund);
    await fund.live('2026-11-05');
    const { free } = await fund.figures('2026-11-30');
    expect([await fund.step('2026-11', 'credit'), await amounts(fund)]).toEqual([
      `pot-too-low ${18_000 - free} 18000`,
      [],
    ]);
    await decide(fund, 'postpone');
    await fund.drain();
    expect(await amounts(fund)).toEqual([]);
    await decide(fund, 'reduce-equally');
    await fund.drain();
    expect(await amounts(fund)).toEqual([Math.floor(free / 2), Math.floor(free / 2)]);
    expect(await fund.faults()).toEqual([]);
  });
});

describe('a month that stops when some are credited already', () => {
  it('is not reduced for the others, since equal units got more, and says which ways stay open', async () => {
    const rules = (same: Rules): Rules => ({ ...byHand(same), entry: { mode: 'full-current-month' } });
    const fund = await rooms.fund({ rules });
    await fund.admit();
    await fund.open(12_500);
    await fund.live('2026-11-05');
    await fund.admit({ label: 'Tard', joinedOn: '2026-11-08' });
    await fund.live('2026-11-08');
    const refusal = await decide(fund, 'reduce-equally').catch((error: unknown) => error as RuleBroken);
    expect(refusal).toMatchObject({
      code: 'credit-terms-frozen',
      facts: { units: 1, missingCents: 7_500, decisions: ['postpone'] },
    });
    await fund.open(7_500);
    await fund.live('2026-11-09');
    expect(await amounts(fund)).toEqual([10_000, 10_000]);
  });
});
