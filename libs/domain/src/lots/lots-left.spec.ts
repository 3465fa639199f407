import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compareMonths, dayOf, monthOf } from '../kernel/calendar';
import { cents, sum } from '../kernel/money';
import { type Lot, type LotMovement, lotsLeft } from './lots-left';

const credit = (amount: number, month: string, expiresOn: string | null, bookedOn = `${month}-05`): LotMovement => ({
  direction: 'credit',
  amount: cents(amount),
  lot: { month: monthOf(month), expiresOn: expiresOn === null ? null : dayOf(expiresOn) },
  givesBack: false,
  bookedOn: dayOf(bookedOn),
});
const spending = (amount: number): LotMovement => ({
  ...credit(amount, '2026-12', null),
  direction: 'debit',
  lot: null,
});
const expiry = (amount: number, month: string, expiresOn: string | null): LotMovement => ({
  ...credit(amount, month, expiresOn),
  direction: 'debit',
});
const refund = (amount: number): LotMovement => ({ ...credit(amount, '2026-12', null), lot: null, givesBack: true });
const shown = (lots: readonly Lot[]): string[] =>
  lots.map(
    ({ lotMonth, expiresOn, leftCents }) => `${lotMonth.toString()} ${expiresOn?.toString() ?? '∞'} ${leftCents}`,
  );

const SEPTEMBER = credit(10_000, '2026-09', '2026-12-31');
const OCTOBER = credit(10_000, '2026-10', '2027-01-31');
const NOVEMBER = credit(10_000, '2026-11', '2027-02-28');

describe('what is left of each lot', () => {
  it('is spent from the oldest first', () => {
    expect(shown(lotsLeft([SEPTEMBER, OCTOBER, spending(12_500), NOVEMBER, spending(2_500)]))).toEqual([
      '2026-10 2027-01-31 5000',
      '2026-11 2027-02-28 10000',
    ]);
  });

  it('expires from its own lot, whatever else is there', () => {
    expect(shown(lotsLeft([SEPTEMBER, OCTOBER, spending(4_000), expiry(6_000, '2026-09', '2026-12-31')]))).toEqual([
      '2026-10 2027-01-31 10000',
    ]);
  });

  it('credited late for a month gone by is older than what was spent from meanwhile, and does not undo it', () => {
    const lots = lotsLeft([OCTOBER, spending(4_000), credit(10_000, '2026-09', '2026-12-31', '2026-11-20')]);
    expect(shown(lots)).toEqual(['2026-09 2026-12-31 10000', '2026-10 2027-01-31 6000']);
  });

  it('of one month is spent from what ends sooner first, and from what never ends last', () => {
    const lots = lotsLeft([
      credit(1_000, '2026-10', null),
      credit(1_000, '2026-10', '2027-02-28'),
      OCTOBER,
      spending(10_500),
    ]);
    expect(shown(lots)).toEqual(['2026-10 2027-02-28 500', '2026-10 ∞ 1000']);
  });

  it('without an end is spent before a younger lot that has one', () => {
    expect(shown(lotsLeft([credit(5_000, '2026-08', null), SEPTEMBER, spending(2_000)]))).toEqual([
      '2026-08 ∞ 3000',
      '2026-09 2026-12-31 10000',
    ]);
  });

  it('comes back to the lots spent from last when a purchase is paid back', () => {
    expect(shown(lotsLeft([SEPTEMBER, OCTOBER, spending(15_000), refund(6_000)]))).toEqual([
      '2026-09 2026-12-31 1000',
      '2026-10 2027-01-31 10000',
    ]);
  });

  it('that names no lot is a lot of the month it was booked in, without an end', () => {
    const byHand: LotMovement = { ...credit(700, '2026-10', null), lot: null };
    expect(shown(lotsLeft([byHand]))).toEqual(['2026-10 ∞ 700']);
  });

  it('cannot be more than came', () => {
    expect(() => lotsLeft([SEPTEMBER, spending(10_001)])).toThrow(RangeError);
  });
});

// Lives in which no account goes below zero: each debit is a share of what is there.
const month = fc.integer({ min: 1, max: 9 }).map((number) => `2026-0${number}`);
const ends = fc.option(fc.constantFrom('2026-11-30', '2026-12-31', '2027-01-31'), { nil: null });
const act = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('credit' as const),
      amount: fc.integer({ min: 1, max: 9_999 }),
      month,
      ends,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('spend' as const), share: fc.double({ min: 0, max: 1, noNaN: true }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('expire' as const), index: fc.nat(8) }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('refund' as const), share: fc.double({ min: 0, max: 1, noNaN: true }) }),
  },
);

function live(acts: readonly (typeof act extends fc.Arbitrary<infer Act> ? Act : never)[]): LotMovement[] {
  const movements: LotMovement[] = [];
  let [balance, spent] = [0, 0];
  for (const each of acts) {
    if (each.kind === 'credit') {
      movements.push(credit(each.amount, each.month, each.ends));
      balance += each.amount;
    } else if (each.kind === 'expire') {
      const lots = lotsLeft(movements);
      const lot = lots[each.index % Math.max(1, lots.length)];
      if (!lot) continue;
      movements.push(expiry(lot.leftCents, lot.lotMonth.toString(), lot.expiresOn?.toString() ?? null));
      balance -= lot.leftCents;
    } else {
      const amount = Math.floor((each.kind === 'spend' ? balance : spent) * each.share);
      if (amount === 0) continue;
      movements.push(each.kind === 'spend' ? spending(amount) : refund(amount));
      balance += each.kind === 'spend' ? -amount : amount;
      spent += each.kind === 'spend' ? amount : -amount;
    }
  }
  return movements;
}
const life = fc.array(act, { maxLength: 40 }).map(live);
const balanceOf = (movements: readonly LotMovement[]): number =>
  movements.reduce((total, { direction, amount }) => total + (direction === 'credit' ? amount : -amount), 0);

describe('whatever an account lives through', () => {
  it('its lots add up to its balance after every movement, and none is below zero', () => {
    fc.assert(
      fc.property(life, (movements) => {
        for (let count = 0; count <= movements.length; count += 1) {
          const lots = lotsLeft(movements.slice(0, count));
          expect(sum(lots.map(({ leftCents }) => leftCents))).toBe(balanceOf(movements.slice(0, count)));
          expect(lots.every(({ leftCents }) => leftCents > 0)).toBe(true);
        }
      }),
    );
  });

  it('spending never touches a younger lot while an older one has credit', () => {
    fc.assert(
      fc.property(life, fc.double({ min: 0, max: 1, noNaN: true }), (movements, share) => {
        const before = lotsLeft(movements);
        const after = lotsLeft([...movements, ...some(Math.floor(balanceOf(movements) * share))]);
        const left = new Map(after.map((lot) => [keyOf(lot), lot.leftCents]));
        const touched = before.findLastIndex((lot) => left.get(keyOf(lot)) !== lot.leftCents);
        for (const lot of before.slice(0, Math.max(0, touched))) expect(left.has(keyOf(lot))).toBe(false);
      }),
    );
  });

  it('an expiry touches no other lot', () => {
    fc.assert(
      fc.property(life, fc.nat(), (movements, index) => {
        const before = lotsLeft(movements);
        const lot = before[index % Math.max(1, before.length)];
        fc.pre(lot !== undefined);
        const gone = expiry(lot.leftCents, lot.lotMonth.toString(), lot.expiresOn?.toString() ?? null);
        expect(shown(lotsLeft([...movements, gone]))).toEqual(shown(before.filter((other) => other !== lot)));
      }),
    );
  });

  it('what was spent between two credits may be told in one sum, and credits booked one after the other in any order', () => {
    fc.assert(
      fc.property(life, fc.array(fc.integer({ min: 0, max: 500 }), { maxLength: 5 }), (movements, spendings) => {
        const total = spendings.reduce((a, b) => a + b, 0);
        fc.pre(total <= balanceOf(movements));
        const apart = lotsLeft([...movements, ...spendings.flatMap(some), SEPTEMBER, OCTOBER]);
        const told = lotsLeft([...movements, ...some(total), OCTOBER, SEPTEMBER]);
        expect(shown(apart)).toEqual(shown(told));
      }),
    );
  });

  it('is listed oldest month first', () => {
    fc.assert(
      fc.property(life, (movements) => {
        const months = lotsLeft(movements).map(({ lotMonth }) => lotMonth);
        expect(months).toEqual([...months].sort((a, b) => compareMonths(a, b)));
      }),
    );
  });
});

const some = (amount: number): LotMovement[] => (amount > 0 ? [spending(amount)] : []);
const keyOf = (lot: Lot): string => `${lot.lotMonth.toString()} ${lot.expiresOn?.toString() ?? '∞'}`;
