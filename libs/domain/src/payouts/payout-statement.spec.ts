import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cents, sum } from '../kernel/money';
import { feeOf } from './payout';
import { lineFees } from './payout-statement';

const amounts = fc.array(fc.integer({ min: -100_000, max: 200_000 }), { maxLength: 40 });

describe('the fee on the lines of a statement', () => {
  it('adds up to the fee on the whole, whatever was sold and taken back in between', () => {
    fc.assert(
      fc.property(amounts, fc.integer({ min: 0, max: 10_000 }), (lines, basisPoints) => {
        const gross = cents(lines.reduce((a, b) => a + b, 0));
        fc.pre(gross >= 0);
        expect(sum(lineFees(lines, basisPoints))).toBe(feeOf('outlet', gross, basisPoints));
      }),
    );
  });

  it('is within a cent of the rate on each line', () => {
    fc.assert(
      fc.property(amounts, fc.integer({ min: 0, max: 10_000 }), (lines, basisPoints) => {
        lineFees(lines, basisPoints).forEach((fee, place) => {
          expect(Math.abs(fee - ((lines[place] ?? 0) * basisPoints) / 10_000)).toBeLessThan(1);
        });
      }),
    );
  });

  it('is rounded down once, in the outlet’s favour: three sales of 19 cents at 5 % cost 2 cents', () => {
    expect(lineFees([19, 19, 19], 500)).toEqual([0, 1, 1]);
    expect(feeOf('outlet', cents(57), 500)).toBe(2);
    expect([feeOf('member', cents(57), 500), feeOf('outlet', cents(-57), 500)]).toEqual([0, 0]);
  });
});
