import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { codeOf } from '../../../../test/support/refusals';
import { dayOf } from '../kernel/calendar';
import { isReceipt, receiptFrom } from '../kernel/receipt';
import { checkLineEnd, ratesOf } from './approval-line';
import { checkArea, holdsFrom, OUTLET_STATES, stateAfter, stateDecided, stateInReview } from './outlet';
import { tellCustomers } from './outlet-notice';
import { checkHours } from './site';

const TODAY = dayOf('2026-11-22');

describe('where an outlet stands', () => {
  it('changes only from where it may', () => {
    expect(stateAfter('approved', 'suspend')).toBe('suspended');
    expect(stateAfter('suspended', 'resume')).toBe('approved');
    expect(['approved', 'suspended'].map((state) => stateAfter(state as 'approved', 'end'))).toEqual([
      'ended',
      'ended',
    ]);
    for (const state of ['proposed', 'in-review', 'refused', 'ended'] as const) {
      for (const change of ['suspend', 'resume', 'end'] as const) {
        expect(codeOf(() => stateAfter(state, change))).toBe('outlet-state');
      }
    }
  });

  it('is decided by the dossier; one that sells is not refused, and goes on selling while it is looked at again', () => {
    expect(OUTLET_STATES.map((state) => stateDecided(state, 'approved'))).toEqual(OUTLET_STATES.map(() => 'approved'));
    expect(stateDecided('in-review', 'refused')).toBe('refused');
    expect(codeOf(() => stateDecided('suspended', 'refused'))).toBe('outlet-state');
    expect(OUTLET_STATES.map(stateInReview)).toEqual([
      'in-review',
      'in-review',
      'approved',
      'in-review',
      'suspended',
      'in-review',
    ]);
  });

  it('holds for paper from the day it begins to sell, and after the day on which it stops', () => {
    expect(holdsFrom('approved', TODAY).toString()).toBe('2026-11-22');
    expect(holdsFrom('suspended', TODAY).toString()).toBe('2026-11-23');
  });

  it('counts communes as people write them', () => {
    checkArea([], null);
    checkArea(['saint etienne'], ['Saint-Étienne']);
    expect(codeOf(() => checkArea(['Lyon'], ['Saint-Étienne']))).toBe('outlet-outside-areas');
  });
});

describe('a line of an approval', () => {
  it('has the rates of the rules, and nothing covered is one of them', () => {
    expect(ratesOf({ mode: 'all-or-nothing' })).toEqual([0, 100]);
    expect(ratesOf({ mode: 'rate-per-label', ratesPercent: [30, 70, 100] })).toEqual([0, 30, 70, 100]);
  });

  it('ends today at the earliest, or before it began, and once', () => {
    const line = (from: string, until: string | null = null) => ({
      from: dayOf(from),
      until: until === null ? null : dayOf(until),
    });
    checkLineEnd(line('2026-11-01'), TODAY, TODAY);
    checkLineEnd(line('2026-12-01'), dayOf('2026-11-30'), TODAY);
    expect(codeOf(() => checkLineEnd(line('2026-11-01'), dayOf('2026-11-21'), TODAY))).toBe('line-ends-too-early');
    expect(codeOf(() => checkLineEnd(line('2026-12-01'), dayOf('2026-11-29'), TODAY))).toBe('line-ends-too-early');
    expect(codeOf(() => checkLineEnd(line('2026-11-01', '2027-01-01'), TODAY, TODAY))).toBe('line-ended');
  });
});

describe('the hours of a site', () => {
  it('end after they begin and do not meet on one day', () => {
    const morning = { weekday: 6, from: '08:00', until: '12:30' };
    checkHours([{ ...morning, from: '12:30', until: '13:00' }, morning, { ...morning, weekday: 7 }]);
    expect(codeOf(() => checkHours([{ ...morning, until: '08:00' }]))).toBe('hours-inconsistent');
    expect(codeOf(() => checkHours([morning, { ...morning, from: '12:00', until: '14:00' }]))).toBe(
      'hours-inconsistent',
    );
  });
});

describe('the customers of an outlet that ends', () => {
  it('are told each with a key of their own, so that telling twice is telling once', () => {
    const customer = fc.record({ accountUnitId: fc.uuid(), personId: fc.option(fc.uuid()) });
    fc.assert(
      fc.property(fc.uniqueArray(customer, { selector: ({ accountUnitId }) => accountUnitId }), (customers) => {
        const told = tellCustomers(customers, { outletId: 'o', name: 'La ferme' }, { to: 'ended', on: TODAY });
        expect(new Set(told.map(({ key }) => key)).size).toBe(customers.length);
        expect(told.map(({ accountUnitId, personId }) => ({ accountUnitId, personId }))).toEqual(customers);
      }),
    );
  });
});

describe('a receipt', () => {
  it('is recognised as one', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.uuid(), (one, other) => {
        expect(isReceipt(receiptFrom(one, other))).toBe(true);
      }),
    );
    expect(['', 'ILOU00000000', '7K2M9QX4TR0', '7K2M9QX4TR0B7'].map(isReceipt)).toEqual([false, false, false, false]);
  });
});
