import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Cents, cents } from '../kernel/money';
import { type AccountCoverage, type BasketLine, type Bounds, coveredOf, rateOf, sharesOf } from './shares';

const UNBOUND: Bounds = { chosen: null, perPurchase: null, leftToday: null, available: null };
const BY_RATE: AccountCoverage = { mode: 'rate-per-label', ratesPercent: [30, 70, 100] };
const line = (coveragePercent: number, amount: number): BasketLine => ({
  approvalLineId: `line-${coveragePercent}`,
  category: 'mixed',
  coveragePercent,
  amount: cents(amount),
});

const amounts = fc.integer({ min: 1, max: 1_000_000_000 });
const lines = fc.array(
  fc.tuple(fc.integer({ min: 0, max: 100 }), amounts).map(([rate, amount]) => line(rate, amount)),
  { minLength: 1, maxLength: 50 },
);
const coverages = fc.constantFrom<AccountCoverage>(BY_RATE, { mode: 'all-or-nothing' }, { mode: 'approved-products' });
const bound = fc.option(fc.integer({ min: 0, max: 2_000_000_000 }).map(cents), { nil: null });
const bounds: fc.Arbitrary<Bounds> = fc.record({
  chosen: bound,
  perPurchase: bound,
  leftToday: bound,
  available: bound,
});

describe('a basket', () => {
  it('is covered wholly, by rate or not at all, as the fund and the lines say', () => {
    const basket = [line(100, 1_000), line(30, 1_000), line(0, 500)];
    expect(coveredOf({ mode: 'all-or-nothing' }, basket)).toBe(2_000);
    expect(coveredOf({ mode: 'approved-products' }, basket)).toBe(2_000);
    expect(coveredOf(BY_RATE, basket)).toBe(1_300);
  });

  it('is rounded once per rate, in the favour of the member', () => {
    expect(coveredOf(BY_RATE, [line(30, 101)])).toBe(31); // 30,3 cents
    expect(coveredOf(BY_RATE, [line(30, 101), line(30, 101), line(30, 101)])).toBe(91); // 90,9 cents, and not 3 × 31
    expect(coveredOf(BY_RATE, [line(30, 101), line(70, 101)])).toBe(31 + 71);
  });

  it('is shared so that nothing is lost: the account and the pocket pay the whole, the outlet gets what the account pays', () => {
    fc.assert(
      fc.property(coverages, lines, bounds, (coverage, basket, within) => {
        const shares = sharesOf(coverage, basket, within);
        expect(shares.account + shares.atOutlet).toBe(shares.total);
        expect(shares.outletGets).toBe(shares.account);
        expect(shares.total).toBe(basket.reduce((total, { amount }) => total + amount, 0));
        for (const part of [shares.account, shares.atOutlet, shares.covered, shares.possible]) {
          expect(part).toBeGreaterThanOrEqual(0);
        }
        expect(shares.account).toBeLessThanOrEqual(shares.covered);
        expect(shares.possible).toBeLessThanOrEqual(shares.account);
      }),
    );
  });

  it('never costs the pocket more than the exact share, and the account less than a cent a rate too much', () => {
    fc.assert(
      fc.property(coverages, lines, (coverage, basket) => {
        const exact = basket.reduce(
          (hundredths, { coveragePercent, amount }) =>
            hundredths + BigInt(amount) * BigInt(rateOf(coverage, coveragePercent)),
          0n,
        );
        const covered = BigInt(coveredOf(coverage, basket)) * 100n;
        const rates = new Set(basket.map(({ coveragePercent }) => rateOf(coverage, coveragePercent))).size;
        expect(covered >= exact).toBe(true);
        expect(covered - exact < BigInt(rates) * 100n).toBe(true);
      }),
    );
  });

  it('is shared alike in whatever order its lines were typed, and however a line is cut', () => {
    fc.assert(
      fc.property(coverages, lines, bounds, (coverage, basket, within) => {
        const cut = basket.flatMap((one) =>
          one.amount > 1
            ? [
                { ...one, amount: cents(1) },
                { ...one, amount: cents(one.amount - 1) },
              ]
            : [one],
        );
        expect(sharesOf(coverage, cut.reverse(), within)).toEqual(sharesOf(coverage, basket, within));
      }),
    );
  });
});

describe('what stands in the way', () => {
  const basket = [line(100, 2_000)];
  const within = (given: Partial<Record<keyof Bounds, number>>): ReturnType<typeof sharesOf> =>
    sharesOf(BY_RATE, basket, { ...UNBOUND, ...(given as Partial<Record<keyof Bounds, Cents>>) });

  it('is named, with what would be possible', () => {
    expect(within({ available: 2_000, leftToday: 2_000, perPurchase: 2_000 })).toMatchObject({ obstacle: null });
    expect(within({ available: 1_999 })).toMatchObject({ obstacle: 'balance-too-low', possible: 1_999 });
    expect(within({ leftToday: -5 })).toMatchObject({ obstacle: 'day-limit-reached', possible: 0 });
    expect(within({ perPurchase: 500, available: 100 })).toMatchObject({
      obstacle: 'purchase-limit-reached',
      possible: 100,
    });
    expect(sharesOf(BY_RATE, [line(0, 100)], UNBOUND)).toMatchObject({ obstacle: 'product-not-covered', possible: 0 });
  });

  it('is gone once the member chooses what is possible, and the rest is paid at the outlet', () => {
    expect(within({ available: 1_200, chosen: 1_200 })).toMatchObject({
      obstacle: null,
      account: 1_200,
      atOutlet: 800,
    });
    fc.assert(
      fc.property(coverages, lines, bounds, (coverage, one, given) => {
        const { possible } = sharesOf(coverage, one, given);
        const again = sharesOf(coverage, one, { ...given, chosen: possible });
        expect(again.account).toBe(possible);
        expect(again.obstacle).toBe(possible === 0 ? 'product-not-covered' : null);
      }),
    );
  });
});
