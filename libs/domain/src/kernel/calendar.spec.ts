import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  compareDays,
  compareMonths,
  dayAt,
  dayInMonth,
  dayOf,
  daysBetween,
  firstDay,
  lastDay,
  monthOf,
  monthOfDay,
  monthsBetween,
  startOfDay,
  Temporal,
} from './calendar';

const PARIS = 'Europe/Paris';
const REUNION = 'Indian/Reunion';
const instant = (text: string) => Temporal.Instant.from(text);
const day = fc
  .record({ year: fc.integer({ min: 2000, max: 2100 }), of: fc.integer({ min: 1, max: 366 }) })
  .map(({ year, of }) => dayOf(`${year}-01-01`).add({ days: of - 1 }));
const month = day.map(monthOfDay);

describe('a month', () => {
  it.each([
    ['2026-02', 31, '2026-02-28'],
    ['2028-02', 31, '2028-02-29'],
    ['2027-01', 31, '2027-01-31'],
    ['2026-11', 31, '2026-11-30'],
    ['2026-11', 5, '2026-11-05'],
    ['2026-11', 0, '2026-11-01'],
  ])('%s has its day %i on %s', (text, wanted, found) => {
    expect(dayInMonth(monthOf(text), wanted).toString()).toBe(found);
  });

  it('begins on the first, ends on the last, and knows its days', () => {
    fc.assert(
      fc.property(month, fc.integer({ min: -3, max: 40 }), (some, wanted) => {
        const found = dayInMonth(some, wanted);
        expect(monthOfDay(found).equals(some)).toBe(true);
        expect(compareDays(firstDay(some), found)).toBeLessThanOrEqual(0);
        expect(compareDays(found, lastDay(some))).toBeLessThanOrEqual(0);
        expect(monthOfDay(lastDay(some).add({ days: 1 })).equals(some.add({ months: 1 }))).toBe(true);
      }),
    );
  });

  it('is read from a month or a day, and from nothing else', () => {
    expect(monthOf('2026-11-22').toString()).toBe('2026-11');
    for (const wrong of ['2026-13', 'novembre', '', '2026']) expect(() => monthOf(wrong)).toThrow(RangeError);
    for (const wrong of ['2026-02-30', '2026-11', '22/11/2026', '2026-11-31'])
      expect(() => dayOf(wrong)).toThrow(RangeError);
  });

  it('is counted from another, whole months, both ways', () => {
    fc.assert(
      fc.property(month, fc.integer({ min: -600, max: 600 }), (some, count) => {
        const other = some.add({ months: count });
        expect(monthsBetween(some, other)).toBe(count);
        expect(Math.sign(compareMonths(other, some))).toBe(Math.sign(count));
      }),
    );
  });
});

describe('a day in the zone of a fund', () => {
  it.each([
    ['a minute before midnight in winter', '2026-11-30T22:59:00Z', PARIS, '2026-11-30'],
    ['midnight in winter', '2026-11-30T23:00:00Z', PARIS, '2026-12-01'],
    ['midnight in summer', '2026-07-31T22:00:00Z', PARIS, '2026-08-01'],
    ['New Year in La Réunion, still December in Paris', '2026-12-31T20:00:00Z', REUNION, '2027-01-01'],
    ['the same instant in Paris', '2026-12-31T20:00:00Z', PARIS, '2026-12-31'],
  ])('%s', (_when, text, zone, found) => {
    expect(dayAt(instant(text), zone).toString()).toBe(found);
  });

  it('begins once and lasts 23 hours on 28 March 2027 and 25 on 25 October 2026', () => {
    const hours = (text: string, zone: string): number => {
      const from = startOfDay(dayOf(text), zone);
      return from.until(startOfDay(dayOf(text).add({ days: 1 }), zone)).total('hours');
    };
    expect(startOfDay(dayOf('2027-03-28'), PARIS).toString()).toBe('2027-03-27T23:00:00Z');
    expect(startOfDay(dayOf('2026-10-25'), PARIS).toString()).toBe('2026-10-24T22:00:00Z');
    expect([hours('2027-03-28', PARIS), hours('2026-10-25', PARIS), hours('2026-11-22', PARIS)]).toEqual([23, 25, 24]);
    expect([hours('2027-03-28', REUNION), hours('2026-10-25', REUNION)]).toEqual([24, 24]);
  });

  it.each(['2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z', '2026-10-25T22:59:59Z'])(
    'is one and the same at %s, half past two twice over',
    (text) => {
      expect(dayAt(instant(text), PARIS).toString()).toBe('2026-10-25');
    },
  );

  it('contains its own beginning and not the instant before, whatever the day and zone', () => {
    fc.assert(
      fc.property(day, fc.constantFrom(PARIS, REUNION, 'America/Cayenne', 'Pacific/Noumea'), (some, zone) => {
        const start = startOfDay(some, zone);
        expect(dayAt(start, zone).equals(some)).toBe(true);
        expect(dayAt(start.subtract({ nanoseconds: 1 }), zone).equals(some.subtract({ days: 1 }))).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it('is counted from another, whole days, both ways', () => {
    expect(daysBetween(dayOf('2026-10-24'), dayOf('2026-10-26'))).toBe(2);
    expect(daysBetween(dayOf('2027-03-29'), dayOf('2027-03-27'))).toBe(-2);
  });
});
