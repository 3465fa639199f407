import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Cents, cents } from '../kernel/money';
import { figures, runwayMonths, type Turnover } from './figures';
import type { AccountKind } from './transfer';

const turnover = (kind: AccountKind, debit: number, credit: number): Turnover => ({
  kind,
  debit: cents(debit),
  credit: cents(credit),
});
const amount = fc.integer({ min: 1, max: 1_000_000 }).map(cents);

// Every event of the posting table: debited kind, credited kind.
const EVENTS: readonly (readonly [AccountKind, AccountKind])[] = [
  ['receivable', 'contributions-called'],
  ['bank', 'pot'],
  ['cash', 'pot'],
  ['bank', 'running-costs'],
  ['pot', 'allocation'],
  ['allocation', 'pot'],
  ['allocation', 'outlet-payable'],
  ['allocation', 'tickets'],
  ['tickets', 'outlet-payable'],
  ['allocation', 'claims-payable'],
  ['pot', 'outlet-payable'],
  ['outlet-payable', 'pot'],
  ['outlet-payable', 'in-transit'],
  ['claims-payable', 'in-transit'],
  ['in-transit', 'bank'],
  ['contributions-called', 'receivable'],
  ['bank', 'held-for-others'],
];
const event = fc.record({ kinds: fc.constantFrom(...EVENTS), amount });
const paidDue = amount.map((paid) => [
  { kinds: ['bank', 'receivable'] as const, amount: paid },
  { kinds: ['contributions-called', 'pot'] as const, amount: paid },
]);
const history = fc
  .array(
    fc.oneof(
      event.map((one) => [one]),
      paidDue,
    ),
    { maxLength: 60 },
  )
  .map((events) => events.flat());

function turnovers(events: readonly { kinds: readonly [AccountKind, AccountKind]; amount: Cents }[]): Turnover[] {
  return events.flatMap(({ kinds: [debit, credit], amount: moved }) => [
    turnover(debit, moved, 0),
    turnover(credit, 0, moved),
  ]);
}

describe('the four figures', () => {
  it('add up for any history of the posting table, and libre is the credit balance of the pot', () => {
    fc.assert(
      fc.property(history, (events) => {
        const moved = turnovers(events);
        const { held, owedToMembers, owedToOutlets, setAside, free } = figures(moved);
        expect(held).toBe(free + owedToMembers + owedToOutlets + setAside);
        const pot = moved
          .filter(({ kind }) => kind === 'pot')
          .reduce((total, { debit, credit }) => total + credit - debit, 0);
        expect(free).toBe(pot === 0 ? 0 : pot);
      }),
    );
  });

  it('do not depend on the order of accounts, nor on how turnovers are grouped', () => {
    fc.assert(
      fc.property(history, (events) => {
        const moved = turnovers(events);
        const grouped = [...new Set(moved.map(({ kind }) => kind))].map((kind) => {
          const same = moved.filter((one) => one.kind === kind);
          return turnover(
            kind,
            same.reduce((t, one) => t + one.debit, 0),
            same.reduce((t, one) => t + one.credit, 0),
          );
        });
        expect(figures(grouped.reverse())).toEqual(figures(moved));
      }),
    );
  });

  it('never count what is called and not received as held', () => {
    expect(figures([turnover('receivable', 5_000, 0), turnover('contributions-called', 0, 5_000)])).toEqual({
      held: 0,
      owedToMembers: 0,
      owedToOutlets: 0,
      setAside: 0,
      free: 0,
      receivable: 5_000,
    });
  });

  it('show what outlets owe the fund as a negative debt', () => {
    expect(figures([turnover('outlet-payable', 300, 0), turnover('pot', 0, 300)])).toMatchObject({
      owedToOutlets: -300,
      free: 300,
      held: 0,
    });
  });
});

describe('how long libre can hold', () => {
  it.each([
    [100_000, 0, 10_000, 10],
    [100_000, 30_000, 10_000, 7],
    [100_000, 0, 30_000, 3],
    [20_000, 30_000, 10_000, 0],
    [-5_000, 0, 10_000, 0],
    [100_000, 0, 0, null],
    [100_000, 0, -2_000, null],
  ])('with %i free, %i in reserve and %i flowing out a month is %p', (free, reserve, outflow, months) => {
    expect(runwayMonths(cents(free), cents(reserve), cents(outflow))).toBe(months);
  });
});
