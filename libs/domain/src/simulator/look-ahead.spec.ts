import { describe, expect, it } from '@jest/globals';
import { monthOf } from '../kernel/calendar';
import { cents } from '../kernel/money';
import { RuleBroken } from '../kernel/rule-broken';
import { presetByKey } from '../rules/presets';
import { type FundPresent, lookAhead, type Wish } from './look-ahead';
import { NOTHING_RANDOM, plannedUnits } from './simulation';

const FIRST = monthOf('2026-12');
const flers = presetByKey('flers').rules;
const present: FundPresent = {
  today: '2026-11-22',
  rules: flers,
  firstMonth: FIRST,
  units: plannedUnits([{ count: 20, ages: [null], pledge: cents(4_000) }], FIRST),
  opening: {
    ...{ free: cents(100_000), owedToMembers: cents(0), owedToOutlets: cents(0), setAside: cents(0) },
    ...{ openDues: [] },
  },
  creditsToCome: cents(0),
  unpaidBasisPoints: 420,
};
const asItIs: Wish = {
  draft: null,
  months: 12,
  people: null,
  assumptions: { ...NOTHING_RANDOM, failureBasisPoints: null, joinersLike: [] },
  whenShort: 'carry-on',
  seed: 'graine',
};
const refusal = (wish: Partial<Wish>): RuleBroken => {
  try {
    lookAhead(present, { ...asItIs, ...wish });
  } catch (error) {
    if (error instanceof RuleBroken) return error;
  }
  throw new Error('it was not refused');
};

describe('what is left out of a wish', () => {
  it('is as it is in the fund: its rules, its people, its unpaid dues', () => {
    const { rules, units, assumptions, runs } = lookAhead(present, asItIs);
    expect([rules, units]).toEqual([flers, present.units]);
    expect([assumptions.failureBasisPoints, runs]).toEqual([420, 200]);
  });

  it('may be another mix of people, or a draft', () => {
    const draft = { ...flers, allocation: { mode: 'fixed' as const, amountCents: cents(9_000) } };
    const people = [{ count: 3, ages: [null], pledge: cents(5_000) }];
    const seen = lookAhead(present, { ...asItIs, draft, people });
    expect([seen.rules, seen.units.length]).toEqual([draft, 3]);
  });
});

describe('a wish that cannot be', () => {
  it('names the grant that lies outside the months looked at, and says which months they are', () => {
    const grants = ['2026-12', '2027-11', '2027-12', '2026-11'].map((month) => ({
      month: monthOf(month),
      amount: cents(1),
    }));
    const { code, facts } = refusal({ assumptions: { ...asItIs.assumptions, grants } });
    expect(code).toBe('input-invalid');
    const detail = 'choisissez un mois de 2026-12 à 2027-11 : ceux que la projection regarde';
    expect(facts['errors']).toEqual([
      { pointer: '/grants/2/month', detail },
      { pointer: '/grants/3/month', detail },
    ]);
  });

  it('is refused where the draft counts households and the fund has persons', () => {
    expect(refusal({ draft: { ...flers, unit: 'household' } }).code).toBe('unit-cannot-change');
  });

  it('draws fewer lives for very many people, and refuses more than it can hold', () => {
    const crowd = (count: number): Partial<Wish> => ({ people: [{ count, ages: [null], pledge: null }], months: 36 });
    expect(lookAhead(present, { ...asItIs, ...crowd(1_000) }).runs).toBe(66);
    expect(lookAhead(present, { ...asItIs, ...crowd(5_000) }).runs).toBe(50);
    expect(refusal(crowd(20_001)).facts['errors']).toMatchObject([{ pointer: '/people' }]);
  });
});
