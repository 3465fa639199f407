import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RecordReceiptUseCase } from '../contributions/record-receipt.use-case';
import type { Rules } from '../rules/rules';
import { amount, day, type LivingFund, month } from '../../../../test/support/living-fund';
import { refused } from '../../../../test/support/refusals';
import { Rooms } from '../../../../test/support/rooms';
import { ChooseUnpaidUseCase } from './choose-unpaid.use-case';
import type { UnpaidChoice } from './unpaid-choice';
import { UnpaidQuery } from './unpaid.query';

let rooms: Rooms;
let other: LivingFund;
let untouched: Record<string, string>;

beforeAll(async () => {
  rooms = await Rooms.open();
  other = await rooms.fund({ preset: 'toulouse', rules: settled });
  await other.admit({ pledge: 2_500 });
  await other.live('2026-11-25');
  untouched = await other.everyRow();
});
afterAll(async () => {
  expect(await other.everyRow()).toEqual(untouched);
  await rooms.close();
});

const settled = (rules: Rules): Rules => ({
  ...rules,
  collection: { mode: 'by-hand', dayOfMonth: 1 },
  credited: { mode: 'when-settled' },
  unpaid: { deadlineDays: 14 },
});
/** A fund on the day after its deadline, with some units that paid nothing. */
async function overdue(units: number): Promise<{ fund: LivingFund; unitIds: string[]; dueIds: string[] }> {
  const fund = await rooms.fund({ rules: settled });
  await fund.open(100_000);
  const unitIds: string[] = [];
  for (let count = 0; count < units; count += 1) unitIds.push(await fund.admit());
  await fund.live('2026-11-02');
  await fund.live('2026-11-16');
  const dues = await fund.dues('2026-11');
  const dueIds = unitIds.map((id) => String(dues.find(({ accountUnitId }) => accountUnitId === id)?.dueId));
  return { fund, unitIds, dueIds };
}
const choose = (fund: LivingFund, dueId: string, choice: UnpaidChoice, until: string | null = null) =>
  fund.as(() =>
    rooms
      .get(ChooseUnpaidUseCase)
      .run({ dueId, choice, until: until === null ? null : day(until), reason: 'hospitalisé' }),
  );
const listed = async (fund: LivingFund): Promise<(string | null)[][]> => {
  const found = await fund.read(() => rooms.get(UnpaidQuery).awaiting(month('2026-11'), { after: null, limit: 100 }));
  return found.map(({ dueId, choice, waitUntil, deadlineOn }) => [dueId, choice, waitUntil, deadlineOn]);
};
const pay = (fund: LivingFund, dueId: string) =>
  fund.as(() => rooms.get(RecordReceiptUseCase).run({ dueId, amount: amount(6_000), method: 'cash' }));

describe('a due unpaid at the fund’s deadline', () => {
  it('is listed for somebody to choose from the day after, and nobody is credited or forgotten meanwhile', async () => {
    const { fund, unitIds, dueIds } = await overdue(2);
    expect(await listed(fund)).toEqual(dueIds.toSorted().map((id) => [id, null, null, '2026-11-15']));
    await fund.morning('2026-11-15');
    expect(await listed(fund)).toEqual([]);
    expect(await fund.credit(unitIds[0]!, '2026-11')).toBeNull();
  });

  it('is credited once when that is chosen, and stays owed', async () => {
    const { fund, unitIds, dueIds } = await overdue(2);
    await choose(fund, dueIds[0]!, 'credit');
    await fund.drain();
    expect(
      await refused(fund, () =>
        rooms.get(ChooseUnpaidUseCase).run({ dueId: dueIds[0]!, choice: 'credit', until: null, reason: 'encore' }),
      ),
    ).toBe('choice-not-awaited');
    await pay(fund, dueIds[0]!);
    await fund.drain();
    expect((await fund.credits('2026-11')).map(({ accountUnitId }) => accountUnitId)).toEqual([unitIds[0]]);
    expect((await listed(fund)).map(([id]) => id)).toEqual([dueIds[1]]);
    expect(await fund.faults()).toEqual([]);
    const audited = await rooms.database.asOwner(
      `select facts from tenancy.audit where tenant_id = $1 and action = 'unpaid.chosen'`,
      [fund.id],
    );
    expect(audited.map(({ facts }) => facts)).toMatchObject([
      { choice: 'credit', reason: 'hospitalisé', month: '2026-11' },
    ]);
  });

  it('waits on the list until a day, and may be credited by its payment or by another choice', async () => {
    const { fund, unitIds, dueIds } = await overdue(2);
    for (const dueId of dueIds) await choose(fund, dueId, 'wait', '2026-12-01');
    expect((await listed(fund)).map(([, choice, until]) => [choice, until])).toEqual([
      ['wait', '2026-12-01'],
      ['wait', '2026-12-01'],
    ]);
    await pay(fund, dueIds[0]!);
    await choose(fund, dueIds[1]!, 'credit');
    await fund.drain();
    for (const unit of unitIds) expect(await fund.credit(unit, '2026-11')).toBe(10_000);
    expect(await listed(fund)).toEqual([]);
  });

  it('brings no credit once refused, and comes back to the list when it is paid after all', async () => {
    const { fund, unitIds, dueIds } = await overdue(1);
    await choose(fund, dueIds[0]!, 'refuse');
    await fund.live('2026-11-20');
    expect([await listed(fund), await fund.credit(unitIds[0]!, '2026-11')]).toEqual([[], null]);
    await pay(fund, dueIds[0]!);
    await fund.live('2026-11-21');
    expect((await listed(fund)).map(([id, choice]) => [id, choice])).toEqual([[dueIds[0], 'refuse']]);
    await choose(fund, dueIds[0]!, 'credit');
    await fund.drain();
    expect(await fund.credit(unitIds[0]!, '2026-11')).toBe(10_000);
  });
});
