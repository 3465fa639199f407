import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { monthOf } from '../kernel/calendar';
import { type Cents, cents, minus } from '../kernel/money';
import { presetByKey } from '../rules/presets';
import type { Rules } from '../rules/rules';
import { arbitraryAmount, arbitraryRules } from '../rules/rules-arbitrary.spec-support';
import type { Composition } from '../members/composition';
import {
  arbitraryComposition,
  arbitraryPerson,
  arbitraryPresence,
  WHOLE,
} from '../members/composition-arbitrary.spec-support';
import { allocationFor, creditWithinCap, expiryOf, meanOfContributions } from './allocation-amount';

const adult = { age: 40, sharePercent: 100 };
const unknown = { age: null, sharePercent: 100 };
const child = { age: 13, sharePercent: 100 };
const teen = { age: 14, sharePercent: 100 };
const childHalf = { age: 8, sharePercent: 50 };
const rulesOf = (key: string): Rules => presetByKey(key).rules;
const wholeMonth = (rules: Rules, composition: Composition, mean: Cents = cents(4_321)): Cents =>
  allocationFor(rules, { composition, presence: WHOLE, mean });

describe('what a unit receives', () => {
  it.each<[string, Composition, number]>([
    ['flers', [adult], 10_000],
    ['gironde', [adult], 15_000],
    ['gironde', [adult, adult, child], 30_000],
    ['lyon', [adult], 15_000],
    ['lyon', [child, adult], 19_500],
    ['lyon', [adult, teen], 22_500],
    ['lyon', [adult, unknown], 22_500],
    ['lyon', [adult, childHalf], 17_250],
    ['nantes', [adult, adult, child], 20_000],
    ['grenoble', [adult], 10_000],
    ['grenoble', [adult, child], 15_000],
    ['grenoble', [adult, child, child], 20_000],
    ['grenoble', [adult, child, child, child, child], 20_000],
    ['grenoble', [childHalf, adult], 12_500],
    ['gironde', [], 0],
    ['ariege', [adult], 5_000],
    ['yonne', [adult], 4_321],
    ['lavoir', [adult], 0],
    ['cadenet', [adult], 0],
  ])('in %s with %j is %i cents', (key, composition, amount) => {
    expect(wholeMonth(rulesOf(key), composition)).toBe(amount);
  });

  it('from the 16th of November is half of it, rounded down to the cent', () => {
    const presence = { numerator: 15, denominator: 30 };
    expect(allocationFor(rulesOf('yonne'), { composition: [adult], presence, mean: cents(4_321) })).toBe(2_160);
  });

  it('is not guessed when the mean was not taken', () => {
    const unit = { composition: [adult], presence: WHOLE, mean: null };
    expect(() => allocationFor(rulesOf('yonne'), unit)).toThrow('mean-not-taken');
  });

  it('is topped up to what the rules say when the mean is low', () => {
    const topped = { mode: 'mean-of-contributions', topUpToCents: cents(6_000) } as const;
    const rules: Rules = { ...rulesOf('yonne'), allocation: topped };
    expect(wholeMonth(rules, [adult])).toBe(6_000);
    expect(wholeMonth(rules, [adult], cents(7_000))).toBe(7_000);
  });
});

describe('any allocation', () => {
  it('is never negative, is whole cents, and never less with one person more', () => {
    fc.assert(
      fc.property(
        fc.tuple(arbitraryRules, arbitraryAmount, arbitraryPresence),
        arbitraryComposition,
        arbitraryPerson,
        ([rules, mean, presence], composition, newcomer) => {
          const before = allocationFor(rules, { composition, presence, mean });
          const after = allocationFor(rules, { composition: [newcomer, ...composition], presence, mean });
          expect(before).toBeGreaterThanOrEqual(0);
          expect(Number.isSafeInteger(before)).toBe(true);
          expect(after).toBeGreaterThanOrEqual(before);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('is the same for equal units whatever the order of their persons', () => {
    fc.assert(
      fc.property(arbitraryRules, arbitraryPresence, arbitraryComposition, (rules, presence, composition) => {
        const unit = { presence, mean: cents(4_321), composition };
        const turned = { ...unit, composition: [...composition].reverse() };
        expect(allocationFor(rules, turned)).toBe(allocationFor(rules, unit));
      }),
    );
  });

  it('for part of a month is at most the whole, and the whole for 1/1 and 30/30', () => {
    fc.assert(
      fc.property(arbitraryRules, arbitraryPresence, arbitraryComposition, (rules, presence, composition) => {
        const mean = cents(4_321);
        const whole = wholeMonth(rules, composition, mean);
        expect(allocationFor(rules, { composition, presence, mean })).toBeLessThanOrEqual(whole);
        const thirty = { numerator: 30, denominator: 30 };
        expect(allocationFor(rules, { composition, presence: thirty, mean })).toBe(whole);
      }),
    );
  });
});

describe('a child in alternate custody', () => {
  it('brings two equal households together at most what one whole child brings one of them', () => {
    fc.assert(
      fc.property(
        arbitraryRules,
        fc.integer({ min: 0, max: 18 }),
        fc.integer({ min: 1, max: 99 }),
        (rules, age, part) => {
          const alone = wholeMonth(rules, [adult]);
          const brings = (sharePercent: number): Cents =>
            minus(wholeMonth(rules, [adult, { age, sharePercent }]), alone);
          expect(brings(part) + brings(100 - part)).toBeLessThanOrEqual(brings(100));
        },
      ),
    );
  });

  it('with all its people half here and half there makes at most one whole household', () => {
    fc.assert(
      fc.property(arbitraryRules, arbitraryPresence, arbitraryComposition, (rules, presence, persons) => {
        fc.pre(rules.unit === 'household');
        const mean = cents(4_321);
        const all = (sharePercent: number): Composition => persons.map(({ age }) => ({ age, sharePercent }));
        const half = allocationFor(rules, { composition: all(50), presence, mean });
        expect(2 * half).toBeLessThanOrEqual(allocationFor(rules, { composition: all(100), presence, mean }));
      }),
    );
  });

  it('is whole in a fund of persons, whatever share is written', () => {
    expect(wholeMonth(rulesOf('flers'), [childHalf])).toBe(10_000);
  });
});

describe('the mean of contributions', () => {
  it('of 100 € over 3 units is 33,33 €, and 1 cent stays in the pot', () => {
    expect(meanOfContributions(cents(10_000), 3)).toEqual({ mean: 3_333, remainder: 1 });
  });
  it('over nobody is nothing', () => {
    expect(meanOfContributions(cents(10_000), 0)).toEqual({ mean: 0, remainder: 10_000 });
  });
  it('adds up to what was received and leaves less than a cent for each', () => {
    fc.assert(
      fc.property(arbitraryAmount, fc.integer({ min: 1, max: 5_000 }), (received, units) => {
        const { mean, remainder } = meanOfContributions(received, units);
        expect(mean * units + remainder).toBe(received);
        expect(remainder).toBeGreaterThanOrEqual(0);
        expect(remainder).toBeLessThan(units);
      }),
    );
  });
});

describe('the last day to spend a credit', () => {
  it.each([
    ['2026-01', '2026-04-30'],
    ['2026-11', '2027-02-28'],
    ['2027-11', '2028-02-29'],
  ])('of %s in Flers, where it expires after 3 months, is %s', (month, day) => {
    expect(expiryOf(rulesOf('flers'), monthOf(month))?.toString()).toBe(day);
  });
  it('does not come where credit accumulates, is capped, or lasts as long as the project', () => {
    for (const key of ['lyon', 'montpellier', 'gironde']) {
      expect(expiryOf(rulesOf(key), monthOf('2026-11'))).toBeNull();
    }
  });
});

describe('a credit under a cap of 3 months', () => {
  const at = (balance: number): Cents =>
    creditWithinCap(rulesOf('montpellier'), {
      credit: cents(10_000),
      wholeMonth: cents(10_000),
      balance: cents(balance),
    });

  it('is whole up to the cap, then what fits, then nothing', () => {
    expect([0, 20_000, 25_000, 30_000, 45_000].map(at)).toEqual([10_000, 10_000, 5_000, 0, 0]);
  });

  it('never takes the balance above the cap nor gives more than the month', () => {
    fc.assert(
      fc.property(
        arbitraryRules,
        arbitraryAmount,
        arbitraryAmount,
        arbitraryAmount,
        (rules, credit, whole, balance) => {
          const given = creditWithinCap(rules, { credit, wholeMonth: whole, balance });
          expect(given).toBeGreaterThanOrEqual(0);
          expect(given).toBeLessThanOrEqual(credit);
          if (rules.unspent.mode !== 'cap') expect(given).toBe(credit);
          else if (given > 0) expect(balance + given).toBeLessThanOrEqual(whole * rules.unspent.months);
        },
      ),
    );
  });
});
