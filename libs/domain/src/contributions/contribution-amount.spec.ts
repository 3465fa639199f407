import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cents } from '../kernel/money';
import { presetByKey } from '../rules/presets';
import type { Rules } from '../rules/rules';
import { arbitraryAmount, arbitraryRules } from '../rules/rules-arbitrary.spec-support';
import {
  arbitraryComposition,
  arbitraryPerson,
  arbitraryPresence,
  WHOLE,
} from '../members/composition-arbitrary.spec-support';
import { amountDue } from './contribution-amount';

const adult = { age: 40, sharePercent: 100 };
const childHalf = { age: 8, sharePercent: 50 };
const pledge = fc.option(arbitraryAmount);
const rulesOf = (key: string): Rules => presetByKey(key).rules;

describe('what a unit owes', () => {
  it('in Gironde is its pledge and 5 € for each further person, half for a child in alternate custody', () => {
    const unit = { pledge: cents(1_000), presence: WHOLE };
    expect(amountDue(rulesOf('gironde'), { ...unit, composition: [adult] })).toBe(1_000);
    expect(amountDue(rulesOf('gironde'), { ...unit, composition: [adult, adult, childHalf] })).toBe(1_750);
  });

  it('in Lyon is its pledge for each person', () => {
    const unit = { pledge: cents(301), presence: WHOLE, composition: [adult, childHalf] };
    expect(amountDue(rulesOf('lyon'), unit)).toBe(451);
  });

  it('for half of November is half, rounded down', () => {
    const presence = { numerator: 15, denominator: 30 };
    expect(amountDue(rulesOf('flers'), { pledge: cents(2_501), presence, composition: [adult] })).toBe(1_250);
  });

  it('is nothing where nobody pays, nothing was pledged, or nobody is there', () => {
    const unit = { pledge: cents(1_000), presence: WHOLE, composition: [adult] };
    expect(amountDue(rulesOf('cadenet'), unit)).toBe(0);
    expect(amountDue(rulesOf('flers'), { ...unit, pledge: null })).toBe(0);
    expect(amountDue(rulesOf('gironde'), { ...unit, composition: [] })).toBe(0);
  });
});

describe('any due', () => {
  it('is never negative, is whole cents, and never less with one person more', () => {
    fc.assert(
      fc.property(
        fc.tuple(arbitraryRules, pledge, arbitraryPresence),
        arbitraryComposition,
        arbitraryPerson,
        ([rules, pledged, presence], composition, newcomer) => {
          const before = amountDue(rules, { pledge: pledged, presence, composition });
          const after = amountDue(rules, { pledge: pledged, presence, composition: [newcomer, ...composition] });
          expect(before).toBeGreaterThanOrEqual(0);
          expect(Number.isSafeInteger(before)).toBe(true);
          expect(after).toBeGreaterThanOrEqual(before);
        },
      ),
    );
  });

  it('is the same for equal units whatever the order of their persons', () => {
    fc.assert(
      fc.property(
        arbitraryRules,
        arbitraryAmount,
        arbitraryPresence,
        arbitraryComposition,
        (rules, p, presence, all) => {
          const unit = { pledge: p, presence, composition: all };
          expect(amountDue(rules, { ...unit, composition: [...all].reverse() })).toBe(amountDue(rules, unit));
        },
      ),
    );
  });

  it('for part of a month is at most the whole, and the whole for 1/1 and 30/30', () => {
    fc.assert(
      fc.property(
        arbitraryRules,
        pledge,
        arbitraryPresence,
        arbitraryComposition,
        (rules, p, presence, composition) => {
          const whole = amountDue(rules, { pledge: p, presence: WHOLE, composition });
          expect(amountDue(rules, { pledge: p, presence, composition })).toBeLessThanOrEqual(whole);
          const thirty = { numerator: 30, denominator: 30 };
          expect(amountDue(rules, { pledge: p, presence: thirty, composition })).toBe(whole);
        },
      ),
    );
  });

  it('of one person in a fund of persons is the pledge, whatever share is written', () => {
    fc.assert(
      fc.property(arbitraryRules, arbitraryAmount, arbitraryPerson, (rules, p, person) => {
        fc.pre(rules.unit === 'person' && rules.contribution.mode !== 'none');
        expect(amountDue(rules, { pledge: p, presence: WHOLE, composition: [person] })).toBe(p);
      }),
    );
  });
});
