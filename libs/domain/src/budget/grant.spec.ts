import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dayOf } from '../kernel/calendar';
import { cents } from '../kernel/money';
import { presetByKey } from '../rules/presets';
import { checkGrant, type Grant, grantTransfer } from './grant';

const today = dayOf('2026-11-22');
const grant = (rest: Partial<Grant> = {}): Grant => ({
  kind: 'grant',
  destination: 'pot',
  moneySource: 'public',
  funder: 'Ville',
  amount: cents(100),
  receivedOn: today,
  ...rest,
});
const dieulefit = presetByKey('dieulefit').rules;
const flers = presetByKey('flers').rules;

describe('a grant', () => {
  it('goes into the pot only where the rules let grants in; an opening balance and running costs always may', () => {
    expect(() => checkGrant(grant(), flers, today)).not.toThrow();
    expect(() => checkGrant(grant(), null, today)).not.toThrow();
    expect(() => checkGrant(grant(), dieulefit, today)).toThrow('grants-not-in-rules');
    expect(() => checkGrant(grant({ destination: 'running-costs' }), dieulefit, today)).not.toThrow();
    expect(() => checkGrant(grant({ kind: 'opening-balance' }), dieulefit, today)).not.toThrow();
  });

  it('cannot have come tomorrow', () => {
    expect(() => checkGrant(grant({ receivedOn: dayOf('2026-11-23') }), flers, today)).toThrow('received-on-in-future');
  });

  it('comes to the bank for what it is meant for, whole, with its source', () => {
    const any = fc.record({
      destination: fc.constantFrom('pot' as const, 'running-costs' as const),
      moneySource: fc.constantFrom('public' as const, 'private' as const, 'own' as const),
      amount: fc.integer({ min: 1, max: 1_000_000_000 }).map(cents),
    });
    fc.assert(
      fc.property(any, (one) => {
        const { debit, credit, amount, moneySource } = grantTransfer('id', grant(one));
        expect([debit.kind, credit.kind, amount, moneySource]).toEqual([
          'bank',
          one.destination,
          one.amount,
          one.moneySource,
        ]);
      }),
    );
  });
});
