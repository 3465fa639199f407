import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dayOf } from '../kernel/calendar';
import { type Charge, checkCharge, GUARDIAN_SCOPES, holdsFor, lastDayOf } from './guardian';

const START = dayOf('2026-01-01');
const aDay = fc.integer({ min: 0, max: 900 }).map((days) => START.add({ days }));
const aCharge: fc.Arbitrary<Charge> = fc
  .record({
    scope: fc.constantFrom(...GUARDIAN_SCOPES),
    from: aDay,
    lasts: fc.option(fc.integer({ min: 0, max: 400 })),
  })
  .map(({ scope, from, lasts }) => ({ scope, from, until: lasts === null ? null : from.add({ days: lasts }) }));

describe('a charge for somebody else', () => {
  it('holds on its first and its last day, and on no day before or after', () => {
    fc.assert(
      fc.property(aCharge, ({ scope, from, until }) => {
        expect(holdsFor('sees', { scope, from, until }, from)).toBe(true);
        expect(holdsFor('sees', { scope, from, until }, from.subtract({ days: 1 }))).toBe(false);
        if (until === null) return;
        expect(holdsFor('sees', { scope, from, until }, until)).toBe(true);
        expect(holdsFor('sees', { scope, from, until }, until.add({ days: 1 }))).toBe(false);
      }),
    );
  });

  it('that lets somebody act lets them see, and one that lets them see never lets them act', () => {
    fc.assert(
      fc.property(aCharge, aDay, (charge, day) => {
        if (holdsFor('acts', charge, day)) expect(holdsFor('sees', charge, day)).toBe(true);
        if (charge.scope === 'sees') expect(holdsFor('acts', charge, day)).toBe(false);
      }),
    );
  });

  it('begins today at the earliest, and is never over oneself', () => {
    const charge = { personId: 'tutrice', forPersonId: 'ada', from: START, until: null };
    const yesterday = START.subtract({ days: 1 });
    expect(() => checkCharge(charge, START)).not.toThrow();
    expect(() => checkCharge({ ...charge, personId: 'ada' }, START)).toThrow('guardian-of-oneself');
    expect(() => checkCharge({ ...charge, from: yesterday }, START)).toThrow('guardian-from-out-of-range');
    expect(() => checkCharge({ ...charge, until: yesterday }, START)).toThrow('guardian-ends-before-it-begins');
  });

  it('ended before it began never held, and is not ended in the past', () => {
    const charge: Charge = { scope: 'acts', from: dayOf('2026-05-01'), until: null };
    expect(lastDayOf(charge, dayOf('2026-04-10'), dayOf('2026-04-10')).toString()).toBe('2026-04-30');
    expect(lastDayOf(charge, dayOf('2026-06-09'), dayOf('2026-06-10')).toString()).toBe('2026-06-09');
    expect(() => lastDayOf(charge, dayOf('2026-06-08'), dayOf('2026-06-10'))).toThrow('guardian-end-in-past');
  });
});
