import { describe, expect, it } from '@jest/globals';
import { monthOf } from '../kernel/calendar';
import { cents } from '../kernel/money';
import { presetByKey } from '../rules/presets';
import type { Rules } from '../rules/rules';
import { withCreditsToCome } from './credits-to-come';
import { plannedUnits, type SimulatedUnit } from './simulation';

const NOVEMBER = monthOf('2026-11');
const preset = presetByKey('dieulefit').rules;
const rules: Rules = { ...preset, unspent: { mode: 'expire', months: 2, warnDaysBefore: 0 } };
const [unit] = plannedUnits([{ count: 1, ages: [null], pledge: cents(5_000) }], NOVEMBER) as [SimulatedUnit];
const month = { month: NOVEMBER, rules, called: cents(0) };

describe('what the present month has still to credit', () => {
  it('is the youngest lot of who has not had it, and nothing for who has', () => {
    const { units, toCome } = withCreditsToCome(month, [
      { unit, credited: false },
      { unit, credited: true },
    ]);
    expect(toCome).toBe(10_000);
    expect(units.map(({ lots }) => lots.map(({ expiresOn }) => expiresOn?.toString()))).toEqual([['2027-01-31'], []]);
  });

  it('lasts longer by the months of a pause that is already known', () => {
    const pauses = [{ from: monthOf('2026-12'), until: monthOf('2027-02') }];
    const pausing = { ...unit, stay: { ...unit.stay, pauses } };
    const { units } = withCreditsToCome(month, [{ unit: pausing, credited: false }]);
    expect(units[0]?.lots[0]?.expiresOn?.toString()).toBe('2027-04-30');
  });
});
