import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dayOf, monthOf } from '../kernel/calendar';
import { cents } from '../kernel/money';
import { type LotMovement, lotsLeft } from '../lots/lots-left';
import { creditAge, creditAges, type Period } from './credit-age';

const ALWAYS: Period = { from: dayOf('2000-01-01'), to: dayOf('2099-12-31') };
const lot = (month: string): NonNullable<LotMovement['lot']> => ({ month: monthOf(month), expiresOn: null });
const credit = (day: string, amount: number): LotMovement => ({
  direction: 'credit',
  amount: cents(amount),
  lot: lot(day.slice(0, 7)),
  givesBack: false,
  bookedOn: dayOf(day),
});
const spent = (day: string, amount: number): LotMovement => ({
  ...credit(day, amount),
  direction: 'debit',
  lot: null,
});
const refund = (day: string, amount: number): LotMovement => ({ ...credit(day, amount), lot: null, givesBack: true });

describe('the age of credit when it is spent', () => {
  it('is that of the oldest credit left, which goes first', () => {
    const chain = [credit('2026-10-05', 100), credit('2026-11-05', 100), spent('2026-11-15', 150)];
    expect(creditAges(chain, ALWAYS)).toEqual([
      { ageDays: 41, amountCents: 100 },
      { ageDays: 10, amountCents: 50 },
    ]);
  });

  it('counts what was spent in the period only, and nothing that expired', () => {
    const expiry: LotMovement = { ...spent('2026-11-06', 60), lot: lot('2026-10') };
    const chain = [credit('2026-10-05', 100), spent('2026-10-06', 40), credit('2026-11-05', 100), expiry];
    const november = { from: dayOf('2026-11-01'), to: dayOf('2026-11-30') };
    expect(creditAges([...chain, spent('2026-11-30', 30), spent('2026-12-01', 5)], november)).toEqual([
      { ageDays: 25, amountCents: 30 },
    ]);
  });

  it('forgets what was refunded, and lets it be spent again as old as it is', () => {
    const chain = [credit('2026-10-05', 100), spent('2026-10-06', 80), refund('2026-10-07', 50)];
    expect(creditAges([...chain, spent('2026-10-25', 70)], ALWAYS)).toEqual([
      { ageDays: 1, amountCents: 30 },
      { ageDays: 20, amountCents: 70 },
    ]);
  });

  it('speaks of every cent that left by spending, in any life of an account', () => {
    const step = fc.record({ kind: fc.constantFrom('credit', 'spend', 'refund'), amount: fc.nat({ max: 90 }) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const chain: LotMovement[] = [];
        let [balance, out] = [0, 0];
        for (const [index, { kind, amount }] of steps.entries()) {
          const day = dayOf('2026-01-01')
            .add({ days: index * 7 })
            .toString();
          const moved = kind === 'credit' ? amount : Math.min(amount, kind === 'spend' ? balance : out);
          if (moved === 0) continue;
          chain.push(
            kind === 'credit' ? credit(day, moved) : kind === 'spend' ? spent(day, moved) : refund(day, moved),
          );
          balance += kind === 'spend' ? -moved : moved;
          out += kind === 'spend' ? moved : kind === 'refund' ? -moved : 0;
        }
        const ages = creditAges(chain, ALWAYS);
        expect(ages.reduce((whole, { amountCents }) => whole + amountCents, 0)).toBe(out);
        expect(lotsLeft(chain).reduce((whole, { leftCents }) => whole + leftCents, 0)).toBe(balance);
      }),
    );
  });
});

describe('ages summed up', () => {
  it('weigh each cent the same, in classes of a week, two, a month, two and more', () => {
    const ages = [
      { ageDays: 0, amountCents: cents(100) },
      { ageDays: 7, amountCents: cents(200) },
      { ageDays: 8, amountCents: cents(250) },
      { ageDays: 61, amountCents: cents(50) },
    ];
    expect(creditAge(ages)).toEqual({
      meanDays: 11, // (1400 + 2000 + 3050) / 600
      medianDays: 7,
      classes: [
        { toDays: 7, amountCents: 300 },
        { toDays: 15, amountCents: 250 },
        { toDays: 30, amountCents: 0 },
        { toDays: 60, amountCents: 0 },
        { toDays: null, amountCents: 50 },
      ],
    });
  });

  it('say nothing of nothing', () => {
    expect(creditAge([])).toMatchObject({ meanDays: null, medianDays: null });
  });
});
