import { describe, expect, it } from '@jest/globals';
import { cents } from '../kernel/money';
import type { Id } from '../kernel/id';
import { presetByKey } from '../rules/presets';
import type { CreditedRule } from '../rules/rules';
import { type DueReceived, type DueState, monthsToCredit } from './contribution';

function due(monthRunId: string, state: DueState, credited: CreditedRule): DueReceived {
  const accountUnitId = 'unit' as Id<'account-unit'>;
  const rules = { ...presetByKey('flers').rules, credited };
  const one = {
    dueId: 'due',
    accountUnitId,
    payerId: null,
    amount: cents(100),
    received: cents(100),
    forgiven: cents(0),
    state,
  };
  return { due: one, monthRunId, rules };
}

describe('the months whose credit is asked for', () => {
  it('are those of dues now paid, each once, where credit follows the contribution', () => {
    const settled: CreditedRule = { mode: 'when-settled' };
    const received = [
      due('november', 'paid', settled),
      due('november', 'paid', { mode: 'when-sent' }),
      due('december', 'partly-paid', settled),
      due('january', 'paid', { mode: 'day-of-month', day: 5 }),
    ];
    expect(monthsToCredit(received)).toEqual(['november']);
  });
});
