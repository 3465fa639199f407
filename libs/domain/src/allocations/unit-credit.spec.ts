import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dayOf, monthOf } from '../kernel/calendar';
import { cents, NO_MONEY } from '../kernel/money';
import { presetByKey } from '../rules/presets';
import { arbitraryAmount, arbitraryRules } from '../rules/rules-arbitrary.spec-support';
import { arbitraryComposition } from '../members/composition-arbitrary.spec-support';
import type { Stay } from '../members/presence';
import { creditOf } from './unit-credit';

const november = monthOf('2026-11');
const here: Stay = { joinedOn: dayOf('2026-01-10'), lastMonth: null, pauses: [] };
const alone = [{ age: null, sharePercent: 100 }];

describe('what a unit is credited', () => {
  it('is nothing at all when it takes no part: not yet there, paused, or gone', () => {
    const stays: Stay[] = [
      { ...here, joinedOn: dayOf('2026-11-02') },
      { ...here, lastMonth: monthOf('2026-10') },
      { ...here, pauses: [{ from: monthOf('2026-11'), until: null }] },
    ];
    for (const stay of stays) {
      const unit = { stay, composition: alone, balance: NO_MONEY, mean: null };
      expect(creditOf(presetByKey('flers').rules, november, unit)).toBeNull();
    }
  });

  it('is zero where purchases are paid back, and what is left under the cap in Montpellier', () => {
    const unit = { stay: here, composition: alone, mean: null };
    expect(creditOf(presetByKey('cadenet').rules, november, { ...unit, balance: NO_MONEY })).toBe(0);
    const { rules } = presetByKey('montpellier');
    const left = [0, 19_999, 20_001, 29_999, 30_000, 45_000].map((balance) =>
      creditOf(rules, november, { ...unit, balance: cents(balance) }),
    );
    expect(left).toEqual([10_000, 10_000, 9_999, 1, 0, 0]);
  });

  it('is never negative, is the same for equal units, and never falls when less is left to spend', () => {
    fc.assert(
      fc.property(
        arbitraryRules,
        arbitraryComposition,
        arbitraryAmount,
        arbitraryAmount,
        (rules, composition, a, b) => {
          const credit = (balance: number, people = composition): number =>
            creditOf(rules, november, {
              stay: here,
              composition: people,
              balance: cents(balance),
              mean: cents(4_321),
            }) ?? 0;
          const [less, more] = a < b ? [a, b] : [b, a];
          expect(credit(more)).toBeGreaterThanOrEqual(0);
          expect(credit(less)).toBeGreaterThanOrEqual(credit(more));
          expect(credit(less, [...composition].reverse())).toBe(credit(less));
        },
      ),
    );
  });
});
