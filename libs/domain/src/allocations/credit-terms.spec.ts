import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dayOf, monthOf } from '../kernel/calendar';
import { cents, sum } from '../kernel/money';
import { presetByKey } from '../rules/presets';
import type { CreditedRule, Rules } from '../rules/rules';
import { arbitraryAmount } from '../rules/rules-arbitrary.spec-support';
import { checkDecision, creditIsDue, creditTerms, type Decision, scaled, stillBorne } from './credit-terms';

const flers = presetByKey('flers').rules;
const reserving = (reserveCents: number): Rules => ({
  ...flers,
  potResources: { ...flers.potResources, reserveCents: cents(reserveCents) },
});
const decisions = fc.constantFrom<Decision>('as-ruled', 'use-reserve', 'reduce-equally', 'postpone');
const amounts = fc.array(arbitraryAmount, { minLength: 1, maxLength: 30 });
const pots = fc.integer({ min: -50_000, max: 1_500_000 }).map(cents);

describe('the terms of a month', () => {
  it('never give more than the pot holds, nor touch the reserve unless that was decided', () => {
    fc.assert(
      fc.property(amounts, pots, arbitraryAmount, decisions, (credits, pot, reserve, decision) => {
        const found = creditTerms(reserving(reserve), {
          units: credits.length,
          wanted: sum(credits),
          mean: null,
          pot,
          decision,
        });
        if ('stopped' in found) {
          expect(found.missing).toBeGreaterThan(0);
          expect(found.wanted).toBe(sum(credits));
          expect(['as-ruled', 'use-reserve', 'postpone']).toContain(decision);
          return;
        }
        const given = sum(credits.map((credit) => scaled(credit, found.terms)));
        expect(given).toBeLessThanOrEqual(Math.max(0, decision === 'use-reserve' ? pot : pot - reserve));
      }),
    );
  });

  it('reduce equally: equal rights get the same, nobody gets more than theirs, and at most a cent each is left', () => {
    fc.assert(
      fc.property(amounts, pots, (credits, pot) => {
        const wanted = sum(credits);
        const found = creditTerms(flers, {
          units: credits.length,
          wanted,
          mean: null,
          pot,
          decision: 'reduce-equally',
        });
        if ('stopped' in found) throw new Error('reducing equally never stops');
        const { terms } = found;
        const byRight = [...credits].sort((a, b) => a - b);
        byRight.forEach((credit, index) => {
          expect(scaled(credit, terms)).toBeLessThanOrEqual(credit);
          // Who has a right to more never gets less, so that equal rights get the same.
          expect(scaled(credit, terms)).toBeGreaterThanOrEqual(scaled(byRight[index - 1] ?? cents(0), terms));
        });
        const left = Math.min(wanted, Math.max(0, pot)) - sum(credits.map((credit) => scaled(credit, terms)));
        expect(left).toBeGreaterThanOrEqual(0);
        expect(left).toBeLessThanOrEqual(credits.length);
      }),
    );
  });

  it('stop, and say what is missing above the reserve', () => {
    const request = {
      units: 3,
      wanted: cents(30_000),
      mean: null,
      pot: cents(32_000),
      decision: 'as-ruled' as Decision,
    };
    expect(creditTerms(reserving(10_000), request)).toEqual({ stopped: 'pot-too-low', missing: 8_000, wanted: 30_000 });
    expect(creditTerms(reserving(10_000), { ...request, decision: 'postpone' })).toMatchObject({
      stopped: 'postponed',
    });
    expect(creditTerms(reserving(10_000), { ...request, decision: 'use-reserve' })).toHaveProperty('terms');
  });
});

describe('a credit that comes late', () => {
  it('is borne when the pot above the reserve holds it, or the reserve may be used', () => {
    const at = { pot: cents(15_000), wanted: cents(10_000), decision: 'as-ruled' as Decision };
    expect(stillBorne(reserving(5_000), at)).toBeNull();
    expect(stillBorne(reserving(5_001), at)).toEqual({ stopped: 'pot-too-low', missing: 1, wanted: 10_000 });
    expect(stillBorne(reserving(5_001), { ...at, decision: 'use-reserve' })).toBeNull();
  });
});

describe('crediting', () => {
  const on = (credited: CreditedRule): Rules => ({ ...flers, credited });

  it('is due from its day on, the last day of a month that is shorter, and at once where it follows the contribution', () => {
    const due = (rules: Rules, month: string, today: string): boolean =>
      creditIsDue(rules, monthOf(month), dayOf(today));
    expect(due(on({ mode: 'day-of-month', day: 5 }), '2026-11', '2026-11-04')).toBe(false);
    expect(due(on({ mode: 'day-of-month', day: 5 }), '2026-11', '2026-11-05')).toBe(true);
    expect(due(on({ mode: 'day-of-month', day: 31 }), '2027-02', '2027-02-27')).toBe(false);
    expect(due(on({ mode: 'day-of-month', day: 31 }), '2027-02', '2027-02-28')).toBe(true);
    expect(due(on({ mode: 'when-settled' }), '2026-11', '2026-11-01')).toBe(true);
  });

  it('is decided on only when it stopped, and the reserve only when it is enough', () => {
    const at = { stopped: true, pot: cents(100), wanted: cents(100) };
    expect(() => checkDecision('use-reserve', at)).not.toThrow();
    expect(() => checkDecision('use-reserve', { ...at, pot: cents(99) })).toThrow('reserve-too-low');
    expect(() => checkDecision('reduce-equally', { ...at, pot: cents(99) })).not.toThrow();
    expect(() => checkDecision('postpone', { ...at, stopped: false })).toThrow('credit-not-stopped');
  });
});
