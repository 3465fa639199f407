import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dayOf, monthOf, Temporal } from '../kernel/calendar';
import { ENTRY_MODES, type EntryRule } from '../rules/rules';
import { compositionDay, presenceIn, type Stay } from './presence';

const stayFrom = (day: string, changes: Partial<Stay> = {}): Stay => ({
  joinedOn: dayOf(day),
  lastMonth: null,
  pauses: [],
  ...changes,
});
const nextMonth: EntryRule = { mode: 'next-month' };
const fullMonth: EntryRule = { mode: 'full-current-month' };
const byDay: EntryRule = { mode: 'pro-rata-by-day' };
const whole = { numerator: 1, denominator: 1 };

describe('joining', () => {
  it.each<[string, EntryRule, string, unknown]>([
    ['2026-11-14', nextMonth, '2026-11', null],
    ['2026-11-01', nextMonth, '2026-11', null],
    ['2026-11-14', nextMonth, '2026-12', whole],
    ['2026-11-30', fullMonth, '2026-11', whole],
    ['2026-11-30', fullMonth, '2026-10', null],
    ['2026-11-01', byDay, '2026-11', whole],
    ['2026-11-16', byDay, '2026-11', { numerator: 15, denominator: 30 }],
    ['2026-01-31', byDay, '2026-01', { numerator: 1, denominator: 31 }],
    ['2026-02-28', byDay, '2026-02', { numerator: 1, denominator: 28 }],
    ['2028-02-29', byDay, '2028-02', { numerator: 1, denominator: 29 }],
    ['2026-03-29', byDay, '2026-03', { numerator: 3, denominator: 31 }],
    ['2026-10-25', byDay, '2026-10', { numerator: 7, denominator: 31 }],
    ['2026-01-31', byDay, '2026-02', whole],
  ])('on %s under %j gives for %s %j', (day, entry, month, expected) => {
    expect(presenceIn(monthOf(month), entry, stayFrom(day))).toEqual(expected);
  });
});

describe('leaving', () => {
  it('takes effect at the end of the month', () => {
    const stay = stayFrom('2026-01-10', { lastMonth: monthOf('2026-03') });
    expect(presenceIn(monthOf('2026-03'), nextMonth, stay)).toEqual(whole);
    expect(presenceIn(monthOf('2026-04'), nextMonth, stay)).toBeNull();
  });
});

describe('a pause', () => {
  it('stops whole months, its first and last included', () => {
    const stay = stayFrom('2026-01-10', { pauses: [{ from: monthOf('2026-03'), until: monthOf('2026-04') }] });
    const months = ['2026-02', '2026-03', '2026-04', '2026-05'].map((month) => monthOf(month));
    expect(months.map((month) => presenceIn(month, nextMonth, stay) !== null)).toEqual([true, false, false, true]);
  });
  it('without an end lasts', () => {
    const stay = stayFrom('2026-01-10', { pauses: [{ from: monthOf('2026-03'), until: null }] });
    expect(presenceIn(monthOf('2036-03'), nextMonth, stay)).toBeNull();
  });
});

describe('any stay', () => {
  const entry = fc.constantFrom(...ENTRY_MODES).map((mode) => ({ mode }));
  const day = fc.integer({ min: 0, max: 800 }).map((days) => dayOf('2026-01-01').add({ days }));
  const month = fc.integer({ min: -2, max: 30 }).map((months) => monthOf('2026-01').add({ months }));

  it('is more than nothing and at most a whole month, or no part at all', () => {
    fc.assert(
      fc.property(month, entry, day, (in_, rule, joinedOn) => {
        const presence = presenceIn(in_, rule, { joinedOn, lastMonth: null, pauses: [] });
        if (presence === null) return;
        expect(presence.numerator).toBeGreaterThan(0);
        expect(presence.numerator).toBeLessThanOrEqual(presence.denominator);
      }),
    );
  });

  it('counts a composition on a day of that month once the unit has joined', () => {
    fc.assert(
      fc.property(month, day, (in_, joinedOn) => {
        const stay = { joinedOn, lastMonth: null, pauses: [] };
        if (presenceIn(in_, fullMonth, stay) === null) return;
        const counted = compositionDay(in_, stay);
        expect(counted.toPlainYearMonth().equals(in_)).toBe(true);
        expect(Temporal.PlainDate.compare(counted, joinedOn)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
