import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cents } from '../kernel/money';
import { categoriesOf, concentration, shareBasisPoints } from './spending-figures';

describe('how much goes to few outlets', () => {
  it('is the part of the largest one, three and five, of all that was spent', () => {
    expect(concentration([100, 400, 50, 200, 150, 100].map(cents))).toEqual({
      outlets: 6,
      largestBasisPoints: 4_000,
      largestThreeBasisPoints: 7_500,
      largestFiveBasisPoints: 9_500,
    });
  });

  it('counts no outlet where nothing was spent, or more came back than went', () => {
    expect(concentration([0, -5, 10].map(cents))).toMatchObject({ outlets: 1, largestBasisPoints: 10_000 });
    expect(concentration([])).toMatchObject({ outlets: 0, largestBasisPoints: null });
  });
});

describe('a share', () => {
  it('is in hundredths of a per cent, and none of nothing', () => {
    expect([shareBasisPoints(cents(1), cents(3)), shareBasisPoints(cents(1), cents(0))]).toEqual([3_333, null]);
  });
});

describe('kinds of products', () => {
  const row = (category: string, weight: number): Parameters<typeof categoriesOf>[0][number] => ({
    category,
    weight,
    purchases: 1,
    boughtCents: cents(100),
  });

  it('are together what accounts paid, to the cent', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 1_000_000 }), { minLength: 1, maxLength: 9 }), fc.nat(), (weights, paid) => {
        const rows = categoriesOf(
          weights.map((weight, index) => row(String(index), weight)),
          cents(paid),
        );
        const total = rows.reduce((whole, { accountCents }) => whole + accountCents, 0);
        expect(total).toBe(weights.some((weight) => weight > 0) ? paid : 0);
      }),
    );
  });

  it('take what they weigh', () => {
    const rows = categoriesOf([row('dairy-eggs', 700), row('drinks', 0), row('mixed', 300)], cents(50));
    expect(rows.map(({ accountCents }) => accountCents)).toEqual([35, 0, 15]);
  });
});
