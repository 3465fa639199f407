import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compareMonths, type Month, monthOf } from '../kernel/calendar';
import { RuleBroken } from '../kernel/rule-broken';
import { presetByKey } from './presets';
import { checkLasting, checkPublication, checkWithdrawal, type Publication } from './rules-version';

const arbitraryMonth: fc.Arbitrary<Month> = fc
  .integer({ min: 0, max: 60 })
  .map((months) => monthOf('2024-01').add({ months }));

const autumn: Publication = {
  from: monthOf('2026-12'),
  currentMonth: monthOf('2026-11'),
  startedMonths: [monthOf('2026-10'), monthOf('2026-11')],
  publishedFrom: [monthOf('2026-01')],
  firstVersion: false,
};

function codeOf(publication: Publication, check: (asked: Publication) => void = checkPublication): string | null {
  try {
    check(publication);
    return null;
  } catch (error) {
    if (error instanceof RuleBroken) return error.code;
    throw error;
  }
}

describe('publishing rules', () => {
  it('from next month on is allowed', () => {
    expect(codeOf(autumn)).toBeNull();
  });
  it('for the month that runs, or a past one, is refused', () => {
    expect(codeOf({ ...autumn, from: monthOf('2026-11') })).toBe('month-already-begun');
    expect(codeOf({ ...autumn, from: monthOf('2026-04') })).toBe('month-already-begun');
    expect(codeOf({ ...autumn, from: monthOf('2026-11'), startedMonths: [] })).toBe('month-already-begun');
  });
  it('for a month whose run was opened early is refused', () => {
    expect(codeOf({ ...autumn, startedMonths: [monthOf('2026-12')] })).toBe('month-already-begun');
  });
  it('twice for one month is refused', () => {
    expect(codeOf({ ...autumn, publishedFrom: [monthOf('2026-12')] })).toBe('rules-already-published-for-month');
  });
  it('for the first time may hold from the current month, unless it was started', () => {
    const first = { ...autumn, from: monthOf('2026-11'), startedMonths: [], publishedFrom: [], firstVersion: true };
    expect(codeOf(first)).toBeNull();
    expect(codeOf({ ...first, startedMonths: [monthOf('2026-11')] })).toBe('month-already-begun');
  });
  it('never changes the rules of a month that was started', () => {
    const months = fc.array(arbitraryMonth, { maxLength: 5 });
    fc.assert(
      fc.property(arbitraryMonth, arbitraryMonth, months, fc.boolean(), (from, currentMonth, startedMonths, first) => {
        const code = codeOf({ from, currentMonth, startedMonths, publishedFrom: [], firstVersion: first });
        if (code === null) expect(startedMonths.every((month) => compareMonths(month, from) < 0)).toBe(true);
      }),
    );
  });
});

describe('taking rules back', () => {
  it('is allowed while their month is to come, and refused from its first day on', () => {
    expect(codeOf(autumn, checkWithdrawal)).toBeNull();
    expect(codeOf({ ...autumn, currentMonth: monthOf('2026-12') }, checkWithdrawal)).toBe('month-already-begun');
    expect(codeOf({ ...autumn, from: monthOf('2026-01') }, checkWithdrawal)).toBe('month-already-begun');
  });
  it('never changes the rules of a month that was started', () => {
    const months = fc.array(arbitraryMonth, { maxLength: 5 });
    fc.assert(
      fc.property(arbitraryMonth, arbitraryMonth, months, (from, currentMonth, startedMonths) => {
        const code = codeOf({ ...autumn, from, currentMonth, startedMonths }, checkWithdrawal);
        const ran = [...startedMonths, currentMonth].some((month) => compareMonths(month, from) >= 0);
        expect(code === null).toBe(!ran);
      }),
    );
  });
});

describe('rules with a last day', () => {
  const until = (endsOn: string | null) =>
    codeOf(autumn, ({ from }) => {
      checkLasting({ ...presetByKey('gironde').rules, unspent: { mode: 'end-of-project', endsOn } }, from);
    });

  it('must not end before they begin', () => {
    expect([until(null), until('2027-12-31'), until('2026-12-01')]).toEqual([null, null, null]);
    expect(until('2026-11-30')).toBe('rules-invalid');
  });
});
