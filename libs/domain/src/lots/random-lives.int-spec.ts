import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chanceFrom, pick, wholeBetween } from '../kernel/chance';
import { compareDays, compareMonths, dayOf, type Month, monthOfDay } from '../kernel/calendar';
import { PauseUnitUseCase } from '../members/pause-unit.use-case';
import type { Rules } from '../rules/rules';
import { day, type LivingFund } from '../../../../test/support/living-fund';
import { Rooms } from '../../../../test/support/rooms';
import type { DatedLot } from './ended-credit';
import { ExtendLotUseCase } from './extend-lot.use-case';
import { LotsQuery } from './lots.query';
import { Spending } from './spending.spec-support';

const POT = 10_000_000;
let rooms: Rooms;
let other: LivingFund;
let untouched: Record<string, string>;
beforeAll(async () => {
  rooms = await Rooms.open();
  other = await rooms.fund({ rules: ends });
  await other.admit();
  untouched = await other.everyRow();
});
afterAll(async () => {
  expect(await other.everyRow()).toEqual(untouched);
  await rooms.close();
});

const ends = (rules: Rules): Rules => ({
  ...rules,
  collection: { mode: 'by-hand', dayOfMonth: 1 },
  credited: { mode: 'day-of-month', day: 1 },
  unspent: { mode: 'expire', months: 1, warnDaysBefore: 10 },
});
const lotsOf = (fund: LivingFund, units: readonly string[]) => fund.read(() => rooms.get(LotsQuery).of(units));

/** What must be so on every day: nothing dead is left, the lots are the balance, no cent is lost or made. */
async function holds(fund: LivingFund, { units, spending, spent, today }: Lived): Promise<void> {
  const lots = await lotsOf(fund, units);
  let left = 0;
  for (const unit of units) {
    const own = lots.get(unit) ?? [];
    const sum = own.reduce((total, { leftCents }) => total + leftCents, 0);
    expect([unit, sum]).toEqual([unit, await fund.balance(unit)]);
    expect(own.filter(({ end }) => end === null || compareDays(end.day, dayOf(today)) < 0)).toEqual([]);
    left += sum;
  }
  const { free, owedToMembers } = await fund.figures('2099-12-31');
  expect([owedToMembers, free + left + spent]).toEqual([left, POT]);
  expect(await spending.faults()).toEqual([]);
}

interface Lived {
  readonly units: readonly string[];
  readonly spending: Spending;
  readonly spent: number;
  readonly today: string;
}

describe('random lives of credit', () => {
  it('lose no cent, leave nobody below zero, and never expire a younger lot before an older', async () => {
    const chance = chanceFrom(20_261_122);
    const fund = await rooms.fund({ rules: ends });
    await fund.open(POT);
    const spending = new Spending(rooms, fund);
    const units: string[] = [];
    for (let count = 0; count < 4; count += 1) units.push(await fund.admit({ joinedOn: '2026-10-10' }));
    let spent = 0;
    for (const today of DAYS) {
      const before = await lotsOf(fund, units);
      await fund.live(today);
      const after = await lotsOf(fund, units);
      for (const unit of units) expiredInOrder(before.get(unit) ?? [], after.get(unit) ?? []);
      for (const unit of units) spent += await went(spending, unit, { amount: wholeBetween(chance, 1, 9_000), today });
      if (chance() < 0.4) await extend(fund, pick(chance, units));
      if (chance() < 0.3) await pause(fund, pick(chance, units), monthOfDay(day(today)).add({ months: 1 }));
      await holds(fund, { units, spending, spent, today });
    }
  });

  // What went while no one spent went whole, and no younger lot with an earlier or equal end outlived an older one's.
  function expiredInOrder(before: readonly DatedLot[], after: readonly DatedLot[]): void {
    const gone = before.filter(
      (lot) => !after.some(({ lotMonth, expiresOn }) => sameLot(lot, { lotMonth, expiresOn })),
    );
    for (const lot of gone) {
      const older = after.filter(({ lotMonth }) => compareMonths(lotMonth, lot.lotMonth) < 0);
      expect(older.filter(({ end }) => end && lot.end && compareDays(end.day, lot.end.day) <= 0)).toEqual([]);
    }
  }
  const sameLot = (a: Pick<DatedLot, 'lotMonth' | 'expiresOn'>, b: Pick<DatedLot, 'lotMonth' | 'expiresOn'>): boolean =>
    compareMonths(a.lotMonth, b.lotMonth) === 0 && a.expiresOn?.toString() === b.expiresOn?.toString();

  async function went(spending: Spending, unit: string, wish: { amount: number; today: string }): Promise<number> {
    return (await spending.spend(unit, wish.amount, wish.today)) === 'posted' ? wish.amount : 0;
  }

  async function extend(fund: LivingFund, unit: string): Promise<void> {
    const lot = (await lotsOf(fund, [unit])).get(unit)?.[0];
    if (!lot?.end) return;
    const extension = { accountUnitId: unit, lotMonth: lot.lotMonth, until: lot.end.day.add({ days: 20 }) };
    await fund.as(() => rooms.get(ExtendLotUseCase).run({ ...extension, reason: 'essai' }));
  }

  async function pause(fund: LivingFund, unit: string, from: Month): Promise<void> {
    const request = { accountUnitId: unit, from, until: from };
    await fund.as(() => rooms.get(PauseUnitUseCase).run(request)).catch(() => undefined); // one is there already
  }
  const DAYS = ['2026-11-01', '2026-12-01', '2027-01-01', '2027-01-21', '2027-02-01', '2027-03-01', '2027-04-01'];
});
