import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Cents, cents, shareOf, sum } from '../kernel/money';
import { sharedDues, type ShareRule, type Standing, type SupportedUnit } from './payer-share';

const ALL: ShareRule = { mode: 'all' };
const half: ShareRule = { mode: 'percentage', basisPoints: 5_000 };
const fixed = (amount: number): ShareRule => ({ mode: 'fixed', amount: cents(amount) });
const by = (payerId: string, share: ShareRule, rest: Partial<Standing> = {}): Standing => ({
  agreementId: `${payerId}-agreement`,
  payerId,
  rank: 1,
  share,
  unitCap: null,
  ...rest,
});
const unit = (accountUnitId: string, due: number, ...payers: Standing[]): SupportedUnit => ({
  accountUnitId,
  due: cents(due),
  payers,
});
const parts = (units: readonly SupportedUnit[], caps: Record<string, number> = {}): [number, ...number[]][] =>
  sharedDues(units, new Map(Object.entries(caps).map(([payer, cap]) => [payer, cents(cap)]))).map(
    ({ own, parts: theirs }) => [own, ...theirs.map(({ amount }) => amount)],
  );

describe('what a member owes where somebody else pays', () => {
  it('is nothing where the CCAS pays all, and the rest where an employer pays half or 15 €', () => {
    expect(parts([unit('ada', 6_001, by('ccas', ALL))])).toEqual([[0, 6_001]]);
    expect(parts([unit('ada', 6_001, by('employer', half))])).toEqual([[3_001, 3_000]]);
    expect(parts([unit('ada', 6_001, by('employer', fixed(1_500)))])).toEqual([[4_501, 1_500]]);
  });

  it('is what is above the cap for one unit', () => {
    expect(parts([unit('ada', 6_000, by('ccas', ALL, { unitCap: cents(2_500) }))])).toEqual([[3_500, 2_500]]);
  });

  it('is all of it where the cap is 0', () => {
    expect(parts([unit('ada', 6_000, by('ccas', ALL, { unitCap: cents(0) }))])).toEqual([[6_000]]);
    expect(parts([unit('ada', 6_000, by('ccas', ALL))], { ccas: 0 })).toEqual([[6_000]]);
  });

  it('is never less than nothing: two payers that would pay more than the due pay exactly the due, in their order', () => {
    const both = [by('caf', fixed(5_000), { rank: 2 }), by('employer', fixed(4_000), { rank: 1 })];
    expect(sharedDues([unit('ada', 6_000, ...both)], new Map())).toMatchObject([
      {
        own: 0,
        parts: [
          { payerId: 'employer', amount: 4_000 },
          { payerId: 'caf', amount: 2_000 },
        ],
      },
    ]);
  });

  it('is taken up by the second payer where the first one’s cap is used up', () => {
    const two = [by('ccas', ALL), by('help', ALL, { rank: 2 })];
    expect(parts([unit('ada', 6_000, ...two)], { ccas: 1_000 })).toEqual([[0, 1_000, 5_000]]);
  });
});

describe('a payer’s cap for the month', () => {
  it('of 100 € for three equal people is 33,33 € each; the cent that is left stays with nobody else’s payer', () => {
    const three = ['a', 'b', 'c'].map((one) => unit(one, 6_000, by('ccas', ALL)));
    expect(parts(three, { ccas: 10_000 })).toEqual([
      [2_667, 3_333],
      [2_667, 3_333],
      [2_667, 3_333],
    ]);
  });
  it('is shared by what each would get', () => {
    expect(parts([unit('a', 9_000, by('ccas', ALL)), unit('b', 3_000, by('ccas', ALL))], { ccas: 6_000 })).toEqual([
      [4_500, 4_500],
      [1_500, 1_500],
    ]);
  });
});

const PAYERS = ['p', 'q', 'r'];
const amounts = fc.integer({ min: 0, max: 200_000 }).map(cents);
const shares: fc.Arbitrary<ShareRule> = fc.oneof(
  fc.constant(ALL),
  fc.integer({ min: 1, max: 10_000 }).map((basisPoints) => ({ mode: 'percentage', basisPoints }) as const),
  fc.integer({ min: 1, max: 100_000 }).map((amount) => fixed(amount)),
);
const standings = fc
  .uniqueArray(
    fc.record({
      payerId: fc.constantFrom(...PAYERS),
      rank: fc.integer({ min: 1, max: 3 }),
      share: shares,
      cap: fc.option(amounts),
    }),
    { maxLength: 3, selector: ({ payerId }) => payerId },
  )
  .map((all) => all.map(({ payerId, rank, share, cap }) => by(payerId, share, { rank, unitCap: cap })));
const arbitraryUnits = fc
  .array(fc.record({ due: amounts, payers: standings }), { maxLength: 12 })
  .map((all) => all.map(({ due, payers }, index) => unit(`unit-${index}`, due, ...payers)));
const arbitraryCaps = fc
  .dictionary(fc.constantFrom(...PAYERS), amounts)
  .map((caps) => new Map<string, Cents>(Object.entries(caps)));

describe('any month with payers', () => {
  it('calls each unit’s due exactly, to the cent, and nothing negative', () => {
    fc.assert(
      fc.property(arbitraryUnits, arbitraryCaps, (units, caps) => {
        sharedDues(units, caps).forEach(({ accountUnitId, own, parts: theirs }, index) => {
          expect(accountUnitId).toBe(units[index]?.accountUnitId);
          expect(own + sum(theirs.map(({ amount }) => amount))).toBe(units[index]?.due);
          expect(own).toBeGreaterThanOrEqual(0);
          expect(theirs.every(({ amount }) => amount > 0)).toBe(true);
        });
      }),
      { numRuns: 500 },
    );
  });

  it('passes no cap, of a unit or of a month', () => {
    fc.assert(
      fc.property(arbitraryUnits, arbitraryCaps, (units, caps) => {
        const shared = sharedDues(units, caps);
        for (const [payerId, cap] of caps) {
          const all = shared.flatMap(({ parts: theirs }) => theirs.filter((part) => part.payerId === payerId));
          expect(sum(all.map(({ amount }) => amount))).toBeLessThanOrEqual(cap);
        }
        shared.forEach(({ parts: theirs }, index) => {
          for (const { payerId, amount } of theirs) {
            const stands = units[index]?.payers.find((payer) => payer.payerId === payerId);
            expect(amount).toBeLessThanOrEqual(stands?.unitCap ?? amount);
          }
        });
      }),
    );
  });

  it('does not depend on the order in which units or payers are told', () => {
    fc.assert(
      fc.property(arbitraryUnits, arbitraryCaps, (units, caps) => {
        const turned = [...units].reverse().map((one) => ({ ...one, payers: [...one.payers].reverse() }));
        expect(sharedDues(turned, caps).reverse()).toEqual(sharedDues(units, caps));
      }),
    );
  });

  it('gives equal people equal parts', () => {
    fc.assert(
      fc.property(arbitraryUnits, arbitraryCaps, (units, caps) => {
        const twins = units.flatMap((one) => [one, { ...one, accountUnitId: `${one.accountUnitId}-twin` }]);
        const shared = sharedDues(twins, caps);
        for (let index = 0; index < shared.length; index += 2) {
          expect({ ...shared[index + 1], accountUnitId: shared[index]?.accountUnitId }).toEqual(shared[index]);
        }
      }),
    );
  });

  it('without caps gives each first payer what its rule says, at most the due', () => {
    fc.assert(
      fc.property(amounts, shares, (due, share) => {
        const [found] = sharedDues([unit('a', due, by('p', share))], new Map());
        const ruled =
          share.mode === 'all' ? due : share.mode === 'fixed' ? share.amount : shareOf(due, share.basisPoints, 10_000);
        expect(sum(found?.parts.map(({ amount }) => amount) ?? [])).toBe(Math.min(due, ruled));
      }),
    );
  });

  it('leaves less than a cent a person of a cap that is too low unused, where each has one payer', () => {
    fc.assert(
      fc.property(fc.array(amounts, { minLength: 1, maxLength: 12 }), amounts, (dues, cap) => {
        const units = dues.map((due, index) => unit(`u${index}`, due, by('p', ALL)));
        const paid = sum(
          sharedDues(units, new Map([['p', cap]])).flatMap(({ parts: theirs }) => theirs.map(({ amount }) => amount)),
        );
        if (sum(dues) <= cap) expect(paid).toBe(sum(dues));
        else expect(cap - paid).toBeLessThan(units.length);
      }),
    );
  });
});
