import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compareDays, dayOf, daysBetween } from '../kernel/calendar';
import { cents, sum } from '../kernel/money';
import { RuleBroken } from '../kernel/rule-broken';
import { instalmentsOf, type OwedDue, promiseOf } from './instalments';

const today = dayOf('2026-11-22');
const due = (dueId: string, owed: number, received = 0): OwedDue => ({
  dueId,
  owed: cents(owed),
  received: cents(received),
});
const codeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    return error instanceof RuleBroken ? error.code : String(error);
  }
  return 'passes';
};
const plan = (dues: readonly OwedDue[], count: number, firstOn = '2026-12-31', largest = 6) =>
  instalmentsOf(dues, { count, firstOn: dayOf(firstOn), today, largest });

describe('arrears paid in parts', () => {
  it('of two months in three parts go to the oldest first, on the last day of short months', () => {
    const parts = plan([due('octobre', 4_000, 1_000), due('novembre', 6_000)], 3);
    expect(
      parts.map(({ instalmentNo, dueId, amount, through, on }) => [
        instalmentNo,
        dueId,
        amount,
        through,
        on.toString(),
      ]),
    ).toEqual([
      [1, 'octobre', 3_334, 4_334, '2026-12-31'],
      [2, 'octobre', 666, 5_000, '2027-01-31'],
      [2, 'novembre', 2_667, 2_667, '2027-01-31'],
      [3, 'novembre', 3_333, 6_000, '2027-02-28'],
    ]);
  });

  it('add up to what is owed of each due, are equal but for a cent, and each moves its due on', () => {
    const owed = fc.array(fc.tuple(fc.integer({ min: 0, max: 100_000 }), fc.integer({ min: 0, max: 50_000 })), {
      minLength: 1,
      maxLength: 5,
    });
    fc.assert(
      fc.property(owed, fc.integer({ min: 1, max: 36 }), (amounts, count) => {
        const dues = amounts.map(([left, received], index) => due(String(index), left, received));
        const total = sum(dues.map((one) => one.owed));
        fc.pre(total >= count);
        const parts = plan(dues, count, '2026-12-31', 36);
        for (const { dueId, owed: left, received } of dues) {
          const own = parts.filter((part) => part.dueId === dueId);
          expect(sum(own.map(({ amount }) => amount))).toBe(left);
          let through = received as number;
          for (const part of own) expect(part.through).toBe((through += part.amount));
        }
        const each = Array.from({ length: count }, (_, index) =>
          sum(parts.filter(({ instalmentNo }) => instalmentNo === index + 1).map(({ amount }) => amount)),
        );
        expect(Math.max(...each) - Math.min(...each)).toBeLessThanOrEqual(1);
        for (const [index, part] of parts.entries()) {
          expect(part.amount).toBeGreaterThan(0);
          const before = parts[index - 1];
          if (before) expect(compareDays(before.on, part.on)).toBeLessThanOrEqual(0);
          if (before && before.instalmentNo < part.instalmentNo) {
            expect(daysBetween(before.on, part.on)).toBeLessThanOrEqual(31);
          }
        }
      }),
    );
  });

  it('are refused for nothing owed, for more parts than the rules or the cents allow, and for a day that is gone or far', () => {
    expect(codeOf(() => plan([], 2))).toBe('nothing-owed');
    expect(codeOf(() => plan([due('a', 0)], 2))).toBe('nothing-owed');
    expect(codeOf(() => plan([due('a', 100)], 7))).toBe('too-many-instalments');
    expect(codeOf(() => plan([due('a', 2)], 3))).toBe('too-many-instalments');
    expect(codeOf(() => plan([due('a', 100)], 0))).toBe('too-many-instalments');
    expect(codeOf(() => plan([due('a', 100)], 2, '2026-11-21'))).toBe('agreed-day-out-of-range');
    expect(codeOf(() => plan([due('a', 100)], 2, '2027-12-01'))).toBe('agreed-day-out-of-range');
    expect(codeOf(() => plan([due('a', 100)], 2, '2026-11-22'))).toBe('passes');
  });
});

describe('a promise', () => {
  it('is of a part of one due, by a day to come', () => {
    const promise = promiseOf(due('a', 4_000, 2_000), cents(1_500), dayOf('2026-12-05'), today);
    expect(promise).toMatchObject({ instalmentNo: 1, amount: 1_500, through: 3_500 });
    expect(codeOf(() => promiseOf(due('a', 100), cents(101), today, today))).toBe('promise-too-large');
    expect(codeOf(() => promiseOf(due('a', 0), cents(1), today, today))).toBe('nothing-owed');
    expect(codeOf(() => promiseOf(due('a', 100), cents(100), dayOf('2026-11-21'), today))).toBe(
      'agreed-day-out-of-range',
    );
  });
});
