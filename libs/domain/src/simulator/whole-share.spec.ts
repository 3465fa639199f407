import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cents, shareOf } from '../kernel/money';
import { wholeShare } from './whole-share';

it('a share is rounded down as everywhere else, also next to a whole number and for enormous amounts', () => {
  const amount = fc.oneof(fc.nat({ max: 1_000_000 }), fc.maxSafeNat());
  fc.assert(
    fc.property(amount, fc.nat({ max: 4_000_000_000 }), fc.integer({ min: 1, max: 4_000_000_000 }), (whole, a, b) => {
      const [numerator, denominator] = [Math.min(a, b), b];
      expect(wholeShare(whole, numerator, denominator)).toBe(shareOf(cents(whole), numerator, denominator));
    }),
    { numRuns: 2_000 },
  );
});
