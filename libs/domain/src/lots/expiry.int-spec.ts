import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Rules } from '../rules/rules';
import { LeaveFundUseCase } from '../members/leave-fund.use-case';
import { PauseUnitUseCase } from '../members/pause-unit.use-case';
import { day, type LivingFund, month } from '../../../../test/support/living-fund';
import { refused } from '../../../../test/support/refusals';
import { Rooms } from '../../../../test/support/rooms';
import { ExtendLotUseCase } from './extend-lot.use-case';
import { LotsQuery } from './lots.query';
import { Spending } from './spending.spec-support';

let rooms: Rooms;
let other: LivingFund;
let untouched: Record<string, string>;

beforeAll(async () => {
  rooms = await Rooms.open();
  other = await rooms.fund({ preset: 'toulouse', rules: ends });
  await other.open(50_000);
  await other.admit({ pledge: 2_500 });
  await other.live('2026-11-21');
  untouched = await other.everyRow();
});
afterAll(async () => {
  expect(await other.everyRow()).toEqual(untouched);
  await rooms.close();
});

/** Credit of a month ends with the month after it; nobody is debited. */
const ends = (rules: Rules): Rules => ({
  ...rules,
  collection: { mode: 'by-hand', dayOfMonth: 1 },
  credited: { mode: 'day-of-month', day: 1 },
  unspent: { mode: 'expire', months: 1, warnDaysBefore: 10 },
});

interface Life {
  readonly fund: LivingFund;
  readonly unit: string;
  readonly spending: Spending;
}
async function life(wanted: Parameters<Rooms['fund']>[0] = {}): Promise<Life> {
  const fund = await rooms.fund({ rules: ends, ...wanted });
  await fund.open(1_000_000);
  const unit = await fund.admit({ joinedOn: '2025-12-10' });
  return { fund, unit, spending: new Spending(rooms, fund) };
}
const lots = async ({ fund, unit }: Life): Promise<string[]> => {
  const found = await fund.read(() => rooms.get(LotsQuery).of([unit]));
  return (found.get(unit) ?? []).map(
    ({ lotMonth, leftCents, end }) => `${lotMonth.toString()} ${leftCents} ${end?.day.toString() ?? '∞'}`,
  );
};
const extend = ({ fund, unit }: Life, lotMonth: string, until: string) =>
  fund.as(() =>
    rooms
      .get(ExtendLotUseCase)
      .run({ accountUnitId: unit, lotMonth: month(lotMonth), until: day(until), reason: 'hospitalisation' }),
  );
const notices = ({ fund }: Life) =>
  rooms.database.asOwner(
    `select key, state, facts ->> 'leftCents' as left, facts ->> 'lastDay' as "lastDay" from tenancy.notice
     where tenant_id = $1 and kind = 'credit-ends' order by notice_no`,
    [fund.id],
  );

describe('credit whose last day is over', () => {
  it('goes back to the pot the day after, on a line of its own, and only once', async () => {
    const one = await life();
    const { fund, unit, spending } = one;
    await fund.live('2026-11-01');
    await spending.spend(unit, 3_000, '2026-11-10');
    for (const today of ['2026-12-01', '2026-12-31']) await fund.live(today);
    expect(await lots(one)).toEqual(['2026-11 7000 2026-12-31', '2026-12 10000 2027-01-31']);
    await fund.live('2027-01-01');
    expect(await lots(one)).toEqual(['2026-12 10000 2027-01-31', '2027-01 10000 2027-02-28']);
    const figures = (await fund.month('2027-01')).toDate;
    expect([figures.expiredCents, figures.figures.free]).toEqual([7_000, 1_000_000 - 3 * 10_000 + 7_000]);
    const before = await fund.everyRow();
    await fund.run('lots.expire');
    const changed = Object.entries(await fund.everyRow()).filter(([table, print]) => before[table] !== print);
    expect(changed.map(([table]) => table)).toEqual(['tenancy.progress']);
    await fund.live('2027-02-01');
    expect((await fund.month('2027-01')).atClose?.expiredCents).toBe(7_000);
    expect(await spending.faults()).toEqual([]);
  });

  it('can be spent until it is taken back: a late worker favours the member', async () => {
    const one = await life();
    await one.fund.live('2026-11-01');
    await one.fund.morning('2027-01-03');
    expect(await one.spending.spend(one.unit, 4_000, '2027-01-03')).toBe('posted');
    await one.fund.run('lots.expire');
    expect(await lots(one)).toEqual([]);
    expect(await one.spending.faults()).toEqual([]);
  });

  it('ends at midnight of the fund’s own zone', async () => {
    const [paris, reunion] = [await life(), await life({ timeZone: 'Indian/Reunion' })];
    for (const { fund } of [paris, reunion]) {
      await fund.live('2026-11-01');
      await fund.at('2026-12-31T20:30:00Z'); // half past nine in Paris, half past midnight in La Réunion
      await fund.run('lots.expire');
    }
    expect([await lots(paris), await lots(reunion)]).toEqual([['2026-11 10000 2026-12-31'], []]);
  });

  it('has the whole of the day of 23 hours', async () => {
    const rules = (same: Rules): Rules => ({
      ...ends(same),
      unspent: { mode: 'end-of-project', endsOn: '2026-03-29' },
    });
    const one = await life({ at: '2026-01-02T08:00:00+01:00', rules });
    await one.fund.live('2026-02-01');
    const left: string[][] = [];
    for (const instant of ['2026-03-28T23:30:00Z', '2026-03-29T21:59:00Z', '2026-03-29T22:00:00Z']) {
      await one.fund.at(instant);
      await one.fund.run('lots.expire');
      left.push(await lots(one));
    }
    expect(left).toEqual([['2026-02 10000 2026-03-29'], ['2026-02 10000 2026-03-29'], []]);
  });

  it('stays where it is held, and goes when it is given back', async () => {
    const one = await life();
    await one.fund.live('2026-11-01');
    const giveBack = await one.spending.hold(one.unit, 2_500);
    await one.fund.live('2026-12-01');
    await one.fund.live('2027-01-01');
    expect((await lots(one))[0]).toBe('2026-11 2500 2026-12-31');
    await giveBack();
    await one.fund.live('2027-01-02');
    expect((await lots(one))[0]).toBe('2026-12 10000 2027-01-31');
    expect(await one.spending.faults()).toEqual([]);
  });

  it('all goes back on the day after the end of the project, whatever its own date', async () => {
    const one = await life();
    await one.fund.live('2026-11-01');
    const unspent = { mode: 'end-of-project', endsOn: '2026-12-15' } as const;
    await rooms.database.asOwner(
      `update funds.rules_version set document = jsonb_set(document, '{unspent}', $2) where tenant_id = $1`,
      [one.fund.id, JSON.stringify(unspent)],
    );
    await one.fund.live('2026-12-01');
    await one.fund.live('2026-12-15');
    expect((await lots(one)).map((lot) => lot.slice(-10))).toEqual(['2026-12-15', '2026-12-15']);
    await one.fund.live('2026-12-16');
    expect(await lots(one)).toEqual([]);
    expect((await one.fund.month('2026-12')).toDate.expiredCents).toBe(20_000);
  });
});

describe('the date of a lot', () => {
  it('is moved later by hand, with a reason, and never earlier', async () => {
    const one = await life();
    await one.fund.live('2026-11-01');
    expect(await refused(one.fund, () => extend(one, '2026-11', '2026-12-31'))).toBe('extension-not-later');
    expect(await refused(one.fund, () => extend(one, '2026-09', '2027-12-31'))).toBe('lot-empty');
    expect(await refused(one.fund, () => extend(one, '2026-11', '2032-12-31'))).toBe('extension-too-long');
    await extend(one, '2026-11', '2027-01-15');
    expect(await refused(one.fund, () => extend(one, '2026-11', '2027-01-14'))).toBe('extension-not-later');
    await one.fund.live('2027-01-15');
    expect((await lots(one))[0]).toBe('2026-11 10000 2027-01-15');
    await one.fund.live('2027-01-16');
    expect(await refused(one.fund, () => extend(one, '2026-11', '2027-03-31'))).toBe('lot-empty');
    const [audited] = await rooms.database.asOwner(
      `select facts from tenancy.audit where tenant_id = $1 and action = 'lot.extended'`,
      [one.fund.id],
    );
    expect(audited?.['facts']).toMatchObject({ from: '2026-12-31', until: '2027-01-15', reason: 'hospitalisation' });
  });

  it('moves by the whole months of a pause', async () => {
    const one = await life();
    const { fund, unit } = one;
    await fund.live('2026-11-01');
    const pause = { accountUnitId: unit, from: month('2026-12'), until: month('2027-01') };
    await fund.as(() => rooms.get(PauseUnitUseCase).run(pause));
    for (const today of ['2026-12-01', '2027-01-01', '2027-02-28']) await fund.live(today);
    expect((await lots(one))[0]).toBe('2026-11 10000 2027-02-28');
    await fund.live('2027-03-01');
    expect((await lots(one))[0]).toBe('2027-02 10000 2027-03-31');
  });

  it('of credit that comes late counts from the month it comes in', async () => {
    const one = await life();
    await one.fund.morning('2026-11-30');
    await one.fund.run('month.plan');
    await rooms.database.asOwner('delete from tenancy.outbox where tenant_id = $1', [one.fund.id]);
    await one.fund.live('2026-12-02');
    expect(await lots(one)).toEqual(['2026-11 10000 2027-01-31', '2026-12 10000 2027-01-31']);
  });
});

describe('credit of somebody who left', () => {
  const leaving = (unspent: Rules['leaving']['unspent']) => (rules: Rules) => ({
    ...ends(rules),
    unspent: { mode: 'accumulate' } as const,
    leaving: { ...rules.leaving, unspent },
  });
  async function left(unspent: Rules['leaving']['unspent']): Promise<Life> {
    const one = await life({ rules: leaving(unspent) });
    await one.fund.live('2026-11-01');
    const departure = { accountUnitId: one.unit, lastMonth: month('2026-11') };
    await one.fund.as(() => rooms.get(LeaveFundUseCase).run(departure));
    return one;
  }

  it('stays theirs, or for some months, or goes back from the end of the last month, as the rules say', async () => {
    const kept = await left({ mode: 'kept' });
    const months = await left({ mode: 'kept-months', months: 2 });
    const back = await left({ mode: 'back-to-pot' });
    const seen: number[][] = [];
    for (const today of ['2026-11-30', '2026-12-01', '2027-01-31', '2027-02-01']) {
      const balances: number[] = [];
      for (const { fund, unit } of [kept, months, back]) {
        await fund.live(today);
        balances.push(await fund.balance(unit));
      }
      seen.push(balances);
    }
    expect(seen).toEqual([
      [10_000, 10_000, 10_000],
      [10_000, 10_000, 0],
      [10_000, 10_000, 0],
      [10_000, 0, 0],
    ]);
  });

  it('never outlives the project, whatever was promised to those who leave', async () => {
    const one = await life({
      rules: (rules) => ({
        ...leaving({ mode: 'kept-months', months: 6 })(rules),
        unspent: { mode: 'end-of-project', endsOn: '2026-12-31' },
      }),
    });
    await one.fund.live('2026-11-01');
    const departure = { accountUnitId: one.unit, lastMonth: month('2026-11') };
    await one.fund.as(() => rooms.get(LeaveFundUseCase).run(departure));
    expect((await lots(one)).map((lot) => lot.slice(-10))).toEqual(['2026-12-31']);
    await one.fund.live('2027-01-01');
    expect([await one.fund.balance(one.unit), await one.fund.faults()]).toEqual([0, []]);
  });
});

describe('a warning before credit ends', () => {
  it('is written once for a lot, within the days of the rules, and says how much and until when', async () => {
    const one = await life();
    await one.fund.live('2026-11-01');
    await one.spending.spend(one.unit, 3_000, '2026-11-10');
    await one.fund.live('2026-12-20');
    expect(await notices(one)).toEqual([]);
    for (const today of ['2026-12-21', '2026-12-22', '2026-12-31']) await one.fund.live(today);
    expect((await notices(one)).map(({ state, left, lastDay }) => [state, left, lastDay])).toEqual([
      ['to-tell', '7000', '2026-12-31'],
    ]);
    await extend(one, '2026-11', '2027-01-20');
    await one.fund.live('2027-01-11');
    expect((await notices(one)).map(({ state, lastDay }) => [state, lastDay])).toEqual([
      ['withdrawn', '2026-12-31'],
      ['to-tell', '2027-01-20'],
    ]);
  });

  it('is not written where nothing is left, where the clock stands still, or where the fund warns nobody', async () => {
    const [spent, paused] = [await life(), await life()];
    const silent = await life({
      rules: (rules) => ({ ...ends(rules), unspent: { mode: 'expire', months: 1, warnDaysBefore: 0 } }),
    });
    for (const { fund } of [spent, paused, silent]) await fund.live('2026-11-01');
    await spent.spending.spend(spent.unit, 10_000, '2026-11-10');
    const pause = { accountUnitId: paused.unit, from: month('2026-12'), until: null };
    await paused.fund.as(() => rooms.get(PauseUnitUseCase).run(pause));
    for (const { fund } of [spent, paused, silent]) await fund.live('2026-12-25');
    for (const one of [spent, paused, silent]) expect(await notices(one)).toEqual([]);
  });
});
