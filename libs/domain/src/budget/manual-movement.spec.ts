import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dayOf } from '../kernel/calendar';
import { cents } from '../kernel/money';
import { BY_HAND, heldBy, type ManualMovement, manualTransfer, mustBear, signBy, takenFrom } from './manual-movement';

const movement = (rest: Partial<ManualMovement> = {}): ManualMovement => ({
  debit: 'bank',
  credit: 'cash',
  amount: cents(100),
  reason: 'dépôt',
  ...rest,
});
const kind = fc.constantFrom(...BY_HAND);
const total = (of: Record<string, number>, kinds: readonly string[]) =>
  kinds.reduce((sum, one) => sum + (of[one] ?? 0), 0);

describe('a movement by hand', () => {
  it('asks of each account that holds less afterwards whether it can bear it, but of the bank and what is on its way', () => {
    const places = ['bank', 'cash', 'in-transit'];
    fc.assert(
      fc.property(kind, kind, (debit, credit) => {
        fc.pre(debit !== credit);
        const less = [...(places.includes(debit) ? [] : [debit]), ...(places.includes(credit) ? [credit] : [])];
        expect(takenFrom(movement({ debit, credit }))).toEqual(
          less.filter((one) => !['bank', 'in-transit'].includes(one)),
        );
      }),
    );
  });

  it('moves the same amount out of one and into the other, and never anybody’s but the fund’s', () => {
    fc.assert(
      fc.property(kind, kind, fc.integer({ min: 1, max: 1_000_000_000 }), (debit, credit, amount) => {
        const transfer = manualTransfer('m', movement({ debit, credit, amount: cents(amount) }));
        expect([transfer.debit, transfer.credit]).toEqual([
          { kind: debit, owner: 'fund' },
          { kind: credit, owner: 'fund' },
        ]);
        expect(total({ [debit]: -amount }, [debit]) + transfer.amount).toBe(0);
      }),
    );
  });

  it('from an account to itself is refused', () => {
    expect(() => takenFrom(movement({ debit: 'pot', credit: 'pot' }))).toThrow('manual-movement-pointless');
  });

  it('takes no more than there is: cash by its debits, the pot by its credits', () => {
    expect([heldBy('cash', cents(-500)), heldBy('pot', cents(500)), heldBy('cash', cents(0))]).toEqual([500, 500, 0]);
    expect(() => mustBear('cash', cents(500), cents(500))).not.toThrow();
    expect(() => mustBear('cash', cents(501), cents(500))).toThrow('account-too-low');
  });

  it('is to be signed within seven days', () => {
    expect(signBy(dayOf('2026-12-28')).toString()).toBe('2027-01-04');
  });
});
