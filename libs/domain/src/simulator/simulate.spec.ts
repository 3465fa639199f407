import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { presetByKey } from '../rules/presets';
import { monthOf } from '../kernel/calendar';
import { cents } from '../kernel/money';
import { plainLedger } from './plain-ledger.spec-support';
import { simulate } from './simulate';
import { NOTHING_RANDOM, plannedUnits, type Simulation } from './simulation';
import { arbitrarySimulation } from './simulation-arbitrary.spec-support';

const FIRST = monthOf('2026-12');
const dieulefit = presetByKey('dieulefit').rules;

/** Twenty people after Dieulefit: 100 € each, contributions of 40, 60 and 115 €, and 500 € in the pot. */
function village(changes: Partial<Simulation> = {}): Simulation {
  return {
    rules: dieulefit,
    firstMonth: FIRST,
    months: 12,
    units: plannedUnits(
      [
        { count: 10, ages: [null], pledge: cents(4_000) },
        { count: 6, ages: [null], pledge: cents(6_000) },
        { count: 4, ages: [null], pledge: cents(11_500) },
      ],
      FIRST,
    ),
    opening: {
      ...{ free: cents(500_000), owedToMembers: cents(0), owedToOutlets: cents(0), setAside: cents(0) },
      ...{ openDues: [] },
    },
    assumptions: NOTHING_RANDOM,
    whenShort: 'carry-on',
    seed: 'village',
    runs: 200,
    ...changes,
  };
}
const assuming = (assumptions: Partial<Simulation['assumptions']>): Simulation =>
  village({ assumptions: { ...NOTHING_RANDOM, ...assumptions } });

describe('when nothing is random', () => {
  it('every month comes to what a ledger kept the long way comes to, to the cent, whatever the rules and the lives', () => {
    fc.assert(
      fc.property(arbitrarySimulation, (simulation) => {
        const { months, runs } = simulate(simulation);
        expect(runs).toBe(1);
        expect(
          months.map(({ held, owedToMembers, free, received, credited, expired, spent, units }) => ({
            held: held.middle,
            owedToMembers: owedToMembers.middle,
            free: free.middle,
            received: received.middle,
            credited: credited.middle,
            expired: expired.middle,
            spent: spent.middle,
            units,
          })),
        ).toEqual(plainLedger(simulation));
        for (const { held, free } of months) expect([held.low, free.low]).toEqual([held.high, free.high]);
      }),
      { numRuns: 200 },
    );
  });

  it('no cent appears or disappears: what is held is what is owed, set aside and free', () => {
    fc.assert(
      fc.property(arbitrarySimulation, (simulation) => {
        const { months } = simulate(simulation);
        let [held, aside] = [0, 0];
        const { opening, assumptions } = simulation;
        held = opening.free + opening.owedToMembers + opening.setAside;
        for (const ahead of months) {
          const grants = assumptions.grants.filter(({ month }) => month.equals(ahead.month));
          held += grants.reduce((total, { amount }) => total + amount, 0) + ahead.received.middle - ahead.spent.middle;
          expect(ahead.held.middle).toBe(held);
          const setAside = ahead.held.middle - ahead.free.middle - ahead.owedToMembers.middle;
          expect(setAside).toBeGreaterThanOrEqual(aside);
          aside = setAside;
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('a village that gives more than it takes in', () => {
  // 1 220 € come in each month, 2 000 € go out: the 5 000 € in the pot are short in the seventh month.
  it('hears in November that the pot cannot bear June', () => {
    const seen = simulate(village());
    expect(seen.months[0]?.free.middle).toBe(500_000 - 78_000);
    expect(seen.cannotBear?.toString()).toBe('2027-06');
    expect(seen.runwayMonths).toBe(6);
    expect(seen.months[0]?.runwayMonths).toBe(5);
    expect(seen.lowest).toEqual({ month: monthOf('2027-11'), free: 500_000 - 12 * 78_000 });
  });

  it('stops crediting in June when nobody decides otherwise, and keeps what it has', () => {
    const seen = simulate(village({ whenShort: 'as-ruled' }));
    const june = seen.months[6];
    expect([june?.credited.middle, june?.free.middle]).toEqual([0, 500_000 - 6 * 78_000 + 122_000]);
    expect(seen.cannotBear?.toString()).toBe('2027-06');
  });

  it('is told which grant and which mean contribution would carry it, and they do, and a cent less does not', () => {
    const { balancing } = simulate(village());
    expect(balancing.meanContribution).toBe(6_100);
    expect(balancing.toBalance).toEqual({ grantPerMonth: 78_000, meanContribution: 10_000 });
    const months = Array.from({ length: 12 }, (_, index) => FIRST.add({ months: index }));
    const withGrant = (amount: number): ReturnType<typeof simulate> =>
      simulate(assuming({ grants: months.map((month) => ({ month, amount: cents(amount) })) }));
    const { grantPerMonth } = balancing.toBear;
    expect(withGrant(grantPerMonth).cannotBear).toBeNull();
    expect(withGrant(grantPerMonth - 1).cannotBear).not.toBeNull();
    expect(balancing.toBear.meanContribution).toBe(6_100 + Math.ceil((12 * 78_000 - 500_000) / 240));
  });

  it('has no place for anybody more', () => {
    expect(simulate(village()).admission).toMatchObject({ units: 0, roomPerMonth: 0 });
  });
});

describe('what is drawn', () => {
  it('is the same for the same seed and another for another', () => {
    const risky = assuming({ failureBasisPoints: 500, joinersPerMonth: 1.5, leaversPerMonth: 0.5 });
    expect(simulate(risky)).toEqual(simulate(risky));
    expect(simulate({ ...risky, seed: 'autre' })).not.toEqual(simulate(risky));
  });

  it('lies around what it should be: one due in ten unpaid is a tenth less received, with a band around it', () => {
    const seen = simulate(assuming({ failureBasisPoints: 1_000 }));
    const received = seen.months.map(({ received: { low, middle, high } }) => ({ low, middle, high }));
    for (const { low, middle, high } of received) {
      expect(low).toBeLessThan(middle);
      expect(middle).toBeLessThanOrEqual(high);
      expect(Math.abs(middle - 109_800)).toBeLessThan(5_000);
    }
    const mean = received.reduce((total, { middle }) => total + middle, 0) / 12;
    expect(Math.abs(mean - 109_800)).toBeLessThan(2_500);
  });

  it('never loses money whatever is drawn: held is free, owed and set aside in every single run', () => {
    const seen = simulate(
      village({
        runs: 1,
        rules: {
          ...dieulefit,
          unspent: { mode: 'expire', months: 2, warnDaysBefore: 15 },
          runningCosts: { ...dieulefit.runningCosts, contributionBasisPoints: 333 },
        },
        assumptions: {
          ...NOTHING_RANDOM,
          failureBasisPoints: 2_000,
          recoveredBasisPoints: 5_000,
          joinersPerMonth: 2.5,
          leaversPerMonth: 1.5,
          spentBasisPoints: 6_000,
        },
      }),
    );
    let [inSum, outSum] = [500_000, 0];
    for (const { held, received, spent, inArrears } of seen.months) {
      inSum += received.middle;
      outSum += spent.middle;
      // What is held beyond dues paid in time came in from arrears.
      expect(held.middle - (inSum - outSum)).toBeGreaterThanOrEqual(0);
      expect(inArrears.middle).toBeGreaterThanOrEqual(0);
    }
  });

  it('brings back arrears that come in: all of an open due in the first month when all is recovered', () => {
    const openDues = [{ amount: cents(4_000), received: cents(1_000) }];
    const { opening } = village();
    const seen = simulate({ ...assuming({ recoveredBasisPoints: 10_000 }), opening: { ...opening, openDues } });
    expect(seen.months[0]?.free.middle).toBe(500_000 - 78_000 + 3_000);
    expect(seen.months[0]?.inArrears.middle).toBe(0);
  });

  it('counts who joins from the month the rules say, and who leaves to the end of their month', () => {
    const seen = simulate(assuming({ joinersPerMonth: 2, leaversPerMonth: 1 }));
    expect(seen.months.map(({ units }) => units).slice(0, 4)).toEqual([20, 21, 22, 23]);
    const atOnce = village({ rules: { ...dieulefit, entry: { mode: 'full-current-month' } } });
    expect(simulate({ ...atOnce, assumptions: { ...NOTHING_RANDOM, joinersPerMonth: 2 } }).months[0]?.units).toBe(22);
  });

  it('credits nobody whose contribution did not come in where credit waits for it, and gives it when it does', () => {
    const waits = village({ rules: { ...dieulefit, credited: { mode: 'when-settled' } } });
    const nobodyPays = { ...NOTHING_RANDOM, failureBasisPoints: 10_000, spentBasisPoints: 0 };
    const never = simulate({ ...waits, assumptions: nobodyPays });
    expect([never.months[3]?.credited.middle, never.months[3]?.free.middle]).toEqual([0, 500_000]);
    const late = simulate({ ...waits, assumptions: { ...nobodyPays, recoveredBasisPoints: 10_000 } });
    expect(late.months[3]?.free.middle).toBe(500_000 - 3 * 78_000);
    expect(late.months[3]?.owedToMembers.middle).toBe(3 * 200_000);
  });
});

describe('who may be admitted this month', () => {
  const rich = village({ opening: { ...village().opening, free: cents(5_000_000) } });

  it('is as many as the pot bears to the end, at a cost that few of all draws exceed', () => {
    const { admission, lowestOfLow } = simulate(rich);
    expect(admission.meanNetCost).toBe(3_900);
    expect(admission.prudentNetCost).toBeGreaterThan(3_900);
    expect(admission.roomPerMonth).toBe(Math.floor(lowestOfLow.free / 11));
    expect(admission.units).toBeGreaterThan(80);
    expect(Number(admission.units) * admission.meanNetCost).toBeLessThanOrEqual(admission.roomPerMonth);
  });

  it('leaves the reserve alone', () => {
    const reserve = cents(5_000_000 - 12 * 78_000);
    const rules = { ...dieulefit, potResources: { ...dieulefit.potResources, reserveCents: reserve } };
    expect(simulate({ ...rich, rules }).admission.units).toBe(0);
  });

  it('knows no limit where newcomers bring more than they cost', () => {
    const givers = plannedUnits([{ count: 1, ages: [null], pledge: cents(15_000) }], FIRST);
    const seen = simulate({ ...rich, assumptions: { ...NOTHING_RANDOM, joinersLike: givers, joinersPerMonth: 1 } });
    expect(seen.admission.units).toBeNull();
  });

  it('holds: with that many more, the pot bears every month', () => {
    const { admission } = simulate(rich);
    const newcomers = plannedUnits([{ count: Number(admission.units), ages: [null], pledge: cents(6_100) }], FIRST);
    expect(simulate({ ...rich, units: [...rich.units, ...newcomers] }).cannotBear).toBeNull();
  });
});

describe('a look ahead that is none', () => {
  it.each([
    ['of no month', { months: 0 }],
    ['of four years', { months: 48 }],
    ['of a million runs', { runs: 1_000_000 }],
    ['with a negative share', { assumptions: { ...NOTHING_RANDOM, spentBasisPoints: -1 } }],
    ['with more joiners than there are people', { assumptions: { ...NOTHING_RANDOM, joinersPerMonth: 1e9 } }],
  ])('%s is refused', (_, changes) => {
    expect(() => simulate(village(changes))).toThrow(RangeError);
  });

  it('of a fund without anybody shows an idle pot', () => {
    const seen = simulate(village({ units: [] }));
    expect(seen.months.map(({ free }) => free.middle)).toEqual(Array.from({ length: 12 }, () => 500_000));
    expect([seen.cannotBear, seen.runwayMonths, seen.admission.units]).toEqual([null, null, null]);
  });
});
