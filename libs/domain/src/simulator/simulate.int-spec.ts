import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TenantTransaction } from '#tenancy';
import type { LivingFund } from '../../../../test/support/living-fund';
import { Rooms } from '../../../../test/support/rooms';
import { RecordReceiptUseCase } from '../contributions/record-receipt.use-case';
import { FundsQuery } from '../funds/funds.query';
import { MonthUnderWayQuery } from '../funds/month-under-way.query';
import type { Rules } from '../rules/rules';
import { cents } from '../kernel/money';
import { dayOf, lastDay, monthOf } from '../kernel/calendar';
import { LotsQuery } from '../lots/lots.query';
import { LedgerQuery } from '../ledger/ledger.query';
import { ChangePledgeUseCase } from '../members/change-pledge.use-case';
import { LeaveFundUseCase } from '../members/leave-fund.use-case';
import { PauseUnitUseCase } from '../members/pause-unit.use-case';
import type { FundPresent } from './look-ahead';
import { simulate } from './simulate';
import { NOTHING_RANDOM } from './simulation';
import { SimulationQuery } from './simulation.query';

let rooms: Rooms;
beforeAll(async () => {
  rooms = await Rooms.open();
});
afterAll(() => rooms.close());

const byHand = (rules: Rules): Rules => ({
  ...rules,
  collection: { mode: 'by-hand', dayOfMonth: 3 },
  contribution:
    rules.contribution.mode === 'free'
      ? { ...rules.contribution, minCents: cents(0), stepCents: null, maxCents: null }
      : rules.contribution,
  runningCosts: { ...rules.runningCosts, contributionBasisPoints: 333 },
});

/** A couple, a family, somebody who leaves in January, somebody who joins then, somebody who pauses in February. */
async function village(preset: string, rules: (rules: Rules) => Rules, size: number): Promise<LivingFund> {
  const fund = await rooms.fund({ preset, rules: (before) => rules(byHand(before)) });
  await fund.open(2_000_000);
  const persons = Array.from({ length: size }, (_, index) => ({ name: `Personne ${index}`, bornIn: null }));
  const admit = (pledge: number, joinedOn = '2026-10-10'): Promise<string> => fund.admit({ persons, pledge, joinedOn });
  await admit(6_100);
  await admit(4_333);
  const leaving = await admit(2_200);
  const pausing = await admit(7_777);
  const changing = await admit(3_000);
  await admit(5_050, '2027-01-10');
  await fund.as(() => rooms.get(LeaveFundUseCase).run({ accountUnitId: leaving, lastMonth: monthOf('2027-01') }));
  const february = { from: monthOf('2027-02'), until: monthOf('2027-02') };
  await fund.as(() => rooms.get(PauseUnitUseCase).run({ accountUnitId: pausing, ...february }));
  await liveMonth(fund, '2026-11');
  await fund.as(() =>
    rooms.get(ChangePledgeUseCase).run({ accountUnitId: changing, pledge: cents(9_000), monthlyNetIncome: null }),
  );
  return fund;
}

/** A month in which everybody pays by hand on the 4th. */
async function liveMonth(fund: LivingFund, month: string): Promise<void> {
  await fund.live(`${month}-01`);
  await fund.live(`${month}-04`);
  for (const { dueId, amountCents, receivedCents } of await fund.dues(month)) {
    const left = cents(amountCents - receivedCents);
    if (left > 0) await fund.as(() => rooms.get(RecordReceiptUseCase).run({ dueId, amount: left, method: 'cash' }));
  }
  for (const day of ['09', '21']) await fund.live(`${month}-${day}`);
  await fund.live(monthOf(month).add({ months: 1 }).toPlainDate({ day: 1 }).toString());
}

function present(fund: LivingFund): Promise<FundPresent> {
  const query = new SimulationQuery(
    rooms.get(TenantTransaction),
    rooms.get(FundsQuery),
    rooms.get(LedgerQuery),
    rooms.get(MonthUnderWayQuery),
    rooms.get(LotsQuery),
  );
  return fund.read(() => query.now());
}

const capped = (rules: Rules): Rules => ({ ...rules, unspent: { mode: 'cap', months: 2 } });
const byDay = (rules: Rules): Rules => ({
  ...rules,
  entry: { mode: 'pro-rata-by-day' },
  unspent: { mode: 'expire', months: 6, warnDaysBefore: 15 },
});

describe.each([
  ['households with a cap of two months, side by side with', 'grenoble', capped, 3],
  ['persons who enter by the day', 'flers', byDay, 1],
  ['persons who receive the mean of contributions', 'yonne', (same: Rules): Rules => same, 1],
] as const)('a fund of %s', (_, preset, rules, size) => {
  it('comes, month by month, to what was seen ahead, to the cent', async () => {
    const fund = await village(preset, rules, size);
    const other = await rooms.fund({ preset: 'toulouse', rules: byHand });
    await other.open(777_777);
    // It is 1 December: December's dues are open, its credits still to come.
    const { rules: inForce, firstMonth, units, opening, creditsToCome } = await present(fund);
    expect([firstMonth.toString(), units.length]).toEqual(['2027-01', 6]);
    expect(creditsToCome).toBeGreaterThan(0);
    expect(opening.openDues.length).toBe(5);
    expect((await present(other)).units).toEqual([]);
    const seen = simulate({
      ...{ rules: inForce, firstMonth, months: 12, units, opening },
      ...{ whenShort: 'as-ruled', seed: 'mois réel', runs: 200 },
      assumptions: { ...NOTHING_RANDOM, spentBasisPoints: 0, recoveredBasisPoints: 10_000 },
    });
    await liveMonth(fund, '2026-12');
    for (const index of [0, 1, 2]) {
      const ahead = seen.months[index];
      const month = firstMonth.add({ months: index });
      await liveMonth(fund, month.toString());
      const { held, owedToMembers, free } = await fund.figures(lastDay(month).toString());
      expect({ month: ahead?.month.toString(), held, owedToMembers, free }).toEqual({
        month: month.toString(),
        held: ahead?.held.middle,
        owedToMembers: ahead?.owedToMembers.middle,
        free: ahead?.free.middle,
      });
    }
    expect(await fund.faults()).toEqual([]);
    expect((await other.figures(dayOf('2027-03-31').toString())).free).toBe(777_777);
  }, 180_000);
});
