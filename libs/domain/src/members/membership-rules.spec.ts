import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compareMonths, dayOf, type Month, monthOf, monthOfDay } from '../kernel/calendar';
import { cents } from '../kernel/money';
import { presetByKey } from '../rules/presets';
import { personAdmitted } from './admitted-person';
import {
  checkJoining,
  checkPause,
  checkPersons,
  checkUnopened,
  nextUnopenedMonth,
  type PauseSpan,
  pledgeAccepted,
  weighsAges,
} from './membership-rules';

const rulesOf = (key: string) => presetByKey(key).rules;
const person = { name: 'Camille', bornIn: null, sharePercent: 100 };
const months: fc.Arbitrary<Month> = fc
  .integer({ min: 0, max: 60 })
  .map((count) => monthOf('2026-01').add({ months: count }));
const pauses: fc.Arbitrary<PauseSpan> = fc
  .tuple(months, fc.option(fc.integer({ min: 0, max: 12 })))
  .map(([from, length]) => ({ from, until: length === null ? null : from.add({ months: length }) }));
const overlap = (a: PauseSpan, b: PauseSpan): boolean => {
  try {
    checkPause(a, [b]);
    return false;
  } catch {
    return true;
  }
};

describe('a person as admitted', () => {
  it('is reached at the counter and has their whole share here, unless they say otherwise', () => {
    expect(personAdmitted({ name: 'Ada', bornIn: null })).toEqual({
      name: 'Ada',
      bornIn: null,
      sharePercent: 100,
      channel: 'counter',
      email: null,
      phone: null,
    });
    const told = {
      name: 'Ada',
      bornIn: null,
      sharePercent: 50,
      channel: 'sms' as const,
      email: null,
      phone: '0600000000',
    };
    expect(personAdmitted(told)).toEqual(told);
  });
});

describe('the people of a unit', () => {
  it('are one whole person where the unit is a person, and somebody in any case', () => {
    expect(() => checkPersons(rulesOf('flers'), [person])).not.toThrow();
    for (const persons of [[], [person, person], [{ ...person, sharePercent: 50 }]]) {
      expect(() => checkPersons(rulesOf('flers'), persons)).toThrow('unit-needs-one-person');
    }
    expect(() => checkPersons(rulesOf('grenoble'), [])).toThrow('unit-needs-one-person');
    expect(() => checkPersons(rulesOf('grenoble'), [person, person])).not.toThrow();
  });

  it('are asked for their month of birth only where ages weigh', () => {
    expect([weighsAges(rulesOf('lyon')), weighsAges(rulesOf('nantes'))]).toEqual([true, false]);
    expect(() => checkPersons(rulesOf('lyon'), [person])).toThrow('birth-month-needed');
    expect(() => checkPersons(rulesOf('nantes'), [{ ...person, bornIn: monthOf('1980-01') }])).toThrow(
      'field-not-needed',
    );
  });
});

describe('what is declared', () => {
  const accepted = (key: string, pledge: number | null, income: number | null = null) =>
    pledgeAccepted(rulesOf(key), {
      pledge: pledge === null ? null : cents(pledge),
      monthlyNetIncome: income === null ? null : cents(income),
    });

  it('becomes a pledge, or nothing where nobody contributes', () => {
    expect([accepted('flers', 2_500), accepted('ariege', null, 150_000), accepted('ariege', 2_000)]).toEqual([
      2_500, 3_750, 2_000,
    ]);
    expect(accepted('cadenet', null)).toBeNull();
  });

  it('is refused when missing, not needed or outside the rules', () => {
    expect(() => accepted('flers', null)).toThrow('pledge-missing');
    expect(() => accepted('flers', 2_500, 150_000)).toThrow('field-not-needed');
    expect(() => accepted('cadenet', 100)).toThrow('field-not-needed');
    expect(() => accepted('flers', 2_501)).toThrow('pledge-outside-rules');
  });

  it('from an income that nobody has is refused at the income', () => {
    const thrown = (): unknown => {
      try {
        return accepted('ariege', null, 900_000_000);
      } catch (error) {
        return error;
      }
    };
    expect(thrown()).toMatchObject({
      code: 'pledge-outside-rules',
      facts: { errors: [{ pointer: '/monthlyNetIncomeCents' }] },
    });
  });
});

describe('the day somebody joins', () => {
  it('is within fifty years back and a year ahead', () => {
    const joins = (on: string) => () => checkJoining(dayOf(on), dayOf('2026-11-22'));
    for (const on of ['1976-11-22', '2026-11-22', '2027-11-22']) expect(joins(on)).not.toThrow();
    for (const on of ['1976-11-21', '2027-11-23']) expect(joins(on)).toThrow('joined-on-out-of-range');
  });
});

describe('the next month that has not begun', () => {
  it('is after every month begun and not before the present one, and the first such', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2_000 }), fc.array(months), (days, started) => {
        const today = dayOf('2026-01-01').add({ days });
        const next = nextUnopenedMonth(today, started);
        expect(compareMonths(next, monthOfDay(today))).toBeGreaterThanOrEqual(0);
        expect(started.every((month) => compareMonths(month, next) < 0)).toBe(true);
        const before = next.subtract({ months: 1 });
        const taken = started.some((month) => compareMonths(month, before) === 0);
        expect(taken || compareMonths(next, monthOfDay(today)) === 0).toBe(true);
        expect(() => checkUnopened(next, next)).not.toThrow();
        expect(() => checkUnopened(before, next)).toThrow('month-already-begun');
      }),
    );
  });
});

describe('two pauses', () => {
  it('overlap just when a month is in both, whichever was there first', () => {
    fc.assert(
      fc.property(pauses, pauses, (a, b) => {
        const has = ({ from, until }: PauseSpan, month: Month): boolean =>
          compareMonths(from, month) <= 0 && (until === null || compareMonths(month, until) <= 0);
        const later = compareMonths(a.from, b.from) > 0 ? a.from : b.from;
        expect(overlap(a, b)).toBe(has(a, later) && has(b, later));
        expect(overlap(a, b)).toBe(overlap(b, a));
        expect(overlap(a, a)).toBe(true);
      }),
    );
  });

  it('is refused when it ends before it begins', () => {
    expect(() => checkPause({ from: monthOf('2026-12'), until: monthOf('2026-11') }, [])).toThrow(
      'pause-ends-before-it-begins',
    );
  });
});
