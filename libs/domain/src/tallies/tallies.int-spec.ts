import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Rules } from '../rules/rules';
import { LedgerQuery } from '../ledger/ledger.query';
import { amount, day, type LivingFund } from '../../../../test/support/living-fund';
import { type Outlet, PaperStory } from '../../../../test/support/paper-story';
import { refused } from '../../../../test/support/refusals';
import { Rooms } from '../../../../test/support/rooms';
import { EnterTallyUseCase, type MarketDay, type TallyEntered } from './enter-tally.use-case';
import { TalliesQuery } from './tallies.query';

let rooms: Rooms;

beforeAll(async () => {
  rooms = await Rooms.open();
  await rooms.bystander({ preset: 'lavoir' }, async (fund) => enter(await market(fund), 650, 0, 1_250));
});
afterAll(() => rooms.close());

/** A fund without a single member, and its stall. */
interface Market {
  readonly fund: LivingFund;
  readonly outlet: Outlet;
}
async function market(fund: LivingFund, pot = 100_000): Promise<Market> {
  if (pot > 0) await fund.open(pot);
  await fund.morning('2026-11-20');
  return { fund, outlet: await new PaperStory(rooms, fund).outlet() };
}
const aMarket = async (rules = (same: Rules) => same, pot?: number): Promise<Market> =>
  market(await rooms.fund({ preset: 'lavoir', rules }), pot);

const totals = (accessible: number, fair: number, solidarity: number): MarketDay['totals'] => ({
  accessible: amount(accessible),
  fair: amount(fair),
  solidarity: amount(solidarity),
});
const run = ({ fund }: Market, asked: Parameters<EnterTallyUseCase['run']>[0]): Promise<TallyEntered> =>
  fund.as(() => rooms.get(EnterTallyUseCase).run(asked));
function enter(one: Market, ...[accessible, fair, solidarity]: [number, number, number]): Promise<TallyEntered> {
  return run(one, {
    outletId: one.outlet.outletId,
    marketOn: day('2026-11-18'),
    totals: totals(accessible, fair, solidarity),
    beyondCeilingReason: null,
  });
}
const correct = (one: Market, corrects: string, sums: [number, number, number], outletId: string | null = null) =>
  run(one, { corrects, outletId, totals: totals(...sums), beyondCeilingReason: null });
const balance = async ({ fund }: Market, kind: 'pot' | 'outlet-payable', owner: string): Promise<number> =>
  (await fund.read(() => rooms.get(LedgerQuery).accountOf(kind, owner, day('2099-12-31'))))?.balanceCents ?? 0;
const stands = async (one: Market): Promise<[number, number]> => [
  await balance(one, 'outlet-payable', one.outlet.outletId),
  await balance(one, 'pot', one.fund.id),
];

describe('a market day of a fund without members', () => {
  it('gives the outlet the fair price, whichever prices its customers chose', async () => {
    const one = await aMarket();
    expect(await enter(one, 651, 1_000, 1_251)).toMatchObject({ fairValue: 3_003, potPays: 351, potGets: 250 });
    expect(await stands(one)).toEqual([101, 99_899]);
    const [row] = await one.fund.read(() => rooms.get(TalliesQuery).tallies(null, { after: null, limit: 9 }));
    expect(row).toMatchObject({ marketOn: '2026-11-18', bookedOn: '2026-11-20', fairValueCents: 3_003 });
    expect(await one.fund.faults()).toEqual([]);
  });

  it('may leave the outlet in the fund’s debt', async () => {
    const one = await aMarket((same) => same, 0);
    expect(await enter(one, 0, 0, 12_500)).toMatchObject({ potPays: 0, potGets: 2_500 });
    expect(await stands(one)).toEqual([-2_500, 2_500]);
    expect(await one.fund.faults()).toEqual([]);
  });

  it('is entered once, however many send it at once', async () => {
    const one = await aMarket();
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => enter(one, 650, 0, 0)));
    const codes = outcomes.map((each) => (each.status === 'fulfilled' ? 'in' : (each.reason as { code: string }).code));
    expect(codes.sort()).toEqual(['in', 'tally-already-entered', 'tally-already-entered']);
    expect(await stands(one)).toEqual([350, 99_650]);
  });

  it('is refused each for its reason', async () => {
    const one = await aMarket();
    const marketOn = (on: string) => () =>
      run(one, {
        outletId: one.outlet.outletId,
        marketOn: day(on),
        totals: totals(1, 1, 1),
        beyondCeilingReason: null,
      });
    expect(await refused(one.fund, marketOn('2026-11-21'))).toBe('tally-in-future');
    expect(await refused(one.fund, marketOn('2026-09-20'))).toBe('tally-too-late');
    await new PaperStory(rooms, one.fund).stands(one.outlet.outletId, 'suspended', '2026-11-19');
    expect(await refused(one.fund, marketOn('2026-11-19'))).toBe('tally-outlet-not-approved');
    expect(await refused(one.fund, () => enter(one, 0, 0, 0))).toBe('tally-empty');
    const other = await market(await rooms.fund());
    expect(await refused(other.fund, () => enter(other, 650, 0, 0))).toBe('tallies-not-in-rules');
  });

  it('does not cost the pot more than its ceiling unless who coordinates says why, nor more than it has', async () => {
    const one = await aMarket((same) => ({
      ...same,
      spending: { ...same.spending, tallyDayMaxCents: amount(1_000) },
    }));
    expect(await refused(one.fund, () => enter(one, 6_500, 0, 0))).toBe('tally-above-day-ceiling');
    const beyond = { outletId: one.outlet.outletId, marketOn: day('2026-11-18'), totals: totals(6_500, 0, 0) };
    const { warnings } = await run(one, { ...beyond, beyondCeilingReason: 'fête du marché' });
    expect(warnings).toEqual(['near-day-ceiling']);
    const poor = await aMarket((same) => same, 100);
    expect(await refused(poor.fund, () => enter(poor, 650, 0, 0))).toBe('tally-pot-too-low');
  });
});

describe('a correction', () => {
  it('reverses the tally and enters it anew; nothing at all takes it back; each once', async () => {
    const one = await aMarket();
    const first = String((await enter(one, 650, 0, 0)).tallyId);
    const second = String((await correct(one, first, [1_300, 0, 125])).tallyId);
    expect(await stands(one)).toEqual([675, 99_325]);
    expect(await refused(one.fund, () => correct(one, first, [1, 0, 0]))).toBe('tally-already-corrected');
    expect(await refused(one.fund, () => correct(one, second, [1, 0, 0], one.fund.id))).toBe('tally-unknown');
    expect(await one.fund.faults()).toEqual([]);
    const outcomes = await Promise.allSettled([1, 2].map(() => correct(one, second, [0, 0, 0])));
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await stands(one)).toEqual([0, 100_000]);
    expect(await enter(one, 65, 0, 0)).toMatchObject({ potPays: 35 });
    expect(await one.fund.faults()).toEqual([]);
  });

  it('comes too late for a tally that stands in a payout', async () => {
    const one = await aMarket();
    const tallyId = String((await enter(one, 650, 0, 0)).tallyId);
    // A line alone: what a payout is besides is the payouts' own concern.
    await rooms.database.asOwner(`set session_replication_role = 'replica'`);
    await rooms.database.asOwner(
      `insert into payouts.payout_line (tenant_id, payout_id, movement_id, amount_cents, booked_on)
       select m.tenant_id, m.source_id, m.movement_id, m.amount_cents, m.booked_on from ledger.movement m where m.source_id = $1`,
      [tallyId],
    );
    await rooms.database.asOwner(`set session_replication_role = 'origin'`);
    expect(await refused(one.fund, () => correct(one, tallyId, [0, 0, 0]))).toBe('tally-in-payout');
  });
});

describe('the check of the books', () => {
  it('sees a tally that says other than what was moved', async () => {
    const one = await aMarket();
    await enter(one, 650, 0, 1_250);
    const names = async () => (await one.fund.faults()).map(({ checkName }) => checkName);
    const change = (sql: string) => rooms.database.asOwner(sql, [one.fund.id]);
    await change(
      `update tallies.tally set pot_pays_cents = 351, fair_value_cents = fair_value_cents + 1 where tenant_id = $1`,
    );
    expect(await names()).toEqual(['every cause has its movements']);
    await change(
      `update tallies.tally set pot_pays_cents = 0, fair_value_cents = fair_value_cents - 351 where tenant_id = $1`,
    );
    expect(await names()).toEqual(['every movement is of its cause']);
    await change('delete from tallies.tally where tenant_id = $1');
    expect(await names()).toEqual(expect.arrayContaining(['every movement has its cause']));
  });
});
