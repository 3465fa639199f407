import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RecordReceiptUseCase } from '../contributions/record-receipt.use-case';
import { FundsQuery } from '../funds/funds.query';
import type { Rules } from '../rules/rules';
import { PublishRulesUseCase } from '../funds/publish-rules.use-case';
import { amount, type LivingFund, month } from '../../../../test/support/living-fund';
import type { Rooms } from '../../../../test/support/rooms';
import { byHand, closeBeside, openBeside } from './crediting.spec-support';

let rooms: Rooms;
beforeAll(async () => {
  ({ rooms } = await openBeside());
});
afterAll(closeBeside);

const settled = (rules: Rules): Rules => ({ ...byHand(rules), credited: { mode: 'when-settled' } });
const pay = (fund: LivingFund, dueId: string, paid: number) =>
  fund.as(() => rooms.get(RecordReceiptUseCase).run({ dueId, amount: amount(paid), method: 'transfer' }));
const dueOf = async (fund: LivingFund, unit: string, when: string): Promise<string> =>
  String((await fund.dues(when)).find(({ accountUnitId }) => accountUnitId === unit)?.dueId);

describe('somebody who is written down late', () => {
  it('gets nothing for months that were closed before anybody asked them for a contribution', async () => {
    const fund = await rooms.fund({ rules: settled });
    await fund.open(100_000);
    await fund.admit();
    for (const day of ['2026-11-05', '2026-12-01', '2027-01-03']) await fund.live(day);
    const late = await fund.admit({ joinedOn: '2026-10-10' });
    await fund.live('2027-01-04');
    expect([await fund.credit(late, '2026-11'), await fund.credit(late, '2026-12')]).toEqual([null, null]);
    expect((await fund.dues('2027-01')).some(({ accountUnitId }) => accountUnitId === late)).toBe(true);
    expect(await fund.faults()).toEqual([]);
  });

  it('is called, debited and credited in that order when the month is under way', async () => {
    const fund = await rooms.fund({});
    await fund.open(100_000);
    await fund.admit();
    await fund.live('2026-11-06');
    const late = await fund.admit({ joinedOn: '2026-10-10' });
    const jobs: string[] = [];
    await fund.live('2026-11-07', (job) => {
      jobs.push(job);
      return Promise.resolve();
    });
    const order = ['contributions.open-dues', 'contributions.collect', 'allocations.credit'].map((job) =>
      jobs.indexOf(job),
    );
    expect(order).toEqual([...order].sort((a, b) => a - b));
    const due = (await fund.dues('2026-11')).find(({ accountUnitId }) => accountUnitId === late);
    expect(due?.attempt?.state).toBe('submitted');
    expect(await fund.credit(late, '2026-11')).toBeGreaterThan(0);
    expect(await fund.faults()).toEqual([]);
  });
});

describe('credit that follows the contribution', () => {
  it('does not come before its due is opened, whoever asks for it', async () => {
    const fund = await rooms.fund({ rules: settled });
    await fund.open(100_000);
    await fund.admit();
    await fund.live('2026-11-05');
    const late = await fund.admit({ joinedOn: '2026-10-10' });
    await fund.run('allocations.credit', { monthRunId: (await fund.month('2026-11')).monthRunId });
    expect(await fund.credit(late, '2026-11')).toBeNull();
  });

  it('reaches those who paid though the pot could not yet bear everybody', async () => {
    const fund = await rooms.fund({
      rules: (rules) => ({ ...settled(rules), allocation: { mode: 'fixed', amountCents: amount(6_000) } }),
    });
    const first = await fund.admit();
    const second = await fund.admit();
    await fund.live('2026-11-02');
    await pay(fund, await dueOf(fund, first, '2026-11'), 6_000);
    await fund.live('2026-11-03');
    expect([await fund.credit(first, '2026-11'), await fund.credit(second, '2026-11')]).toEqual([6_000, null]);
    expect(await fund.faults()).toEqual([]);
  });

  it('comes for a contribution that is paid four months later', async () => {
    const fund = await rooms.fund({ rules: settled });
    await fund.open(200_000);
    const unit = await fund.admit();
    for (const day of ['2026-11-05', '2026-12-05', '2027-01-05', '2027-02-05', '2027-03-05']) await fund.live(day);
    await pay(fund, await dueOf(fund, unit, '2026-11'), 6_000);
    await fund.drain();
    expect(await fund.credit(unit, '2026-11')).toBe(10_000);
    expect(await fund.faults()).toEqual([]);
  });
});

describe('a fund that counts in persons', () => {
  it('cannot be made to count in households once it has members', async () => {
    const fund = await rooms.fund({});
    await fund.admit();
    await fund.live('2026-11-02');
    const rules = { ...(await rulesOf(fund)), unit: 'household' };
    const publish = fund.as(() =>
      rooms.get(PublishRulesUseCase).run({ document: rules, from: month('2027-02'), decisionNote: 'vote' }),
    );
    await expect(publish).rejects.toMatchObject({ code: 'unit-cannot-change' });
  });
});

async function rulesOf(fund: LivingFund): Promise<Rules> {
  const found = await fund.read(() => rooms.get(FundsQuery).rulesInForce(month('2026-11')));
  if (!found) throw new Error('no rules');
  return found.document;
}
