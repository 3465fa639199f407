import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Cents, cents, NO_MONEY, plus, sum } from '../kernel/money';
import { presetByKey } from '../rules/presets';
import type { Rules } from '../rules/rules';
import { arbitraryAmount } from '../rules/rules-arbitrary.spec-support';
import { shareNextReceipt, shareReceipt } from './running-cost-share';

const taking = (contributionBasisPoints: number): Rules => ({
  ...presetByKey('flers').rules,
  runningCosts: { contributionBasisPoints, outletFeeBasisPoints: 0 },
});
const basisPoints = fc.integer({ min: 0, max: 10_000 });

describe('a receipt', () => {
  it('of 60,50 € at 1 % gives 60 cents to running costs, the half cent staying in the pot', () => {
    expect(shareReceipt(taking(100), cents(6_050))).toEqual({ pot: 5_990, runningCosts: 60 });
  });

  it('goes whole to the pot where no share is taken', () => {
    expect(shareReceipt(taking(0), cents(6_050))).toEqual({ pot: 6_050, runningCosts: 0 });
  });

  it('is shared in parts that are never negative and add up', () => {
    fc.assert(
      fc.property(basisPoints, arbitraryAmount, (share, received) => {
        const { pot, runningCosts } = shareReceipt(taking(share), received);
        expect(pot + runningCosts).toBe(received);
        expect(Math.min(pot, runningCosts)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('in any number of parts ends up shared as if it had come at once', () => {
    fc.assert(
      fc.property(basisPoints, fc.array(arbitraryAmount, { maxLength: 12 }), (share, receipts) => {
        const rules = taking(share);
        let before: Cents = NO_MONEY;
        const parts = receipts.map((now) => {
          const part = shareNextReceipt(rules, before, now);
          before = plus(before, now);
          expect(part.pot + part.runningCosts).toBe(now);
          expect(Math.min(part.pot, part.runningCosts)).toBeGreaterThanOrEqual(0);
          return part;
        });
        expect({ pot: sum(parts.map(({ pot }) => pot)), runningCosts: sum(parts.map((p) => p.runningCosts)) }).toEqual(
          shareReceipt(rules, before),
        );
      }),
    );
  });
});
