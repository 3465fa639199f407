import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { monthOf } from '../kernel/calendar';
import { cents, sum } from '../kernel/money';
import { ENTRY_MODES } from '../rules/rules';
import { divideLots } from '../lots/credit-move';
import { checkCustody } from './membership-rules';
import { compositionDay, presenceIn, turnAt } from './presence';

const someLots = fc.array(fc.integer({ min: 1, max: 1_000_000 }).map(cents), { maxLength: 40 });
const someParts = fc
  .record({ staying: fc.integer({ min: 0, max: 100 }), leaving: fc.integer({ min: 0, max: 100 }) })
  .filter(({ staying, leaving }) => staying + leaving > 0);

describe('dividing credit', () => {
  it('loses no cent: what goes is the share of the whole, and no lot gives more than it holds', () => {
    fc.assert(
      fc.property(someLots, someParts, (lots, parts) => {
        const going = divideLots(lots, parts);
        const whole = parts.staying + parts.leaving;
        expect(sum(going)).toBe(Math.floor((sum(lots) * parts.leaving) / whole));
        going.forEach((goes, index) => {
          const lot = lots[index] ?? 0;
          expect(goes).toBeGreaterThanOrEqual(0);
          expect(goes).toBeLessThanOrEqual(lot);
          expect(Math.abs(goes - (lot * parts.leaving) / whole)).toBeLessThan(1);
        });
      }),
    );
  });

  it('lets all go or all stay when the parts say so', () => {
    fc.assert(
      fc.property(someLots, (lots) => {
        expect(divideLots(lots, { staying: 0, leaving: 3 })).toEqual(lots);
        expect(sum(divideLots(lots, { staying: 3, leaving: 0 }))).toBe(0);
      }),
    );
  });
});

describe('a change of household', () => {
  it('counts from the first month that has not begun, under every rule of entry, and no sooner', () => {
    for (const mode of ENTRY_MODES) {
      const month = monthOf('2027-03');
      const { from, eve, joinedOn } = turnAt(month, { mode });
      const stay = { joinedOn, lastMonth: null, pauses: [] };
      expect([eve.toString(), from.toString()]).toEqual(['2027-02-28', '2027-03-01']);
      expect(presenceIn(month, { mode }, stay)).toEqual({ numerator: 1, denominator: 1 });
      expect(presenceIn(month.subtract({ months: 1 }), { mode }, stay)).toBeNull();
      expect(compositionDay(month, stay).toString()).toBe('2027-03-01');
    }
  });
});

describe('alternate custody', () => {
  it('never makes more than a whole person', () => {
    const share = fc.record({
      accountUnitId: fc.constantFrom('a', 'b', 'c', 'd'),
      sharePercent: fc.integer({ min: 1, max: 100 }),
    });
    fc.assert(
      fc.property(fc.array(share, { maxLength: 4 }), (shares) => {
        const once = new Set(shares.map(({ accountUnitId }) => accountUnitId)).size === shares.length;
        const fits = once && shares.reduce((total, { sharePercent }) => total + sharePercent, 0) <= 100;
        if (fits) expect(() => checkCustody(shares)).not.toThrow();
        else expect(() => checkCustody(shares)).toThrow('custody-over-whole');
      }),
    );
  });
});
