import { RecordReceiptUseCase } from '#domain/contributions';
import { cents } from '#domain/kernel';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LivingFund } from '../support/living-fund';
import { Workshop } from './worker-of-test';

async function morning(shop: Workshop, funds: readonly LivingFund[], day: string): Promise<void> {
  for (const fund of funds) {
    await fund.morning(day);
    await fund.ask('month.plan');
  }
  await shop.rest();
}

describe('two funds live their month in one queue', () => {
  let shop: Workshop;
  let funds: LivingFund[];

  beforeAll(async () => {
    shop = await Workshop.open(4);
    funds = [await shop.rooms.fund({ preset: 'flers' }), await shop.rooms.fund({ preset: 'montpellier' })];
    for (const [place, fund] of funds.entries()) {
      await fund.open(1_000_000);
      for (let unit = 0; unit < 6 + place; unit += 1) await fund.admit({ pledge: 3_000 + 500 * unit });
    }
  }, 60_000);
  afterAll(() => shop.close());

  it('each step is recorded with how far it came, and each fund has its own and nothing of the other', async () => {
    await shop.start();
    for (const day of ['2026-11-01', '2026-11-03', '2026-11-05', '2026-11-12']) await morning(shop, funds, day);
    for (const [place, fund] of funds.entries()) {
      const { steps } = await fund.month('2026-11');
      const units = 6 + place;
      for (const name of ['open-dues', 'collect', 'credit']) {
        expect(steps.find(({ step }) => step === name)).toMatchObject({ state: 'done', done: units, total: units });
      }
      expect(await fund.dues('2026-11')).toHaveLength(units);
      expect(await fund.credits('2026-11')).toHaveLength(units);
      expect(await fund.faults()).toEqual([]);
    }
  }, 60_000);

  it('a month of one fund leaves every row of the other as it was', async () => {
    const [one, other] = funds as [LivingFund, LivingFund];
    const before = await rowsButSteps(other);
    await morning(shop, [one], '2026-12-01');
    await morning(shop, [one], '2026-12-05');
    expect((await one.month('2026-11')).closedAt).not.toBeNull();
    expect(await rowsButSteps(other)).toEqual(before);
  }, 60_000);
});

describe('outside demonstration mode there is no practice bank', () => {
  let shop: Workshop;

  beforeAll(async () => {
    shop = await Workshop.open(5, { demonstration: false });
  }, 60_000);
  afterAll(() => shop.close());

  it('collection says so and takes nothing; money is recorded by hand, and the month closes', async () => {
    const fund = await shop.rooms.fund({ preset: 'flers' });
    await fund.open(1_000_000);
    for (let unit = 0; unit < 3; unit += 1) await fund.admit({ pledge: 4_000 });
    await shop.start();
    await morning(shop, [fund], '2026-11-01');
    expect(await fund.step('2026-11', 'collect')).toBe('no-collector');
    const attempts = 'select count(*)::int as attempts from contributions.attempt';
    expect(await shop.look(attempts)).toEqual([{ attempts: 0 }]);
    const [due] = await fund.dues('2026-11');
    const receipt = { dueId: String(due?.dueId), amount: cents(4_000), method: 'cash' } as const;
    await fund.as(() => shop.rooms.get(RecordReceiptUseCase).run(receipt));
    await morning(shop, [fund], '2026-11-05');
    await morning(shop, [fund], '2026-12-01');
    const { atClose } = await fund.month('2026-11');
    expect([atClose?.calledCents, atClose?.receivedCents, atClose?.creditedUnits]).toEqual([12_000, 4_000, 3]);
    expect(await fund.faults()).toEqual([]);
  }, 60_000);
});

// The tick asks the other fund as well, which goes over its steps once more: that is seen in the outbox, and nowhere else.
async function rowsButSteps(fund: LivingFund): Promise<Record<string, string>> {
  const rows = await fund.everyRow();
  return Object.fromEntries(Object.entries(rows).filter(([table]) => table !== 'tenancy.outbox'));
}
