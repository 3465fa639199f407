import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dayOf, monthOf } from '../kernel/calendar';
import type { Id } from '../kernel/id';
import { cents, minus, NO_MONEY, sum } from '../kernel/money';
import { presetByKey } from '../rules/presets';
import type { Rules } from '../rules/rules';
import { arbitraryAmount, arbitraryRules } from '../rules/rules-arbitrary.spec-support';
import type { AccountKind, Transfer } from '../ledger/transfer';
import type { CollectorEvent } from './collectors';
import {
  arrivesOn,
  type Attempt,
  type Due,
  dueDay,
  giveBack,
  openingTransfers,
  owed,
  receive,
  settle,
  type Settlement,
  stateOf,
} from './contribution';

const unit = '00000000-0000-7000-8000-000000000001' as Id<'account-unit'>;
const aDue = (amount: number, rest: Partial<Due> = {}): Due => ({
  dueId: 'due',
  accountUnitId: unit,
  payerId: null,
  amount: cents(amount),
  received: NO_MONEY,
  forgiven: NO_MONEY,
  state: stateOf(cents(amount), NO_MONEY),
  ...rest,
});
const anAttempt = (amount: number, rest: Partial<Attempt> = {}): Attempt => ({
  attemptId: 'attempt',
  method: 'direct-debit',
  amount: cents(amount),
  overpaid: NO_MONEY,
  state: 'submitted',
  reasonCode: null,
  reasonClass: null,
  ...rest,
});
const news = (kind: CollectorEvent['kind'], reasonCode: string | null = null): CollectorEvent => ({
  attemptId: 'attempt',
  eventRef: kind,
  kind,
  reasonCode,
  happenedOn: dayOf('2026-11-03'),
});
const flers = presetByKey('flers').rules;
const settled = (due: Due, attempt: Attempt, event: CollectorEvent): Settlement | null =>
  settle(due, attempt, { news: event, rules: flers });
const moved = (transfers: readonly Transfer[], side: 'debit' | 'credit', kind: AccountKind): number =>
  sum(transfers.filter((transfer) => transfer[side].kind === kind).map(({ amount }) => amount));
const refusal = (work: () => unknown): string => {
  try {
    work();
    return 'not refused';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('a due', () => {
  it('is called once from the unit, or from who pays for it; a due of nothing moves nothing and is paid', () => {
    expect(openingTransfers(aDue(6_000))).toMatchObject([
      { debit: { kind: 'receivable', owner: unit }, amount: 6_000 },
    ]);
    const payerId = '00000000-0000-7000-8000-000000000002' as Id<'payer'>;
    expect(openingTransfers(aDue(6_000, { payerId }))).toMatchObject([{ debit: { owner: payerId } }]);
    expect([openingTransfers(aDue(0)), aDue(0).state]).toEqual([[], 'paid']);
  });

  it('of a month is debited on its day, or the last day of a shorter month', () => {
    const on = (dayOfMonth: number): Rules => ({ ...flers, collection: { mode: 'direct-debit', dayOfMonth } });
    expect(dueDay(monthOf('2027-02'), on(31)).toString()).toBe('2027-02-28');
    expect(dueDay(monthOf('2027-01'), on(31)).toString()).toBe('2027-01-31');
  });
});

describe('money that comes in', () => {
  it('arrives where its method brings it', () => {
    expect((['cash', 'cheque', 'transfer', 'direct-debit'] as const).map((method) => arrivesOn(method).kind)).toEqual([
      'cash',
      'in-transit',
      'bank',
      'bank',
    ]);
  });

  it('is refused when it is more than is owed, or for a due that is not open', () => {
    expect(refusal(() => receive(aDue(6_000), anAttempt(6_001), flers))).toBe('receipt-too-large');
    for (const state of ['paid', 'cancelled', 'written-off'] as const) {
      expect(refusal(() => receive(aDue(6_000, { state }), anAttempt(1), flers))).toBe('due-not-open');
    }
    expect(owed(aDue(6_000, { state: 'written-off' }))).toBe(0);
  });

  it('in any sequence of receipts and returns keeps received between nothing and the due, and the books in balance', () => {
    const steps = fc.array(fc.record({ amount: arbitraryAmount, back: fc.boolean() }), { maxLength: 20 });
    fc.assert(
      fc.property(arbitraryRules, arbitraryAmount, steps, (rules, amount, sequence) => {
        let due = aDue(amount);
        const paid: Settlement[] = [];
        for (const { amount: wished, back } of sequence) {
          const last = paid.at(-1);
          if (back && last) {
            // Coming back takes the last receipt, as it was, out again.
            due = giveBack(due, last.attempt, 'MD06').due;
            paid.pop();
          } else if (!back && wished > 0 && wished <= owed(due) && due.state !== 'paid') {
            const settlement = receive(due, anAttempt(wished), rules);
            due = settlement.due;
            paid.push(settlement);
          }
          expect(due.received).toBeGreaterThanOrEqual(0);
          expect(due.received).toBeLessThanOrEqual(due.amount);
          expect(due.state).toBe(stateOf(due.amount, due.received));
        }
        const transfers = paid.flatMap((one) => one.transfers);
        expect(moved(transfers, 'debit', 'bank')).toBe(due.received);
        expect(moved(transfers, 'credit', 'receivable')).toBe(due.received);
        expect(moved(transfers, 'debit', 'contributions-called')).toBe(due.received);
        expect(moved(transfers, 'credit', 'pot') + moved(transfers, 'credit', 'running-costs')).toBe(due.received);
        expect(transfers.every(({ amount: each, moneySource }) => each > 0 && moneySource === 'member')).toBe(true);
      }),
    );
  });
});

describe('news of a debit', () => {
  it('that it was paid pays the due, and told again changes nothing', () => {
    const first = settled(aDue(6_000), anAttempt(6_000), news('debit-paid'));
    expect(first).toMatchObject({
      due: { state: 'paid', received: 6_000 },
      attempt: { state: 'paid', reasonCode: null },
    });
    expect(settled(first?.due ?? aDue(0), first?.attempt ?? anAttempt(0), news('debit-paid'))).toBeNull();
  });

  it('that it failed leaves the due owed, and says why in words of our own', () => {
    const failed = settled(aDue(6_000), anAttempt(6_000), news('debit-failed', 'AM04'));
    expect(failed).toMatchObject({
      due: { state: 'open' },
      attempt: { state: 'failed', reasonClass: 'funds' },
      transfers: [],
    });
  });

  it('that it came back makes it owed again, only if it was paid', () => {
    const paid = aDue(6_000, { received: cents(6_000), state: 'paid' });
    const back = settled(paid, anAttempt(6_000, { state: 'paid' }), news('debit-returned', 'MD06'));
    expect(back).toMatchObject({
      due: { state: 'open', received: 0 },
      attempt: { state: 'returned', reasonClass: 'refund-request' },
    });
    expect(settled(aDue(6_000), anAttempt(6_000), news('debit-returned', 'MD06'))).toBeNull();
  });

  it('that it was paid for a due that is settled by now is kept for a person', () => {
    const cancelled = aDue(6_000, { state: 'cancelled' });
    expect(settled(cancelled, anAttempt(6_000), news('debit-paid'))).toMatchObject({
      due: cancelled,
      attempt: { state: 'unknown', reasonCode: 'OVERPAID' },
      transfers: [],
    });
  });

  it('changes what is owed by exactly the attempt, whatever it says', () => {
    const kinds = fc.constantFrom('debit-paid' as const, 'debit-failed' as const, 'debit-returned' as const);
    const states = fc.constantFrom(
      'scheduled' as const,
      'submitted' as const,
      'paid' as const,
      'failed' as const,
      'returned' as const,
    );
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), kinds, states, (amount, kind, state) => {
        const due = aDue(amount, state === 'paid' ? { received: cents(amount), state: 'paid' } : {});
        const after = settled(due, anAttempt(amount, { state }), news(kind, 'AM04'));
        if (after) expect([NO_MONEY, amount, -amount]).toContain(minus(after.due.received, due.received));
      }),
    );
  });
});
