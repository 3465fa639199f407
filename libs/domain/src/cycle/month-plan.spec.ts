import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compareMonths, dayOf, type Month, monthOf, monthOfDay, monthsBetween } from '../kernel/calendar';
import { presetByKey } from '../rules/presets';
import type { Rules } from '../rules/rules';
import { arbitraryRules } from '../rules/rules-arbitrary.spec-support';
import { type MonthStep, monthsToBegin, type OpenMonth, type StepState, stepsDue } from './month-plan';

const months: fc.Arbitrary<Month> = fc
  .integer({ min: 0, max: 40 })
  .map((count) => monthOf('2026-01').add({ months: count }));
const days = fc.integer({ min: 0, max: 1_200 }).map((count) => dayOf('2026-01-01').add({ days: count }));
const names = (list: readonly Month[]): string[] => list.map(String);

describe('the months to begin', () => {
  it('are, for a fund that begins, the present one once rules are in force, and never one before', () => {
    const today = dayOf('2026-11-22');
    expect(monthsToBegin(today, null, null)).toEqual([]);
    expect(names(monthsToBegin(today, null, monthOf('2026-01')))).toEqual(['2026-11']);
    expect(names(monthsToBegin(today, null, monthOf('2026-11')))).toEqual(['2026-11']);
    expect(monthsToBegin(today, null, monthOf('2026-12'))).toEqual([]);
  });

  it('skip none since the last one, come in order, and begin nothing twice nor early', () => {
    fc.assert(
      fc.property(days, fc.option(months), months, (today, last, first) => {
        const found = monthsToBegin(today, last, first);
        found.forEach((month, index) => {
          const before = index === 0 ? last : found[index - 1];
          if (before) expect(monthsBetween(before, month)).toBe(1);
          expect(compareMonths(month, monthOfDay(today))).toBeLessThanOrEqual(0);
        });
        const now = found.at(-1) ?? last;
        if (last) expect(compareMonths(now ?? last, monthOfDay(today))).toBeGreaterThanOrEqual(0);
        expect(monthsToBegin(today, now, first)).toEqual([]);
      }),
    );
  });
});

describe('the steps due', () => {
  const flers = presetByKey('flers').rules;
  const NOTHING: OpenMonth['steps'] = {
    'open-dues': undefined,
    collect: undefined,
    credit: undefined,
    close: undefined,
  };
  const due = (today: string, steps: Partial<OpenMonth['steps']>, rules: Rules = flers): MonthStep[] =>
    stepsDue({ month: monthOf('2026-11'), rules, steps: { ...NOTHING, ...steps } }, dayOf(today));
  const opened = { 'open-dues': 'done' } as const;
  const collected = { ...opened, collect: 'done' } as const;

  it('begin with the dues, collect on their day, credit on its day, close when the month is over', () => {
    expect(due('2026-11-01', {})).toEqual(['open-dues']);
    expect(due('2026-12-15', { 'open-dues': 'running' })).toEqual(['open-dues']);
    expect(due('2026-11-01', opened)).toEqual(['collect']);
    expect(due('2026-11-04', collected)).toEqual([]);
    expect(due('2026-11-05', collected)).toEqual(['credit']);
    expect(due('2026-11-30', { ...collected, credit: 'done' })).toEqual([]);
    expect(due('2026-12-01', { ...collected, credit: 'done' })).toEqual(['close']);
    expect(due('2026-12-01', { ...collected, credit: 'done', close: 'done' })).toEqual([]);
  });

  it('collect before they credit when both are late, unless collecting cannot be done', () => {
    expect(due('2026-11-12', opened)).toEqual(['collect']);
    expect(due('2026-11-12', { ...opened, collect: 'running' })).toEqual(['collect']);
    expect(due('2026-11-12', { ...opened, collect: 'stopped' })).toEqual(['collect', 'credit']);
  });

  it('credit before the day of collection where the rules put it there', () => {
    const late: Rules = { ...flers, collection: { mode: 'direct-debit', dayOfMonth: 20 } };
    expect(due('2026-11-05', opened, late)).toEqual(['credit']);
  });

  it('never collect where nobody pays by debit, and look again where credit follows the contribution', () => {
    const byHand: Rules = { ...flers, collection: { mode: 'by-hand', dayOfMonth: 1 } };
    expect(due('2026-11-05', opened, byHand)).toEqual(['credit']);
    expect(due('2026-11-20', { ...opened, credit: 'done' }, { ...byHand, credited: { mode: 'when-settled' } })).toEqual(
      ['credit'],
    );
  });

  it('close a month whose credit or collection stopped', () => {
    expect(due('2026-12-01', { ...opened, collect: 'stopped', credit: 'stopped' })).toEqual([
      'collect',
      'credit',
      'close',
    ]);
  });

  it('come in the order of life under any rules, and in the end the month closes', () => {
    const order: readonly MonthStep[] = ['open-dues', 'collect', 'credit', 'close'];
    fc.assert(
      fc.property(arbitraryRules, (rules) => {
        const steps: Record<MonthStep, StepState> = { ...NOTHING };
        for (let round = 0; round < 6; round += 1) {
          const found = stepsDue({ month: monthOf('2026-11'), rules, steps }, dayOf('2026-12-15'));
          expect(found).toEqual(order.filter((step) => found.includes(step)));
          for (const step of found) steps[step] = 'done';
        }
        expect(steps.close).toBe('done');
      }),
    );
  });
});
