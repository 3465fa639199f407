import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Rules } from '#domain/rules';
import type { Day } from '../kernel/calendar';
import { RelaxSignaturesUseCase } from '../funds/relax-signatures.use-case';
import { EnterTallyUseCase } from '../tallies/enter-tally.use-case';
import { amount, day, type LivingFund, type Somebody } from '../../../../test/support/living-fund';
import { PaperStory } from '../../../../test/support/paper-story';
import { refused } from '../../../../test/support/refusals';
import { claimOf, owedTo, PayoutsStory } from '../../../../test/support/payouts-story';
import { Rooms } from '../../../../test/support/rooms';
import { fundAccount } from '../ledger/transfer';
import { PayoutsQuery } from './payouts.query';
import { RefusePayoutsUseCase } from './refuse-payouts.use-case';

let rooms: Rooms;
let fund: LivingFund;
let ali: Somebody;
let bintou: Somebody;
let farm: string;

const story = new PayoutsStory(() => rooms);
const withFee =
  (basisPoints: number) =>
  (rules: Rules): Rules => ({
    ...rules,
    runningCosts: { ...rules.runningCosts, outletFeeBasisPoints: basisPoints },
  });

beforeAll(async () => {
  rooms = await Rooms.open({ connections: 8 });
  await rooms.bystander({}, async (other) => {
    await other.open(100_000);
    await story.owe(other, owedTo(await story.outlet(other)), 700, '2026-10-02');
    await other.at('2026-11-02T09:00:00+01:00');
    await story.draft(other);
  });
});
afterAll(() => rooms.close());

beforeEach(async () => {
  fund = await rooms.fund({ rules: withFee(250), at: '2026-11-02T09:00:00+01:00' });
  await fund.open(1_000_000);
  ali = await fund.somebody('coordinator');
  bintou = await fund.somebody('treasurer');
  await fund.somebody('coordinator');
  farm = await story.outlet(fund);
});

const only = async () => {
  const all = await story.payouts(fund);
  return all.at(-1)?.payoutId ?? '';
};
const owed = () => story.balance(fund, owedTo(farm));

describe('a payout of a market day', () => {
  it('is corrected while it is a draft, and drafted again before anybody can prepare it; then no more', async () => {
    const market = await rooms.fund({ preset: 'lavoir' });
    await market.open(100_000);
    await market.morning('2026-11-20');
    const { outletId } = await new PaperStory(rooms, market).outlet();
    const people = [await market.somebody('coordinator'), await market.somebody('treasurer')] as const;
    const none = { fair: amount(0), solidarity: amount(0) };
    const tally = (
      asked: { outletId: string; marketOn: Day } | { corrects: string; outletId: null },
      accessible: number,
    ) =>
      market.as(() => {
        const totals = { accessible: amount(accessible), ...none };
        return rooms.get(EnterTallyUseCase).run({ ...asked, totals, beyondCeilingReason: null });
      });
    const first = await tally({ outletId, marketOn: day('2026-11-18') }, 1_300);
    await story.draft(market, '2026-11-20');
    const [draft] = await story.payouts(market);
    expect(draft).toMatchObject({ state: 'draft', grossCents: 700 });
    const again = await tally({ corrects: String(first.tallyId), outletId: null }, 650);
    const prepare = () => story.prepare(people[0], [draft?.payoutId ?? '']);
    await expect(prepare()).rejects.toMatchObject({ code: 'payout-tally-corrected', facts: { payoutNos: [1] } });
    await story.draft(market, '2026-11-20');
    expect(await story.payouts(market)).toMatchObject([{ state: 'draft', grossCents: 350, lines: 3 }]);
    const approvalId = await prepare();
    expect(await refused(market, () => tally({ corrects: String(again.tallyId), outletId: null }, 65))).toBe(
      'tally-in-payout',
    );
    await story.seal(people[1], approvalId);
    expect(await market.faults()).toEqual([]);
  });
});

describe('a fund of two that lets one signature be enough', () => {
  it('still seals by both, and a person who is alone seals alone', async () => {
    const small = await rooms.fund({ at: '2026-11-02T09:00:00+01:00' });
    await small.open(1_000_000);
    const one = await small.somebody('coordinator');
    const stall = await story.outlet(small);
    const relax = () => rooms.get(RelaxSignaturesUseCase).run({ relaxed: true, reason: 'nous sommes deux' });
    await one.as(relax);
    const sealedAlone = async (day: string): Promise<string[]> => {
      await story.owe(small, owedTo(stall), 1_000, day);
      await story.draft(small, '2026-11-02');
      const last = (await story.payouts(small)).at(-1);
      await story.prepare(one, [last?.payoutId ?? '']);
      return (await story.payouts(small)).map(({ state }) => state);
    };
    expect(await sealedAlone('2026-10-03')).toEqual(['sealed']);
    await small.somebody('treasurer');
    expect(await sealedAlone('2026-10-04')).toEqual(['sealed', 'checking']);
  });
});

describe('a payout', () => {
  it('takes what was booked in the month that is over, and goes from draft to paid by two people', async () => {
    await story.owe(fund, owedTo(farm), 1_999, '2026-10-03');
    await story.owe(fund, owedTo(farm), 2_001, '2026-10-31');
    await story.owe(fund, owedTo(farm), 500, '2026-11-01');
    await fund.live('2026-11-02');
    expect(await story.payouts(fund)).toMatchObject([
      {
        payoutNo: 1,
        state: 'draft',
        payeeName: 'La ferme du Pré',
        fromDay: '2026-10-03',
        throughDay: '2026-10-31',
        lines: 2,
        grossCents: 4_000,
        feeCents: 100,
        netCents: 3_900,
        carriedForward: false,
      },
    ]);
    const payoutId = await only();
    const approvalId = await story.prepare(ali, [payoutId]);
    await expect(story.seal(ali, approvalId)).rejects.toThrow('approval-needs-another-person');
    expect(await story.seal(bintou, approvalId)).toMatchObject({ state: 'sealed', payouts: 1, totalCents: 3_900 });
    expect([await owed(), await story.balance(fund, fundAccount('in-transit'))]).toEqual([500, 3_900]);
    await story.pay(ali, payoutId, '2026-11-02');
    expect(await story.payouts(fund)).toMatchObject([
      { state: 'paid', method: 'cheque', sealedOn: '2026-11-02', paidOn: '2026-11-02', paymentReference: 'CHQ 17' },
    ]);
    expect([await owed(), await story.balance(fund, fundAccount('in-transit'))]).toEqual([500, 0]);
    expect(await fund.faults()).toEqual([]);
  });

  it('is not drafted twice by two mornings, nor by two at once', async () => {
    await story.owe(fund, owedTo(farm), 1_000, '2026-10-03');
    await Promise.all([story.draft(fund), story.draft(fund), story.draft(fund)]);
    await fund.live('2026-11-02');
    expect(await story.payouts(fund)).toMatchObject([{ grossCents: 1_000, lines: 1 }]);
  });

  it('takes in a movement of the month before that was written after its payout was sealed, in the next one', async () => {
    await story.owe(fund, owedTo(farm), 1_000, '2026-10-03');
    await story.draft(fund);
    const approvalId = await story.prepare(ali, [await only()]);
    await story.owe(fund, owedTo(farm), 40, '2026-10-30'); // while it is being checked
    expect(await story.seal(bintou, approvalId)).toMatchObject({ totalCents: 975 });
    await fund.live('2026-12-01');
    expect(await story.payouts(fund)).toMatchObject([
      { state: 'sealed', grossCents: 1_000 },
      { state: 'draft', grossCents: 40, feeCents: 1, fromDay: '2026-10-30', throughDay: '2026-11-30' },
    ]);
    expect(await fund.faults()).toEqual([]);
  });

  it('never loses nor doubles what is committed while it is drafted and sealed', async () => {
    await story.owe(fund, owedTo(farm), 1_000, '2026-10-03');
    await story.draft(fund);
    const approvalId = await story.prepare(ali, [await only()]);
    const sales = Array.from({ length: 12 }, (_one, place) => story.owe(fund, owedTo(farm), 100 + place, '2026-10-20'));
    await Promise.all([...sales, story.seal(bintou, approvalId), story.draft(fund), story.draft(fund, '2026-11-02')]);
    await story.draft(fund);
    const all = await story.payouts(fund);
    expect(all.map(({ state, grossCents }) => [state, grossCents])).toEqual([
      ['sealed', 1_000],
      ['draft', 1_266],
    ]);
    expect(await owed()).toBe(1_266);
    expect(await fund.faults()).toEqual([]);
  });

  it('is sealed once by two who sign at once', async () => {
    await story.owe(fund, owedTo(farm), 1_000, '2026-10-03');
    await story.draft(fund);
    const approvalId = await story.prepare(ali, [await only()]);
    const outcomes = await Promise.allSettled([story.seal(bintou, approvalId), story.seal(bintou, approvalId)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await owed()).toBe(0);
    expect(await fund.faults()).toEqual([]);
  });

  it('comes back whole, fee included, when it is rejected before or after it was paid, and is drafted anew', async () => {
    await story.owe(fund, owedTo(farm), 4_000, '2026-10-03');
    await story.draft(fund);
    for (const paidFirst of [false, true]) {
      const payoutId = await only();
      await story.seal(bintou, await story.prepare(ali, [payoutId], 'cash'));
      if (paidFirst) await story.pay(ali, payoutId, '2026-11-02');
      await story.reject(ali, payoutId);
      expect([await owed(), await story.balance(fund, fundAccount('running-costs'))]).toEqual([4_000, 0]);
      await expect(story.reject(ali, payoutId)).rejects.toThrow('payout-step-impossible');
      await fund.drain();
    }
    expect(await story.payouts(fund)).toMatchObject([
      { state: 'rejected', reason: 'Compte clos', paidOn: null },
      { state: 'rejected', reason: 'Compte clos', paidOn: '2026-11-02' },
      { state: 'draft', grossCents: 4_000, feeCents: 100 },
    ]);
    expect(await fund.faults()).toEqual([]);
  });

  it('is drafted anew when whoever checks it says no', async () => {
    await story.owe(fund, owedTo(farm), 4_000, '2026-10-03');
    await story.draft(fund);
    const approvalId = await story.prepare(ali, [await only()]);
    await story.owe(fund, owedTo(farm), 30, '2026-10-04');
    await bintou.as(() => rooms.get(RefusePayoutsUseCase).run({ approvalId, reason: 'Il manque une fiche' }));
    await fund.drain();
    expect(await story.payouts(fund)).toMatchObject([
      { state: 'withdrawn', grossCents: 4_000, reason: 'Il manque une fiche' },
      { state: 'draft', grossCents: 4_030 },
    ]);
    expect(await fund.faults()).toEqual([]);
  });
});

describe('an outlet that owes the fund', () => {
  it('is not paid: what it owes is carried forward into what it is owed next', async () => {
    await story.owe(fund, owedTo(farm), 1_000, '2026-09-03');
    await story.draft(fund);
    const first = await only();
    await story.seal(bintou, await story.prepare(ali, [first]));
    await story.pay(ali, first, '2026-11-02');
    await story.owe(fund, owedTo(farm), -1_000, '2026-10-30'); // taken back after it was paid
    await story.draft(fund);
    expect((await story.payouts(fund)).slice(1)).toMatchObject([
      { state: 'draft', grossCents: -1_000, feeCents: 0, netCents: -1_000, carriedForward: true },
    ]);
    await expect(story.prepare(ali, [await only()])).rejects.toThrow('payout-nothing-to-pay');
    await story.owe(fund, owedTo(farm), 1_500, '2026-11-15');
    await fund.live('2026-12-01');
    expect((await story.payouts(fund)).slice(1)).toMatchObject([
      { grossCents: 500, feeCents: 12, carriedForward: false, fromDay: '2026-10-30', throughDay: '2026-11-30' },
    ]);
    expect(await fund.faults()).toEqual([]);
  });
});

describe('a member who is paid back', () => {
  it('is paid on the same rail, by hand and without a fee', async () => {
    const unit = await fund.admit();
    await story.owe(fund, claimOf(unit), 1_250, '2026-10-03');
    await story.draft(fund);
    expect(await story.payouts(fund)).toMatchObject([
      { payeeKind: 'member', payeeName: 'Foyer Dubois', grossCents: 1_250, feeCents: 0 },
    ]);
    await expect(story.prepare(ali, [await only()], 'transfer')).rejects.toThrow('payout-account-missing');
    await story.seal(bintou, await story.prepare(ali, [await only()], 'cash'));
    await story.pay(ali, await only(), '2026-11-02');
    expect(await story.balance(fund, claimOf(unit))).toBe(0);
    expect(await fund.faults()).toEqual([]);
  });
});

describe('an outlet whose account two people signed', () => {
  it('is paid to that account as it was when the payout was sealed, and no longer stands among those without', async () => {
    await story.owe(fund, owedTo(farm), 1_000, '2026-10-03');
    await story.draft(fund);
    const unclaimed = () => fund.read(() => rooms.get(PayoutsQuery).unclaimed({ after: null, limit: 9 }));
    expect(await unclaimed()).toMatchObject([{ payeeId: farm, netCents: 975 }]);
    const first = await story.account(fund, farm, 'GAEC du Pré');
    expect(await unclaimed()).toEqual([]);
    const approvalId = await story.prepare(ali, [await only()], 'transfer');
    await story.seal(bintou, approvalId);
    await story.account(fund, farm, 'Un autre');
    const [row] = await rooms.database.asOwner(
      'select holder, bank_account_id from payouts.payout where tenant_id = $1',
      [fund.id],
    );
    expect(row).toEqual({ holder: 'GAEC du Pré', bank_account_id: first });
  });
});

describe('the database', () => {
  it('takes a movement into one payout only', async () => {
    await story.owe(fund, owedTo(farm), 1_000, '2026-10-03');
    await story.draft(fund);
    const again = `insert into payouts.payout_line select tenant_id, $2, movement_id, amount_cents, booked_on from payouts.payout_line
      where tenant_id = $1`;
    await story.owe(fund, owedTo(await story.outlet(fund, 'Le moulin')), 10, '2026-10-03');
    await story.draft(fund);
    const [, second] = await story.payouts(fund);
    await expect(rooms.database.asOwner(again, [fund.id, second?.payoutId])).rejects.toThrow('payout_line_once');
    expect(await story.payouts(await rooms.fund())).toEqual([]);
  });
});
