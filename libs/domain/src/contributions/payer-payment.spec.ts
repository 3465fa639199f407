import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Id } from '../kernel/id';
import { cents, sum } from '../kernel/money';
import { type Due, owed, stateOf } from './contribution';
import { spreadPayment } from './payer-payment';

const due = (dueId: string, amount: number, received = 0): { due: Due } => ({
  due: {
    dueId,
    accountUnitId: 'unit' as Id<'account-unit'>,
    payerId: 'payer' as Id<'payer'>,
    amount: cents(amount),
    received: cents(received),
    forgiven: cents(0),
    state: stateOf(cents(amount), cents(received)),
  },
});
const spread = (payment: number, dues: readonly { due: Due }[]): [string, number][] =>
  spreadPayment(cents(payment), dues).map(({ of, amount }) => [of.due.dueId, amount]);

describe('a payer’s payment', () => {
  it('fills the oldest due first', () => {
    const three = [due('b', 4_000), due('a', 6_000, 1_000), due('c', 2_000)];
    expect(spread(7_000, three)).toEqual([
      ['a', 5_000],
      ['b', 2_000],
    ]);
    expect(spread(11_000, three).map(([dueId]) => dueId)).toEqual(['a', 'b', 'c']);
  });

  it('that is more than what is owed is refused with what is owed', () => {
    expect(() => spread(11_001, [due('a', 11_000)])).toThrow('receipt-too-large');
    const settled = { due: { ...due('a', 1_000).due, state: 'written-off' as const } };
    expect(() => spread(1, [settled])).toThrow('receipt-too-large');
  });

  it('is spread to the cent, never past what a due owes', () => {
    const dues = fc
      .array(fc.tuple(fc.integer({ min: 1, max: 50_000 }), fc.integer({ min: 0, max: 100 })), {
        minLength: 1,
        maxLength: 8,
      })
      .map((all) =>
        all.map(([amount, percent], index) => due(`due-${index}`, amount, Math.floor((amount * percent) / 100))),
      );
    fc.assert(
      fc.property(dues, fc.integer({ min: 1, max: 100 }), (all, percent) => {
        const payment = Math.floor((sum(all.map((one) => owed(one.due))) * percent) / 100);
        const parts = spreadPayment(cents(payment), all);
        expect(sum(parts.map(({ amount }) => amount))).toBe(payment);
        expect(parts.every(({ of, amount }) => amount > 0 && amount <= owed(of.due))).toBe(true);
      }),
    );
  });
});
