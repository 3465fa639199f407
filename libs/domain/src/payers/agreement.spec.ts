import { describe, expect, it } from '@jest/globals';
import { type Month, monthOf } from '../kernel/calendar';
import { checkEnd, checkPeriod, earliestMonth, type Period } from './agreement';

const month = monthOf;
const period = (from: string, until: string | null = null): Period => ({
  from: month(from),
  until: until === null ? null : month(until),
});
const refusal = (work: () => unknown): string => {
  try {
    work();
    return 'taken';
  } catch (error) {
    return (error as { code: string }).code;
  }
};
const earliest = (unclosed: string | null, called: string | null): string => {
  const orNull = (text: string | null): Month | null => (text === null ? null : month(text));
  return earliestMonth({
    firstOpenMonth: month('2026-12'),
    firstUnclosed: orNull(unclosed),
    lastCalled: orNull(called),
  }).toString();
};

describe('the first month of a new agreement', () => {
  it('is the next one for who was called this month, and this month for who just joined it', () => {
    expect(earliest('2026-11', '2026-11')).toBe('2026-12');
    expect(earliest('2026-11', null)).toBe('2026-11');
    expect(earliest('2026-10', '2026-10')).toBe('2026-11');
  });
  it('is never a closed month', () => {
    expect(earliest(null, null)).toBe('2026-12');
    expect(earliest('2026-11', '2026-06')).toBe('2026-11');
  });
});

describe('an agreement', () => {
  const check = (wanted: Period, others: readonly Period[] = []): string =>
    refusal(() => checkPeriod(wanted, month('2026-12'), others));
  it('begins with a month that can still be called, and ends after it began', () => {
    expect(check(period('2026-12'))).toBe('taken');
    expect(check(period('2026-11'))).toBe('month-already-begun');
    expect(check(period('2027-03', '2027-03'))).toBe('taken');
    expect(check(period('2027-03', '2027-02'))).toBe('agreement-ends-before-it-begins');
  });
  it('is the only one of its payer for a unit in any month', () => {
    expect(check(period('2027-01'), [period('2026-06')])).toBe('agreement-overlaps');
    expect(check(period('2026-12', '2027-01'), [period('2027-01', '2027-06')])).toBe('agreement-overlaps');
    expect(check(period('2027-07'), [period('2027-01', '2027-06')])).toBe('taken');
  });
  it('that was withdrawn before it began stands in nobody’s way', () => {
    expect(check(period('2027-01'), [period('2027-01', '2026-12')])).toBe('taken');
  });
});

describe('an agreement that ends early', () => {
  const end = (agreed: Period, last: string): string => refusal(() => checkEnd(agreed, month(last), month('2026-12')));
  it('ends with the month under way at the earliest: what was called stays owed by the payer', () => {
    expect(end(period('2026-01'), '2026-11')).toBe('taken');
    expect(end(period('2026-01'), '2026-10')).toBe('month-already-begun');
  });
  it('before its first month is withdrawn', () => {
    expect(end(period('2027-03'), '2027-02')).toBe('taken');
  });
  it('is not prolonged by ending it later', () => {
    expect(end(period('2026-01', '2026-12'), '2027-02')).toBe('agreement-ended');
    expect(end(period('2026-01', '2027-02'), '2026-12')).toBe('taken');
  });
});
