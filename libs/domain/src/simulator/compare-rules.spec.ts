import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { presetByKey } from '../rules/presets';
import type { Rules } from '../rules/rules';
import { arbitraryRules } from '../rules/rules-arbitrary.spec-support';
import { monthOf } from '../kernel/calendar';
import { cents } from '../kernel/money';
import { inClasses } from './classes-of-five';
import { compareRules } from './compare-rules';
import { type PlannedUnits, plannedUnits, type SimulatedUnit } from './simulation';

const MONTH = monthOf('2026-12');
const inForce = presetByKey('grenoble').rules;
const people = (...mix: PlannedUnits[]): SimulatedUnit[] => plannedUnits(mix, MONTH);
const ofSize = (size: number, count: number, pledge = 5_000): PlannedUnits => ({
  count,
  ages: Array.from({ length: size }, () => null),
  pledge: cents(pledge),
});
const steps = (...stepsCents: number[]): Rules => ({
  ...inForce,
  allocation: { mode: 'household-steps', stepsCents: stepsCents.map(cents) },
});

describe('a draft that gives large households more', () => {
  const before = steps(10_000, 15_000, 20_000);
  const draft = steps(10_000, 15_000, 26_000);
  const village = people(ofSize(1, 12), ofSize(2, 7), ofSize(3, 5));

  it('shows who receives more, by how much, and what it costs in all', () => {
    const { units, gets, pays, gains } = compareRules({ draft, inForce: before, month: MONTH }, village);
    expect(units).toBe(24);
    expect(gets.directions).toEqual({ less: 0, same: 19, more: 5 });
    expect(gets.classes).toEqual([
      { fromCents: 0, toCents: 0, units: 19 },
      { fromCents: 5_001, toCents: 10_000, units: 5 },
    ]);
    expect(Number(gets.draftCents) - Number(gets.inForceCents)).toBe(5 * 6_000);
    expect(pays.directions).toEqual({ less: 0, same: 24, more: 0 });
    expect(gains.classes).toEqual(gets.classes);
  });

  it('does not give away the only large family of a village', () => {
    const { gets } = compareRules({ draft, inForce: before, month: MONTH }, people(ofSize(1, 12), ofSize(3, 1)));
    expect(gets.classes).toEqual([{ fromCents: 0, toCents: 10_000, units: 13 }]);
    expect(gets.directions).toEqual({ less: 0, same: null, more: null });
  });

  it('tells nothing of four households', () => {
    const { units, gets } = compareRules({ draft, inForce: before, month: MONTH }, people(ofSize(3, 4)));
    expect([units, gets]).toEqual([4, { inForceCents: null, draftCents: null, directions: null, classes: null }]);
  });
});

describe('whatever the rules and the people', () => {
  const village = fc
    .array(fc.record({ size: fc.integer({ min: 0, max: 5 }), pledge: fc.integer({ min: 0, max: 30_000 }) }), {
      maxLength: 30,
    })
    .map((list) => people(...list.map(({ size, pledge }) => ofSize(size, 1, pledge))));

  it('no class, and no count, tells of fewer than five, and the classes hold everyone once', () => {
    fc.assert(
      fc.property(arbitraryRules, arbitraryRules, village, (draft, before, units) => {
        const { pays, gets, gains } = compareRules({ draft, inForce: before, month: MONTH }, units);
        for (const { classes, directions } of [pays, gets, gains]) {
          for (const one of classes ?? []) expect(one.units).toBeGreaterThanOrEqual(5);
          const all = (classes ?? []).reduce((total, one) => total + one.units, 0);
          expect(all).toBe(units.length < 5 ? 0 : units.length);
          const told = Object.values(directions ?? {});
          for (const count of told) expect(count === null || count === 0 || count >= 5).toBe(true);
          const hidden = told.filter((count) => count === null).length;
          expect(hidden).not.toBe(1);
        }
      }),
    );
  });

  it('rules compared with themselves change nothing for anybody', () => {
    fc.assert(
      fc.property(arbitraryRules, village, (rules, units) => {
        const { gains } = compareRules({ draft: rules, inForce: rules, month: MONTH }, units);
        if (units.length >= 5) expect(gains.classes).toEqual([{ fromCents: 0, toCents: 0, units: units.length }]);
      }),
    );
  });

  it('every difference lies in the class that counts it', () => {
    const differences = fc.array(fc.integer({ min: -30_000, max: 30_000 }), { minLength: 5, maxLength: 60 });
    fc.assert(
      fc.property(differences, (list) => {
        const classes = inClasses(list) ?? [];
        const bound = (value: number | null, otherwise: number): number => value ?? otherwise;
        for (const { fromCents, toCents, units } of classes) {
          const within = list.filter((one) => one >= bound(fromCents, -Infinity) && one <= bound(toCents, Infinity));
          expect(within.length).toBe(units);
        }
      }),
    );
  });
});
