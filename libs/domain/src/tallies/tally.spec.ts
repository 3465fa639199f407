import { describe, expect, it } from '@jest/globals';
import { assert, integer, property, record } from 'fast-check';
import { dayOf } from '../kernel/calendar';
import { cents } from '../kernel/money';
import { presetByKey } from '../rules/presets';
import type { Rules } from '../rules/rules';
import { checkMarketDay, fairValueOf, guardPot, pricesOf, sharesOf, tallyPage, type TallyShares } from './tally';

const paid = integer({ min: 0, max: 1_000_000_000 }).map(cents);
const days = record({ accessible: paid, fair: paid, solidarity: paid });
const prices = record({ accessible: integer({ min: 1, max: 100 }), solidarity: integer({ min: 100, max: 300 }) }).map(
  (some) => ({ ...some, fair: 100 }),
);
const TODAY = dayOf('2026-11-20');
const { rules } = presetByKey('lavoir');
const withCeiling = (tallyDayMaxCents: number | null): Rules => ({
  ...rules,
  spending: { ...rules.spending, tallyDayMaxCents: tallyDayMaxCents === null ? null : cents(tallyDayMaxCents) },
});
const code = (work: () => unknown): string => {
  try {
    work();
    return 'no refusal';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('a market day with three prices', () => {
  it('leaves the outlet the fair value to the cent: its till, and what the fund owes it or is owed', () => {
    assert(
      property(days, prices, (totals, some) => {
        const { fairValue, potPays, potGets } = sharesOf(totals, some);
        const till = totals.accessible + totals.fair + totals.solidarity;
        expect(till + potPays - potGets).toBe(fairValue);
        expect(Math.min(potPays, potGets)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('moves exactly that on the outlet’s account, both ways', () => {
    assert(
      property(days, prices, (totals, some) => {
        const shares = sharesOf(totals, some);
        const { transfers } = tallyPage({ tallyId: 't', outletId: 'o' }, shares, TODAY);
        const toOutlet = transfers.reduce(
          (all, { credit, amount }) => all + (credit.kind === 'outlet-payable' ? amount : -amount),
          0,
        );
        expect(toOutlet).toBe(shares.potPays - shares.potGets);
        expect(transfers.every(({ amount }) => amount > 0)).toBe(true);
      }),
    );
  });

  it('never gives the producer less than the fair price, and less than one cent more a price', () => {
    assert(
      property(paid, integer({ min: 1, max: 300 }), (amount, percent) => {
        const over = BigInt(fairValueOf(amount, percent)) * BigInt(percent) - BigInt(amount) * 100n;
        expect(over >= 0n && over < BigInt(percent)).toBe(true);
      }),
    );
  });

  it('gives a basket sold at each of the fund’s prices back its fair price', () => {
    const { accessible, solidarity } = pricesOf(rules);
    assert(
      property(integer({ min: 1, max: 1_000_000 }), (twenties) => {
        const fair = cents(twenties * 20); // whole cents at 65 % and at 125 %
        expect(fairValueOf(cents((fair * accessible) / 100), accessible)).toBe(fair);
        expect(fairValueOf(cents((fair * solidarity) / 100), solidarity)).toBe(fair);
      }),
    );
    expect(sharesOf({ accessible: cents(650), fair: cents(1_000), solidarity: cents(1_250) }, pricesOf(rules))).toEqual(
      {
        fairValue: 3_000,
        potPays: 350,
        potGets: 250,
      },
    );
  });
});

describe('the pot', () => {
  const shares = (potPays: number, potGets = 0): TallyShares => ({
    fairValue: cents(10_000),
    potPays: cents(potPays),
    potGets: cents(potGets),
  });
  const rich = { potFree: cents(1_000_000_000), beyondCeiling: false };

  it('bears a day up to its ceiling, what it receives counted, and warns from four fifths on', () => {
    const limited = withCeiling(1_000);
    expect(guardPot(shares(799), limited, rich)).toEqual([]);
    expect(guardPot(shares(800), limited, rich)).toEqual(['near-day-ceiling']);
    expect(guardPot(shares(1_500, 500), limited, rich)).toEqual(['near-day-ceiling']);
    expect(code(() => guardPot(shares(1_001), limited, rich))).toBe('tally-above-day-ceiling');
    expect(guardPot(shares(1_001), limited, { ...rich, beyondCeiling: true })).toEqual(['near-day-ceiling']);
    expect(guardPot(shares(1_001), withCeiling(null), rich)).toEqual([]);
  });

  it('never gives what it does not have, tells when it is into its reserve, and always takes', () => {
    const open = { ...withCeiling(null), potResources: { ...rules.potResources, reserveCents: cents(500) } };
    const poor = { potFree: cents(1_000), beyondCeiling: true };
    expect(guardPot(shares(500), open, poor)).toEqual([]);
    expect(guardPot(shares(501), open, poor)).toEqual(['pot-below-reserve']);
    expect(code(() => guardPot(shares(1_001), open, poor))).toBe('tally-pot-too-low');
    expect(guardPot(shares(0, 300), open, { ...poor, potFree: cents(-5) })).toEqual([]);
  });
});

describe('a tally', () => {
  it('is of a fund with three prices, and of a market day that was, and not too long ago', () => {
    const { lateDays } = rules.spending.slip;
    expect(code(() => pricesOf(presetByKey('flers').rules))).toBe('tallies-not-in-rules');
    expect(code(() => checkMarketDay(TODAY.add({ days: 1 }), TODAY, rules))).toBe('tally-in-future');
    expect(code(() => checkMarketDay(TODAY.subtract({ days: lateDays }), TODAY, rules))).toBe('no refusal');
    expect(code(() => checkMarketDay(TODAY.subtract({ days: lateDays + 1 }), TODAY, rules))).toBe('tally-too-late');
  });
});
