import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compareDays, dayOf, monthOf } from '../kernel/calendar';
import { endOfLot, type LotClock } from './lot-dates';

const JANUARY = { lotMonth: monthOf('2026-01'), expiresOn: dayOf('2026-04-30'), since: monthOf('2026-01') };
const NEVER = { ...JANUARY, expiresOn: null };
const TODAY = dayOf('2026-11-22');

interface Told {
  readonly pauses?: readonly (readonly [string, string | null])[];
  readonly until?: readonly (readonly [string, string])[];
  readonly endsOn?: string | null;
}

function clock({ pauses = [], until = [], endsOn = null }: Told): LotClock {
  return {
    pauses: pauses.map(([from, last]) => ({ from: monthOf(from), until: last === null ? null : monthOf(last) })),
    extensions: until.map(([day, decidedOn]) => ({
      lotMonth: JANUARY.lotMonth,
      until: dayOf(day),
      decidedOn: dayOf(decidedOn),
    })),
    end: endsOn === null ? null : { day: dayOf(endsOn), cause: 'project-ended' },
  };
}
const lastDay = (told: Told, lot: Parameters<typeof endOfLot>[0] = JANUARY, today = TODAY): string | null =>
  endOfLot(lot, clock(told), today)?.day.toString() ?? null;

describe('the last day a lot can be spent', () => {
  it('is the one it was booked with', () => {
    expect(lastDay({})).toBe('2026-04-30');
    expect(lastDay({}, NEVER)).toBeNull();
  });

  it('moves by as many whole months as the unit was paused', () => {
    expect(lastDay({ pauses: [['2026-03', '2026-04']] })).toBe('2026-06-30');
    expect(
      lastDay({
        pauses: [
          ['2026-02', '2026-02'],
          ['2026-05', '2026-05'],
        ],
      }),
    ).toBe('2026-06-30');
  });

  it('does not move by a pause of before the credit, of its own month, or after its end', () => {
    expect(lastDay({ pauses: [['2025-11', '2026-01']] })).toBe('2026-04-30');
    expect(lastDay({ pauses: [['2026-05', '2026-08']] })).toBe('2026-04-30');
  });

  it('is not reached while a pause has no end', () => {
    expect(lastDay({ pauses: [['2026-04', null]] }, JANUARY, dayOf('2026-11-01'))).toBe('2026-12-31');
    expect(lastDay({ pauses: [['2026-04', null]] }, JANUARY, dayOf('2026-12-31'))).toBe('2027-01-31');
  });

  it('is extended by hand, never brought forward', () => {
    expect(lastDay({ until: [['2026-05-15', '2026-04-20']] })).toBe('2026-05-15');
    expect(lastDay({ until: [['2026-04-15', '2026-04-02']] })).toBe('2026-04-30');
    expect(lastDay({ until: [['2026-05-15', '2026-04-20']] }, { ...JANUARY, lotMonth: monthOf('2026-02') })).toBe(
      '2026-04-30',
    );
  });

  it('extended by hand goes on from there when a pause follows', () => {
    expect(lastDay({ until: [['2026-05-15', '2026-04-20']], pauses: [['2026-05', '2026-05']] })).toBe('2026-06-15');
  });

  it('is that of the end of the project, or of a stay, where that comes sooner', () => {
    expect(lastDay({ endsOn: '2026-03-31' })).toBe('2026-03-31');
    expect(lastDay({ endsOn: '2026-12-31' })).toBe('2026-04-30');
    expect(lastDay({ endsOn: '2026-12-31' }, NEVER)).toBe('2026-12-31');
    expect(lastDay({ endsOn: '2026-03-31', until: [['2026-04-10', '2026-03-20']] })).toBe('2026-04-10');
  });

  it('never comes sooner by a pause or an extension', () => {
    const monthNo = fc.integer({ min: 1, max: 24 });
    const months = (from: number): string => monthOf('2025-06').add({ months: from }).toString();
    const day = fc.integer({ min: 0, max: 900 }).map((days) => dayOf('2025-06-01').add({ days }).toString());
    const told = fc.record({
      pauses: fc.array(
        fc.tuple(monthNo, fc.nat(3)).map(([from, more]) => [months(from), months(from + more)] as const),
        { maxLength: 3 },
      ),
      until: fc.array(fc.tuple(day, day), { maxLength: 3 }),
    });
    fc.assert(
      fc.property(told, day, (facts, further) => {
        const before = endOfLot(JANUARY, clock(facts), TODAY)!.day;
        expect(compareDays(before, JANUARY.expiresOn)).toBeGreaterThanOrEqual(0);
        const more = { ...facts, until: [...facts.until, [further, '2026-11-22'] as const] };
        expect(compareDays(endOfLot(JANUARY, clock(more), TODAY)!.day, before)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
