import { describe, expect, it } from '@jest/globals';
import { dayOf } from '../kernel/calendar';
import { cents } from '../kernel/money';
import { lotsLeft } from './credits-to-come';

describe('what is left of credits', () => {
  const october = { amount: cents(10_000), expiresOn: dayOf('2027-01-31') };
  const november = { amount: cents(10_000), expiresOn: dayOf('2027-02-28') };

  it('is taken from the oldest lot first', () => {
    expect(lotsLeft([october, november], cents(12_500))).toEqual([{ ...november, amount: 7_500 }]);
    expect(lotsLeft([october, november], cents(2_500))).toEqual([{ ...october, amount: 7_500 }, november]);
  });

  it('is nothing when all is spent', () => {
    expect(lotsLeft([october, november], cents(20_000))).toEqual([]);
  });
});
