import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DecideCreditUseCase } from '../allocations/decide-credit.use-case';
import { RecordReceiptUseCase } from '../contributions/record-receipt.use-case';
import { amount, type LivingFund, month, type UnitWanted } from '../../../../test/support/living-fund';
import { Rooms } from '../../../../test/support/rooms';
import { presetByKey } from '../rules/presets';
import type { AllocationRule, ContributionRule, CreditedRule, Rules } from '../rules/rules';

// Each value of each axis of the rules, once through the front of the month to its end: what one unit owes, receives and
// keeps, by hand. Properties of the same rules stand beside the pure files; entry, caps, reserve and pots that are too
// low have their own stories in months.int-spec and crediting.int-spec.

let rooms: Rooms;
let other: LivingFund;
let untouched: Record<string, string>;

beforeAll(async () => {
  rooms = await Rooms.open();
  other = await rooms.fund({ preset: 'grenoble' });
  untouched = await other.everyRow();
});
afterAll(async () => {
  expect(await other.everyRow()).toEqual(untouched);
  await rooms.close();
});

const of = (persons: number) => (persons === 1 ? 'one person' : `${persons} persons`);
const adults = (count: number) => Array.from({ length: count }, (_, n) => ({ name: `Adulte ${n + 1}`, bornIn: null }));
const three = (pledge: number | null): UnitWanted => ({ persons: adults(3), pledge });
const free: ContributionRule = {
  mode: 'free',
  minCents: amount(1_000),
  maxCents: amount(20_000),
  stepCents: amount(500),
  perPerson: false,
  perExtraPersonCents: amount(0),
};
const fixed: AllocationRule = { mode: 'fixed', amountCents: amount(10_000) };

/** A household fund after Gironde, on paper: cash on the 1st, credit on the 5th. */
const household = (changes: Partial<Rules> = {}): Rules => ({
  ...presetByKey('gironde').rules,
  contribution: free,
  allocation: fixed,
  unspent: { mode: 'accumulate' },
  collection: { mode: 'by-hand', dayOfMonth: 1 },
  ...changes,
});

async function fundOf(rules: Rules, pot = 1_000_000): Promise<LivingFund> {
  const fund = await rooms.fund({ rules: () => rules });
  if (pot > 0) await fund.open(pot);
  return fund;
}

/** What a unit owes and receives for November, books checked. */
async function november(rules: Rules, unit: UnitWanted): Promise<[number | null, number | null]> {
  const fund = await fundOf(rules);
  const id = await fund.admit(unit);
  await fund.live('2026-11-01');
  await fund.live('2026-11-30');
  expect(await fund.faults()).toEqual([]);
  return [await fund.due(id, '2026-11'), await fund.credit(id, '2026-11')];
}

const receive = (fund: LivingFund, dueId: string, paid: number) =>
  fund.as(() => rooms.get(RecordReceiptUseCase).run({ dueId, amount: amount(paid), method: 'cash' }));

describe('a contribution', () => {
  const bands = [1_000, 2_500, 5_000].map(amount);
  const extra = { perExtraPersonCents: amount(500) };
  const guided = presetByKey('dieulefit').rules.contribution;
  const share: ContributionRule = { mode: 'income-share', shareBasisPoints: 250, minCents: amount(1_000), ...extra };
  it.each<[string, ContributionRule, UnitWanted, number | null]>([
    [
      'of a band, and more for each further person',
      { mode: 'bands', bandsCents: bands, ...extra },
      three(2_500),
      3_500,
    ],
    ['free between bounds and step', free, three(2_500), 2_500],
    ['free for each person', { ...free, perPerson: true }, three(2_500), 7_500],
    ['free, and more for each further person', { ...free, ...extra }, three(1_000), 2_000],
    ['of a share of the income', share, { ...three(null), monthlyNetIncome: amount(150_039) }, 4_750],
    ['guided: the amount decided, not the one proposed', guided, three(4_321), 4_321],
  ])('%s', async (_case, contribution, unit, due) => {
    expect((await november(household({ contribution }), unit))[0]).toBe(due);
  });

  it('counts a child in alternate custody for half', async () => {
    const contribution = { ...free, ...extra };
    const child = { name: 'Noé', bornIn: null, sharePercent: 50 };
    const persons = [...adults(2), child];
    expect((await november(household({ contribution }), { persons, pledge: 1_000 }))[0]).toBe(1_750);
  });

  it('none: nothing is called, and grants give the allocation', async () => {
    const rules = household({
      contribution: { mode: 'none' },
      potResources: { mode: 'grants-only', reserveCents: amount(0) },
      runningCosts: { contributionBasisPoints: 0, outletFeeBasisPoints: 0 },
    });
    expect(await november(rules, { pledge: null })).toEqual([null, 10_000]);
  });

  it('gives its share to the running costs when it comes in, and the rest to the pot', async () => {
    const runningCosts = { contributionBasisPoints: 250, outletFeeBasisPoints: 0 };
    const fund = await fundOf(household({ runningCosts }), 0);
    await fund.admit({ pledge: 2_500 });
    await fund.live('2026-11-01');
    const [due] = await fund.dues('2026-11');
    await receive(fund, String(due?.dueId), 2_500);
    expect(await fund.figures('2026-11-30')).toMatchObject({ held: 2_500, free: 2_438, setAside: 62 });
    expect(await fund.faults()).toEqual([]);
  });
});

describe('an allocation', () => {
  const weights: AllocationRule = {
    mode: 'household-weights',
    baseCents: amount(1_000),
    firstPersonCents: amount(7_500),
    perExtraPersonCents: amount(5_000),
    ageWeights: [{ underAge: 14, amountCents: amount(3_000) }],
  };
  const steps: AllocationRule = { mode: 'household-steps', stepsCents: [10_000, 15_000, 17_000].map(amount) };
  const family = [
    { name: 'Ada', bornIn: month('1990-02') },
    { name: 'Zoé', bornIn: month('1991-02') },
    { name: 'Noé', bornIn: month('2020-02') },
  ];
  it.each<[string, AllocationRule, UnitWanted['persons'], number]>([
    ['the same for all', fixed, adults(4), 10_000],
    ['by base, first, further and young persons', weights, family, 16_500],
    [`by steps, for ${of(2)}`, steps, adults(2), 15_000],
    [`by steps, for ${of(5)}`, steps, adults(5), 17_000],
    [
      'paid back after the purchase: nothing in advance',
      { mode: 'reimbursement', upToCents: amount(15_000) },
      adults(1),
      0,
    ],
    ['none', { mode: 'none' }, adults(1), 0],
  ])('%s', async (_case, allocation, persons = [], credit) => {
    const payment = household().payment.filter((medium) => medium !== 'reimbursement-slip');
    const rules = household({ allocation, payment: [...payment, 'reimbursement-slip'] });
    expect((await november(rules, { persons, pledge: 1_000 }))[1] ?? 0).toBe(credit);
  });

  describe('of the mean of contributions', () => {
    const topped = (topUp: number): Rules =>
      household({ allocation: { mode: 'mean-of-contributions', topUpToCents: amount(topUp) } });
    const paid = async (rules: Rules, pot: number): Promise<LivingFund> => {
      const fund = await fundOf(rules, pot);
      for (const pledge of [1_000, 2_000]) await fund.admit({ label: String(pledge), pledge });
      await fund.live('2026-11-01');
      for (const { dueId, amountCents } of await fund.dues('2026-11')) await receive(fund, dueId, amountCents);
      await fund.live('2026-11-05');
      return fund;
    };
    const amounts = async (fund: LivingFund) => (await fund.credits('2026-11')).map(({ amountCents }) => amountCents);

    it('is topped up by the pot to what the rules say, and left alone when it is higher', async () => {
      const low = await paid(topped(9_000), 50_000);
      expect([await amounts(low), (await low.figures('2026-11-30')).free]).toEqual([[9_000, 9_000], 35_000]);
      const high = await paid(topped(1_200), 50_000);
      expect([await amounts(high), (await high.figures('2026-11-30')).free]).toEqual([[1_500, 1_500], 50_000]);
    });

    it('stops with the offer when the top-up is larger than the pot, and no cent is credited before', async () => {
      const fund = await paid(topped(9_000), 10_000);
      expect([await fund.step('2026-11', 'credit'), await amounts(fund)]).toEqual(['pot-too-low 5000 18000', []]);
      await fund.as(() =>
        rooms.get(DecideCreditUseCase).run({ month: month('2026-11'), decision: 'reduce-equally', reason: 'vote' }),
      );
      await fund.drain();
      expect([await amounts(fund), (await fund.figures('2026-11-30')).free]).toEqual([[6_500, 6_500], 0]);
      expect(await fund.faults()).toEqual([]);
    });
  });
});

describe('credit', () => {
  const creditedOn = async (credited: CreditedRule): Promise<string[]> => {
    const rules = household({ credited, collection: { mode: 'direct-debit', dayOfMonth: 1 } });
    const fund = await fundOf(rules);
    await fund.admit({ pledge: 1_000 });
    for (const one of ['2026-11-01', '2026-11-05', '2026-11-15', '2026-11-29', '2026-11-30']) await fund.live(one);
    return (await fund.credits('2026-11')).map(({ creditedAt }) => creditedAt.slice(0, 10));
  };
  it('comes on its day, or the last of a shorter month', async () => {
    expect(await creditedOn({ mode: 'day-of-month', day: 5 })).toEqual(['2026-11-05']);
    expect(await creditedOn({ mode: 'day-of-month', day: 31 })).toEqual(['2026-11-30']);
  });
  it('comes when the debit is sent, or later, when it has settled', async () => {
    expect(await creditedOn({ mode: 'when-sent' })).toEqual(['2026-11-01']);
    const [settled = ''] = await creditedOn({ mode: 'when-settled' });
    expect(settled > '2026-11-01').toBe(true);
  });

  it.each<[string, Rules['unspent'], number[], string | null]>([
    ['accumulates', { mode: 'accumulate' }, [10_000, 20_000, 30_000], null],
    ['is capped at 2 months', { mode: 'cap', months: 2 }, [10_000, 20_000, 20_000], null],
    [
      'bears the day it expires',
      { mode: 'expire', months: 6, warnDaysBefore: 15 },
      [10_000, 20_000, 30_000],
      '2027-05-31',
    ],
  ])('that is not spent %s', async (_case, unspent, balances, expiresOn) => {
    const fund = await fundOf(household({ unspent }));
    const unit = await fund.admit({ pledge: 1_000 });
    const seen: number[] = [];
    for (const one of ['2026-11-05', '2026-12-05', '2027-01-05']) {
      await fund.live(one);
      seen.push(await fund.balance(unit));
    }
    expect(seen).toEqual(balances);
    expect((await fund.credits('2026-11'))[0]).toMatchObject({ expiresOn });
    expect(await fund.faults()).toEqual([]);
  });
});

describe('the pot', () => {
  it('keeps its reserve for itself: the month stops while only the reserve could bear it', async () => {
    const reserved = household({ potResources: { mode: 'contributions-and-grants', reserveCents: amount(5_000) } });
    const fund = await fundOf(reserved, 14_999);
    await fund.admit({ pledge: 1_000 });
    await fund.live('2026-11-05');
    expect(await fund.step('2026-11', 'credit')).toBe('pot-too-low 1 10000');
    await fund.open(1);
    await fund.live('2026-11-06');
    expect((await fund.figures('2026-11-30')).free).toBe(5_000);
  });
});
