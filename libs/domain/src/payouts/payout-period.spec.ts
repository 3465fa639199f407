import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compareDays, dayOf } from '../kernel/calendar';
import { cents } from '../kernel/money';
import { PAYOUT_RHYTHMS } from '../rules/spending-rules';
import { isCarriedForward, isToDraft, lastPeriodOver, nextDraftOn, periodEnd } from './payout-period';

const days = fc.integer({ min: 0, max: 20_000 }).map((count) => dayOf('2024-01-01').add({ days: count }));
const rhythms = fc.constantFrom(...PAYOUT_RHYTHMS);

describe('a period', () => {
  it('is over on the day after its last day, and not before', () => {
    fc.assert(
      fc.property(days, rhythms, (day, every) => {
        const end = periodEnd(every, day);
        expect(compareDays(end, day)).toBeGreaterThanOrEqual(0);
        expect(lastPeriodOver(every, end.add({ days: 1 })).toString()).toBe(end.toString());
        const over = lastPeriodOver(every, day);
        expect(compareDays(over, day)).toBeLessThan(0);
        // No day falls between the period that is over and the one under way.
        expect(periodEnd(every, over.add({ days: 1 })).toString()).toBe(end.toString());
      }),
    );
  });

  it.each([
    ['week', '2026-11-22', '2026-11-22', '2026-11-15'],
    ['week', '2026-11-23', '2026-11-29', '2026-11-22'],
    ['fortnight', '2026-02-15', '2026-02-15', '2026-01-31'],
    ['fortnight', '2026-02-16', '2026-02-28', '2026-02-15'],
    ['month', '2026-01-31', '2026-01-31', '2025-12-31'],
    ['month', '2028-02-01', '2028-02-29', '2028-01-31'],
    ['threshold', '2026-11-22', '2026-11-22', '2026-11-21'],
  ] as const)('of a %s on %s ends on %s, after the one until %s', (every, day, end, before) => {
    expect(periodEnd(every, dayOf(day)).toString()).toBe(end);
    expect(lastPeriodOver(every, dayOf(day)).toString()).toBe(before);
    expect(nextDraftOn(every, dayOf(day))?.toString() ?? null).toBe(
      every === 'threshold' ? null : dayOf(end).add({ days: 1 }).toString(),
    );
  });
});

it('a fund that pays by the amount owed drafts nothing below it; any fund carries forward what is too little', () => {
  const rule = (every: 'month' | 'threshold', thresholdCents: number) => ({
    every,
    thresholdCents: cents(thresholdCents),
  });
  expect([1_999, 2_000].map((owed) => isToDraft(rule('threshold', 2_000), cents(owed)))).toEqual([false, true]);
  expect([0, 1].map((owed) => isToDraft(rule('threshold', 0), cents(owed)))).toEqual([false, true]);
  expect(isToDraft(rule('month', 2_000), cents(-5))).toBe(true);
  expect([-5, 0, 1_999, 2_000].map((net) => isCarriedForward(net, rule('month', 2_000)))).toEqual([
    true,
    true,
    true,
    false,
  ]);
});
