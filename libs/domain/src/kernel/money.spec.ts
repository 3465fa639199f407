import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cents, minus, NO_MONEY, plus, shareOf, split, sum, times } from './money';
import { RuleBroken } from './rule-broken';

const amount = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }).map(cents);
const weights = fc
  .array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 40 })
  .filter((some) => some.some(Boolean));

describe('cents', () => {
  it.each([0.5, NaN, Infinity, 2 ** 53, -(2 ** 53), 0.1 + 0.2])('refuse %p', (wrong) => {
    expect(() => cents(wrong)).toThrow(RuleBroken);
  });

  it('have one zero, and add up', () => {
    expect(Object.is(cents(-0), 0)).toBe(true);
    expect(sum([])).toBe(NO_MONEY);
    expect([
      plus(cents(2), cents(3)),
      minus(cents(2), cents(3)),
      times(cents(7), 3),
      sum([cents(1), cents(2)]),
    ]).toEqual([5, -1, 21, 3]);
    expect(() => plus(cents(Number.MAX_SAFE_INTEGER), cents(1))).toThrow('amount-not-whole-cents');
    expect(() => times(cents(10), 0.55)).toThrow('amount-not-whole-cents');
  });
});

describe('splitting a sum', () => {
  it('always adds up to the whole, and gives each part its due to within a cent', () => {
    fc.assert(
      fc.property(amount, weights, (total, some) => {
        const parts = split(total, some);
        const whole = some.reduce((a, b) => a + b, 0);
        expect(parts.reduce((a, b) => a + BigInt(b), 0n)).toBe(BigInt(total));
        parts.forEach((part, index) => {
          const floor = (BigInt(total) * BigInt(some[index] ?? 0)) / BigInt(whole);
          expect([floor, floor + 1n]).toContain(BigInt(part));
        });
      }),
    );
  });

  it('gives nothing to who weighs nothing, and never less to who weighs more', () => {
    fc.assert(
      fc.property(amount, weights, (total, some) => {
        const parts = split(total, some);
        for (const [index, weight] of some.entries()) {
          if (weight === 0) expect(parts[index]).toBe(0);
          const lighter = some.findIndex((other) => other < weight);
          if (lighter >= 0) expect(parts[index]).toBeGreaterThanOrEqual(parts[lighter] ?? 0);
        }
      }),
    );
  });

  it('gives the odd cents to the largest remainders, the earliest first', () => {
    expect(split(cents(100), [1, 1, 1])).toEqual([34, 33, 33]);
    expect(split(cents(101), [1, 1, 1])).toEqual([34, 34, 33]);
    expect(split(cents(10), [1, 2])).toEqual([3, 7]);
    expect(split(cents(0), [3, 4])).toEqual([0, 0]);
  });

  it.each<[number, number[]]>([
    [10, []],
    [10, [0, 0]],
    [-1, [1]],
    [10, [1, -1, 4]],
    [10, [0.5]],
    [10, [2 ** 53 - 1, 1]],
  ])('refuses %i by %p', (total, some) => {
    expect(() => split(cents(total), some)).toThrow('split-impossible');
  });
});

describe('a share of a sum', () => {
  it('is rounded down to the cent, exactly, and the shares never exceed the whole', () => {
    fc.assert(
      fc.property(amount, fc.integer({ min: 0, max: 10_000 }), fc.integer({ min: 1, max: 10_000 }), (total, a, b) => {
        const [numerator, denominator] = [Math.min(a, b), b];
        const share = shareOf(total, numerator, denominator);
        const rest = shareOf(total, denominator - numerator, denominator);
        expect(BigInt(share)).toBe((BigInt(total) * BigInt(numerator)) / BigInt(denominator));
        expect([0n, 1n]).toContain(BigInt(total) - BigInt(share) - BigInt(rest));
      }),
    );
  });

  it.each([
    [100, -1, 2],
    [100, 1, 0],
    [-100, 1, 2],
    [100, 1, -2],
    [100, 0.5, 1],
  ])('refuses %i × %p / %p', (total, numerator, denominator) => {
    expect(() => shareOf(cents(total), numerator, denominator)).toThrow('share-impossible');
  });
});
