import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Id } from '../kernel/id';
import { cents } from '../kernel/money';
import { type AccountKind, type AccountRef, fundAccount, reversalOf, sided, type Transfer } from './transfer';

const owner = (name: string): Id<'account-unit'> => name as Id<'account-unit'>;
const household: AccountRef = { kind: 'allocation', owner: owner('unit') };
const outlet: AccountRef = { kind: 'outlet-payable', owner: 'stall' as Id<'outlet'> };
const receivable: AccountRef = { kind: 'receivable', owner: owner('unit') };

const KINDS: readonly AccountKind[] = [
  'allocation',
  'receivable',
  'contributions-called',
  'pot',
  'running-costs',
  'outlet-payable',
  'claims-payable',
  'tickets',
  'bank',
  'cash',
  'in-transit',
  'held-for-others',
];
const account = fc.record({
  kind: fc.constantFrom(...KINDS),
  owner: fc.constantFrom(owner('a'), owner('b'), 'fund' as const),
});
const transfer: fc.Arbitrary<Transfer> = fc
  .record({ debit: account, credit: account, amount: fc.integer({ min: 1, max: 1e9 }).map(cents) })
  .filter(({ debit, credit }) => !(debit.kind === 'allocation' && credit.kind === 'allocation'))
  .map((some) => ({ ...some, sourceId: 'cause', entryId: 'cause', line: 1 }));

describe('the primary account of a transfer', () => {
  it.each<[string, { debit: AccountRef; credit: AccountRef }, AccountRef, string]>([
    ['the household that is credited', { debit: fundAccount('pot'), credit: household }, household, 'credit'],
    ['the household that pays', { debit: household, credit: outlet }, household, 'debit'],
    ['the household whose credit expires', { debit: household, credit: fundAccount('pot') }, household, 'debit'],
    ['the one who owed, when a due is paid', { debit: fundAccount('bank'), credit: receivable }, receivable, 'credit'],
    [
      'the one who owes, when a due is opened',
      { debit: receivable, credit: fundAccount('contributions-called') },
      receivable,
      'debit',
    ],
    [
      'the debited account, between the fund’s own',
      { debit: fundAccount('bank'), credit: fundAccount('pot') },
      fundAccount('bank'),
      'debit',
    ],
  ])('is %s', (_who, sides, primary, direction) => {
    expect(sided(sides)).toMatchObject({ primary, direction });
  });

  it('is always the guarded one, and its two sides are always the two accounts', () => {
    fc.assert(
      fc.property(transfer, ({ debit, credit }) => {
        const { primary, counter, direction } = sided({ debit, credit });
        expect(counter.kind).not.toBe('allocation');
        expect(direction === 'debit' ? [primary, counter] : [counter, primary]).toEqual([debit, credit]);
      }),
    );
  });
});

describe('a reversal', () => {
  it('moves the same amount the other way and names what it undoes', () => {
    fc.assert(
      fc.property(transfer, (some) => {
        const back = reversalOf(some, 'movement');
        expect(back).toEqual({ ...some, debit: some.credit, credit: some.debit, reverses: 'movement' });
        const net = (kind: AccountKind): number =>
          [some, back].reduce(
            (total, { debit, credit, amount }) =>
              total + (debit.kind === kind ? amount : 0) - (credit.kind === kind ? amount : 0),
            0,
          );
        for (const kind of KINDS) expect(net(kind)).toBe(0);
      }),
    );
  });
});
