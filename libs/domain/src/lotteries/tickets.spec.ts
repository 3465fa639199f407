import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { EQUAL_TICKETS, isServedFirst, monthsOfList, ticketsFor } from './tickets';

describe('tickets', () => {
  it('are one each unless the fund voted that waiting counts', () => {
    expect([0, 3, 40].map((months) => ticketsFor(EQUAL_TICKETS, months))).toEqual([1, 1, 1]);
  });

  it('are one, and one more for each month waited, up to the most', () => {
    const rule = { mode: 'waiting', most: 6, firstAfterMonths: null } as const;
    expect([0, 1, 4, 5, 60].map((months) => ticketsFor(rule, months))).toEqual([1, 2, 5, 6, 6]);
  });

  it('never grow fewer with a longer wait', () => {
    const rules = fc.record({
      mode: fc.constantFrom('equal' as const, 'waiting' as const),
      most: fc.option(fc.integer({ min: 1, max: 30 })),
      firstAfterMonths: fc.option(fc.integer({ min: 1, max: 60 })),
    });
    fc.assert(
      fc.property(rules, fc.nat(120), fc.nat(120), (rule, months, more) => {
        expect(ticketsFor(rule, months + more)).toBeGreaterThanOrEqual(ticketsFor(rule, months));
        expect(Number(isServedFirst(rule, months + more))).toBeGreaterThanOrEqual(Number(isServedFirst(rule, months)));
      }),
    );
  });

  it('tell how long the list is in months, and nothing when there is no place', () => {
    expect(monthsOfList(120, 50)).toBe(3);
    expect(monthsOfList(120, 0)).toBeNull();
  });
});
