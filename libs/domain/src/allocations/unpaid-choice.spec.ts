import { describe, expect, it } from '@jest/globals';
import { dayOf } from '../kernel/calendar';
import { presetByKey } from '../rules/presets';
import type { CreditedRule, Rules } from '../rules/rules';
import { awaitsChoice, bringsCredit, checkChoice, deadlineOf, type UnpaidDue } from './unpaid-choice';

const rules = (credited: CreditedRule): Rules => ({
  ...presetByKey('flers').rules,
  credited,
  unpaid: { deadlineDays: 14 },
});
const SETTLED = rules({ mode: 'when-settled' });
const DUE: UnpaidDue = { dueOn: dayOf('2026-11-05'), paid: false, underWay: false, credited: false, choice: null };
const on = (due: Partial<UnpaidDue>, day = '2026-11-20'): boolean =>
  awaitsChoice(SETTLED, { ...DUE, ...due }, dayOf(day));
const refusalOf = (work: () => void): string => {
  try {
    work();
    return 'not refused';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('a due that is unpaid', () => {
  it('asks for a choice from the day after the fund’s deadline', () => {
    expect(deadlineOf(SETTLED, DUE.dueOn)?.toString()).toBe('2026-11-19');
    expect([on({}, '2026-11-19'), on({}, '2026-11-20')]).toEqual([false, true]);
  });

  it('asks for none where everybody is credited on a day of the month', () => {
    expect(awaitsChoice(rules({ mode: 'day-of-month', day: 5 }), DUE, dayOf('2027-01-01'))).toBe(false);
  });

  it('asks for none while a debit is under way, or when it was paid or credited', () => {
    expect([on({ underWay: true }), on({ paid: true }), on({ credited: true }), on({ choice: 'credit' })]).toEqual(
      Array(4).fill(false),
    );
  });

  it('stays on the list while somebody waits, leaves it when refused, and comes back when it is paid after that', () => {
    expect([on({ choice: 'wait' }), on({ choice: 'refuse' }), on({ choice: 'refuse', paid: true })]).toEqual([
      true,
      false,
      true,
    ]);
  });

  it('brings credit when paid or chosen, and not against a refusal', () => {
    expect([bringsCredit(null, true), bringsCredit('wait', true), bringsCredit('credit', false)]).toEqual([
      true,
      true,
      true,
    ]);
    expect([bringsCredit(null, false), bringsCredit('wait', false), bringsCredit('refuse', true)]).toEqual([
      false,
      false,
      false,
    ]);
  });
});

describe('a choice', () => {
  const today = dayOf('2026-11-22');
  const later = dayOf('2026-12-01');

  it('waits until a later day, and only a wait has a day', () => {
    const asked = [
      { choice: 'wait', until: later },
      { choice: 'wait', until: today },
      { choice: 'wait', until: null },
      { choice: 'credit', until: null },
      { choice: 'refuse', until: later },
    ] as const;
    expect(asked.map((one) => refusalOf(() => checkChoice(one, true, today)))).toEqual([
      'not refused',
      'wait-not-later',
      'wait-not-later',
      'not refused',
      'wait-not-later',
    ]);
  });

  it('is refused where nobody has to choose', () => {
    expect(refusalOf(() => checkChoice({ choice: 'credit', until: null }, false, today))).toBe('choice-not-awaited');
  });
});
