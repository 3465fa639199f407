import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LedgerQuery } from '../ledger/ledger.query';
import { ReceiveGrantUseCase } from '../budget/receive-grant.use-case';
import { RecordReceiptUseCase } from '../contributions/record-receipt.use-case';
import { amount, day, type LivingFund, month } from '../../../../test/support/living-fund';
import { refused } from '../../../../test/support/refusals';
import type { Rooms } from '../../../../test/support/rooms';
import type { Rules } from '../rules/rules';
import { amounts, byHand, closeBeside, openBeside } from './crediting.spec-support';
import { DecideCreditUseCase } from './decide-credit.use-case';

let rooms: Rooms;
let other: LivingFund;
beforeAll(async () => {
  ({ rooms, other } = await openBeside());
});
afterAll(closeBeside);

type Decision = 'use-reserve' | 'reduce-equally' | 'postpone';
const decide = (decision: Decision) =>
  rooms.get(DecideCreditUseCase).run({ month: month('2026-11'), decision, reason: 'vote du conseil' });
const withReserve =
  (reserveCents: number) =>
  (rules: Rules): Rules =>
    byHand({ ...rules, potResources: { ...rules.potResources, reserveCents: amount(reserveCents) } });
const receive = (fund: LivingFund, dueId: string, paid: number) =>
  fund.as(() => rooms.get(RecordReceiptUseCase).run({ dueId, amount: amount(paid), method: 'cash' }));

/** Three units that are to receive 100 € each, and a pot. */
async function three(pot: number, rules: (rules: Rules) => Rules = byHand): Promise<[LivingFund, string[]]> {
  const fund = await rooms.fund({ rules });
  if (pot > 0) await fund.open(pot);
  const units: string[] = [];
  for (const label of ['Ada', 'Noé', 'Zoé']) units.push(await fund.admit({ label }));
  return [fund, units];
}

describe('a pot that is too low', () => {
  it('stops the month before anybody is credited, says what is missing, and says so again the next day', async () => {
    const [fund] = await three(25_000);
    await fund.live('2026-11-05');
    expect([await fund.step('2026-11', 'credit'), await amounts(fund)]).toEqual(['pot-too-low 5000 30000', []]);
    const before = await fund.figures('2026-11-30');
    await fund.live('2026-11-06');
    expect(await fund.figures('2026-11-30')).toEqual(before);
    expect(await fund.faults()).toEqual([]);
  });

  it('is mended by a grant that arrives', async () => {
    const [fund] = await three(25_000);
    await fund.live('2026-11-05');
    await fund.as(() =>
      rooms.get(ReceiveGrantUseCase).run({
        kind: 'grant',
        destination: 'pot',
        moneySource: 'public',
        funder: 'Ville',
        amount: amount(5_000),
        receivedOn: day('2026-11-05'),
      }),
    );
    await fund.live('2026-11-06');
    expect([await amounts(fund), (await fund.figures('2026-11-30')).free]).toEqual([[10_000, 10_000, 10_000], 0]);
  });

  it('is shared equally where that is decided: equal units get equal amounts and the remainder stays', async () => {
    const [fund] = await three(20_000);
    await fund.live('2026-11-05');
    await fund.as(() => decide('reduce-equally'));
    await fund.drain();
    expect([await amounts(fund), (await fund.figures('2026-11-30')).free]).toEqual([[6_666, 6_666, 6_666], 2]);
    expect(await fund.faults()).toEqual([]);
  });

  it('takes the reserve where that is decided, and only when the reserve is enough', async () => {
    const [fund] = await three(32_000, withReserve(10_000));
    await fund.live('2026-11-05');
    expect(await fund.step('2026-11', 'credit')).toBe('pot-too-low 8000 30000');
    await fund.as(() => decide('use-reserve'));
    await fund.drain();
    expect([await amounts(fund), (await fund.figures('2026-11-30')).free]).toEqual([[10_000, 10_000, 10_000], 2_000]);
    const [poor] = await three(29_999, withReserve(10_000));
    await poor.live('2026-11-05');
    expect(await refused(poor, () => decide('use-reserve'))).toBe('reserve-too-low');
  });

  it('may take a reserve that became enough by a grant since the month stopped', async () => {
    const [fund] = await three(6_000, withReserve(5_000));
    await fund.live('2026-11-05');
    await fund.open(25_000);
    await fund.as(() => decide('use-reserve'));
    await fund.drain();
    expect(await amounts(fund)).toEqual([10_000, 10_000, 10_000]);
  });

  it('waits where the month is postponed, and another decision may follow', async () => {
    const [fund] = await three(20_000);
    await fund.live('2026-11-05');
    await fund.as(() => decide('postpone'));
    await fund.drain();
    expect([await fund.step('2026-11', 'credit'), await amounts(fund)]).toEqual(['postponed 10000 30000', []]);
    await fund.live('2026-12-01');
    expect((await fund.month('2026-11')).closedAt).not.toBeNull();
    await fund.as(() => decide('reduce-equally'));
    await fund.drain();
    expect(await amounts(fund)).toEqual([6_666, 6_666, 6_666]);
    expect((await fund.month('2026-11')).atClose?.creditedCents).toBe(0);
    expect(await fund.faults()).toEqual([]);
  });

  it('is not overdrawn by people who join after the terms are frozen', async () => {
    const [fund] = await three(30_000, (rules) => byHand({ ...rules, entry: { mode: 'full-current-month' } }));
    await fund.live('2026-11-05');
    await fund.morning('2026-11-10');
    const late = await fund.admit({ joinedOn: '2026-11-10' });
    await fund.drain();
    expect([await fund.step('2026-11', 'credit'), await fund.credit(late, '2026-11')]).toEqual([
      'pot-too-low 10000 10000',
      null,
    ]);
    expect((await fund.figures('2026-11-30')).free).toBe(0);
    await fund.open(10_000);
    await fund.live('2026-11-11');
    expect(await fund.credit(late, '2026-11')).toBe(10_000);
  });
});

describe('a decision on crediting', () => {
  it('is refused for a month that has not begun or whose crediting did not stop, and in another fund', async () => {
    const [fund] = await three(100_000);
    expect(await refused(fund, () => decide('postpone'))).toBe('month-unknown');
    await fund.live('2026-11-05');
    expect(await refused(fund, () => decide('reduce-equally'))).toBe('credit-not-stopped');
    expect(await refused(other, () => decide('reduce-equally'))).toBe('credit-not-stopped');
  });
});

describe('credit that follows the contribution', () => {
  it('when sent comes with the debit, and when settled with the money', async () => {
    const credited = async (mode: 'when-sent' | 'when-settled'): Promise<number[]> => {
      const [fund] = await three(100_000, (rules) => ({ ...rules, credited: { mode } }));
      const counts: number[] = [];
      for (const one of ['2026-11-01', '2026-11-30']) {
        await fund.live(one);
        counts.push((await amounts(fund)).length);
      }
      expect(await fund.faults()).toEqual([]);
      return counts;
    };
    expect(await credited('when-sent')).toEqual([3, 3]);
    expect((await credited('when-settled'))[0]).toBe(0);
  });

  it('when settled comes for each as they pay, months later too, booked in the open month', async () => {
    const [fund, [ada = '', noe = '']] = await three(100_000, (rules) =>
      byHand({ ...rules, credited: { mode: 'when-settled' } }),
    );
    await fund.live('2026-11-05');
    const dueOf = async (unit: string): Promise<string> =>
      String((await fund.dues('2026-11')).find(({ accountUnitId }) => accountUnitId === unit)?.dueId);
    await receive(fund, await dueOf(ada), 6_000);
    await receive(fund, await dueOf(noe), 5_999);
    await fund.live('2026-11-06');
    expect([await fund.credit(ada, '2026-11'), await fund.credit(noe, '2026-11')]).toEqual([10_000, null]);
    await fund.live('2026-12-01');
    await receive(fund, await dueOf(noe), 1);
    await fund.live('2026-12-02');
    expect([await fund.credit(noe, '2026-11'), await fund.balance(noe, '2026-11-30')]).toEqual([10_000, 0]);
    expect(await fund.faults()).toEqual([]);
  });

  it('when sent does not come for a part handed over', async () => {
    const [fund, [ada = '']] = await three(100_000, (rules) => byHand({ ...rules, credited: { mode: 'when-sent' } }));
    await fund.live('2026-11-05');
    for (const { dueId } of await fund.dues('2026-11')) await receive(fund, dueId, 100);
    await fund.live('2026-11-06');
    expect(await amounts(fund)).toEqual([]);
    const { dueId } = (await fund.dues('2026-11')).find(({ accountUnitId }) => accountUnitId === ada) ?? { dueId: '' };
    await receive(fund, dueId, 5_900);
    await fund.live('2026-11-07');
    expect(await amounts(fund)).toEqual([10_000]);
  });
});

describe('credit that is not spent', () => {
  it('in Montpellier never comes to more than three months', async () => {
    const fund = await rooms.fund({ preset: 'montpellier', rules: byHand });
    await fund.open(1_000_000);
    const unit = await fund.admit({ pledge: 5_000 });
    for (const one of ['2026-11', '2026-12', '2027-01', '2027-02']) await fund.live(`${one}-06`);
    expect([await fund.balance(unit), await fund.credit(unit, '2027-02')]).toEqual([30_000, 0]);
    expect(await fund.faults()).toEqual([]);
  });

  it('in Flers names the last day it can be spent, in the list and in the books', async () => {
    const [fund, [ada = '']] = await three(100_000);
    await fund.live('2026-11-05');
    const [credit] = await fund.credits('2026-11');
    expect(credit).toMatchObject({ month: '2026-11', expiresOn: '2027-02-28', creditedAt: '2026-11-05T07:00:00.000Z' });
    const [line] = await fund.read(async () => {
      const account = await rooms.get(LedgerQuery).accountOf('allocation', ada, day('2026-11-30'));
      const days = { from: day('2026-11-01'), to: day('2026-11-30') };
      return rooms.get(LedgerQuery).statement(String(account?.accountId), days, { after: null, limit: 10 });
    });
    expect(line).toMatchObject({
      direction: 'credit',
      amountCents: 10_000,
      lotMonth: '2026-11',
      lotExpiresOn: '2027-02-28',
    });
  });
});

describe('the mean of contributions', () => {
  it('is taken once over what came in by the day, and a late payment changes nothing', async () => {
    const fund = await rooms.fund({ preset: 'yonne', rules: byHand });
    for (const pledge of [1_000, 2_000, 10_000]) await fund.admit({ label: String(pledge), pledge });
    await fund.live('2026-11-01');
    const dues = await fund.dues('2026-11');
    const dueOf = (cents: number): string => String(dues.find(({ amountCents }) => amountCents === cents)?.dueId);
    await receive(fund, dueOf(1_000), 1_000);
    await receive(fund, dueOf(10_000), 10_000);
    await fund.live('2026-11-05');
    expect([await amounts(fund), (await fund.figures('2026-11-30')).free]).toEqual([[3_666, 3_666, 3_666], 2]);
    await receive(fund, dueOf(2_000), 2_000);
    await fund.live('2026-11-06');
    await fund.run('allocations.credit', { monthRunId: (await fund.month('2026-11')).monthRunId });
    expect([await amounts(fund), (await fund.figures('2026-11-30')).free]).toEqual([[3_666, 3_666, 3_666], 2_002]);
    expect(await fund.faults()).toEqual([]);
  });

  it('is not taken at nothing when the first debits are asked for after the day of allocation', async () => {
    const fund = await rooms.fund({ preset: 'yonne' });
    for (const pledge of [2_000, 4_000]) await fund.admit({ label: String(pledge), pledge });
    await fund.live('2026-11-06'); // nothing ran before this day
    expect([await fund.step('2026-11', 'credit'), await amounts(fund)]).toEqual(['awaiting-contributions 0 0', []]);
    await fund.live('2026-11-20');
    expect((await amounts(fund)).every((credited) => credited > 0)).toBe(true);
    expect(await fund.faults()).toEqual([]);
  });
});
