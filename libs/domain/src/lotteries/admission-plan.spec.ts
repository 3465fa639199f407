import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cents } from '../kernel/money';
import { admissionPlan, bandOf, budgetOf, effectOnFree, monthlyFlow, monthsUntil, netCostOf } from './admission-plan';

const room = (units: number | null, roomPerMonth: number, prudentNetCost: number) => ({
  units,
  roomPerMonth: cents(roomPerMonth),
  meanNetCost: cents(prudentNetCost),
  prudentNetCost: cents(prudentNetCost),
});
const ask = { carriedOver: cents(0), waiting: 50, most: null };

describe('the places of a month', () => {
  it('are those of the look ahead, and what they do not use stays for the next draw', () => {
    const plan = admissionPlan({ ...ask, room: room(4, 20_000, 4_500) });
    expect(plan).toMatchObject({ places: 4, none: null, reckonedCost: 18_000, unused: 2_000 });
  });

  it('are none when the money does not do for one, and the answer says how much a month is missing', () => {
    const plan = admissionPlan({ ...ask, room: room(0, 3_200, 5_000) });
    expect(plan).toMatchObject({
      places: 0,
      none: { code: 'room-too-small', room: 3_200, needed: 5_000, missing: 1_800 },
      unused: 3_200,
    });
  });

  it('are one more when what was missing had been carried over', () => {
    const short = admissionPlan({ ...ask, room: room(0, 3_200, 5_000) });
    const missing = short.none?.code === 'room-too-small' ? short.none.missing : cents(0);
    expect(admissionPlan({ ...ask, carriedOver: missing, room: room(0, 3_200, 5_000) }).places).toBe(1);
    expect(admissionPlan({ ...ask, carriedOver: cents(missing - 1), room: room(0, 3_200, 5_000) }).places).toBe(0);
  });

  it('are none when nobody waits, or when the council wants none, each with its own reason', () => {
    expect(admissionPlan({ ...ask, waiting: 0, room: room(9, 90_000, 5_000) }).none).toEqual({
      code: 'nobody-waiting',
    });
    expect(admissionPlan({ ...ask, most: 0, room: room(9, 90_000, 5_000) }).none).toEqual({ code: 'no-places-voted' });
  });

  it('are for all who wait where newcomers bring more than they take', () => {
    const plan = admissionPlan({ ...ask, room: room(null, 1_000, -2_000) });
    expect(plan).toMatchObject({ places: 50, reckonedCost: -100_000, unused: 1_000 });
  });

  it('never cost more, as reckoned, than there is room for', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 500_000 }),
        fc.integer({ min: 1, max: 20_000 }),
        fc.integer({ min: 0, max: 50_000 }),
        fc.integer({ min: 0, max: 200 }),
        (perMonth, prudent, carriedOver, waiting) => {
          const units = Math.floor(perMonth / prudent);
          const request = {
            room: room(units, perMonth, prudent),
            carriedOver: cents(carriedOver),
            waiting,
            most: null,
          };
          const plan = admissionPlan(request);
          expect(plan.reckonedCost).toBeLessThanOrEqual(perMonth + carriedOver);
          expect(plan.places).toBeLessThanOrEqual(waiting);
          expect(plan.places === 0).toBe(plan.none !== null);
          expect(plan.unused).toBe(perMonth + carriedOver - plan.reckonedCost);
        },
      ),
    );
  });
});

describe('the effect on what is free', () => {
  it('is what the newcomers take each month, and as many times as there are months at the end', () => {
    const before = { perMonth: cents(40_000), end: { months: 12, free: cents(600_000) } };
    expect(effectOnFree(before, cents(36_000))).toEqual({
      perMonth: { before: 40_000, after: 4_000 },
      atEnd: { months: 12, before: 600_000, after: 168_000 },
    });
  });

  it('is to the good where newcomers bring more than they take', () => {
    expect(effectOnFree({ perMonth: cents(0), end: null }, cents(-500)).perMonth).toEqual({ before: 0, after: 500 });
  });
});

describe('the budget a council decides by', () => {
  const basis = {
    reserve: cents(1_000_000),
    floor: cents(400_000),
    horizonMonths: 12,
    subsidies: cents(150_000),
    contributions: cents(600_000),
    allocations: cents(750_000),
    defaultBasisPoints: 500,
  };

  it('is (R - F)/H + S + (1 - d)C - A', () => {
    // 6 000 EUR over 12 months is 500; 1 500 + 0.95 x 6 000 - 7 500 is -300: 200 EUR a month.
    expect(budgetOf(basis)).toBe(20_000);
    expect(monthlyFlow(basis)).toBe(-30_000);
  });

  it('is below nothing for a fund that lives beyond its means', () => {
    expect(budgetOf({ ...basis, reserve: basis.floor })).toBe(-30_000);
  });

  it('counts what one costs with the contributions that do not come in, rounded against the fund', () => {
    expect(netCostOf({ contribution: cents(3_333), allocation: cents(10_000) }, 300)).toBe(6_767);
    expect(netCostOf({ contribution: cents(25_000), allocation: cents(10_000) }, 0)).toBe(-15_000);
  });

  it('takes contributions by the lower edge of their band', () => {
    const edges = [cents(0), cents(2_000), cents(5_000)];
    expect([0, 1_999, 2_000, 4_999, 5_000, 90_000].map((amount) => bandOf(cents(amount), edges))).toEqual([
      0, 0, 2_000, 2_000, 5_000, 5_000,
    ]);
  });

  it('says in how many months there will be enough, and when it cannot say', () => {
    expect(monthsUntil(cents(10_000), cents(9_000), 400)).toBe(3);
    expect(monthsUntil(cents(9_000), cents(9_000), 0)).toBe(0);
    expect(monthsUntil(cents(10_000), cents(9_000), 0)).toBeNull();
  });
});
