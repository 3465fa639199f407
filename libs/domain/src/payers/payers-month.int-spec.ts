import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LeaveFundUseCase } from '../members/leave-fund.use-case';
import { PauseUnitUseCase } from '../members/pause-unit.use-case';
import type { Rules } from '../rules/rules';
import { amount, type LivingFund, month } from '../../../../test/support/living-fund';
import { PayersStory } from '../../../../test/support/payers-story';
import { refused } from '../../../../test/support/refusals';
import { Rooms } from '../../../../test/support/rooms';
import { ChangeCapUseCase } from './change-cap.use-case';
import { EndAgreementUseCase } from './end-agreement.use-case';
import { EndPayerUseCase } from './end-payer.use-case';

let rooms: Rooms;
let other: LivingFund;
let untouched: Record<string, string>;

const story = new PayersStory(() => rooms);
const addPayer = story.payer.bind(story);
const agree = story.agree.bind(story);
const called = story.called.bind(story);
const owes = story.owes.bind(story);

beforeAll(async () => {
  rooms = await Rooms.open();
  other = await rooms.fund({ preset: 'toulouse' });
  await other.admit({ pledge: 2_500 });
  await addPayer(other);
  await other.live('2026-11-06');
  untouched = await other.everyRow();
});
afterAll(async () => {
  expect(await other.everyRow()).toEqual(untouched);
  await rooms.close();
});

describe('a month in which somebody else pays', () => {
  it('calls the rest from the member and the parts from the payers, each on its own account', async () => {
    const fund = await rooms.fund();
    const [ada, noe] = [await fund.admit(), await fund.admit()];
    const ccas = await addPayer(fund);
    const employer = await addPayer(fund, { name: 'Moulin de Flers', kind: 'employer', moneySource: 'private' });
    await fund.as(() => agree(employer, ada, { share: { mode: 'percentage', basisPoints: 3_333 } }));
    await fund.as(() => agree(ccas, ada, { share: { mode: 'fixed', amount: amount(2_000) }, rank: 2 }));
    await fund.as(() => agree(ccas, noe));
    await fund.live('2026-11-01');
    expect(await called(fund, ada, '2026-11')).toEqual([
      [null, 2_001],
      [employer, 1_999],
      [ccas, 2_000],
    ]);
    expect(await called(fund, noe, '2026-11')).toEqual([
      [null, 0],
      [ccas, 6_000],
    ]);
    expect([await owes(fund, ada), await owes(fund, noe)]).toEqual([2_001, 0]);
    expect([await owes(fund, ccas), await owes(fund, employer)]).toEqual([8_000, 1_999]);
    expect(await fund.faults()).toEqual([]);
  });

  it('debits members for their own part only', async () => {
    const fund = await rooms.fund();
    const [ada, noe] = [await fund.admit(), await fund.admit()];
    const ccas = await addPayer(fund);
    await fund.as(() => agree(ccas, ada));
    await fund.as(() => agree(ccas, noe, { unitCap: 2_000 }));
    for (const one of ['01', '05', '15']) await fund.live(`2026-11-${one}`);
    const debits = await rooms.database.asOwner(
      `select d.account_unit_id, d.payer_id, a.amount_cents::int as cents from contributions.attempt a
       join contributions.due d on d.tenant_id = a.tenant_id and d.due_id = a.due_id where a.tenant_id = $1`,
      [fund.id],
    );
    expect(debits).toEqual([{ account_unit_id: noe, payer_id: null, cents: 4_000 }]);
    expect(await owes(fund, ccas)).toBe(8_000);
    expect(await fund.faults()).toEqual([]);
  });

  it('shares a payer’s cap among all its people, whichever page they stand in, and equally', async () => {
    const fund = await rooms.fund();
    const ccas = await addPayer(fund, { monthlyCap: amount(10_000) });
    const units: string[] = [];
    for (let one = 0; one < 3; one += 1) units.push(await fund.admit());
    for (const unit of units) await fund.as(() => agree(ccas, unit));
    await fund.live('2026-11-01');
    for (const unit of units) {
      expect(await called(fund, unit, '2026-11')).toEqual([
        [null, 2_667],
        [ccas, 3_333],
      ]);
    }
    expect(await fund.faults()).toEqual([]);
  });

  it('opened by two workers at once is opened once, under the cap', async () => {
    const fund = await rooms.fund();
    const ccas = await addPayer(fund, { monthlyCap: amount(5_000) });
    for (let one = 0; one < 4; one += 1) {
      const unit = await fund.admit();
      await fund.as(() => agree(ccas, unit));
    }
    await fund.morning('2026-11-01');
    await fund.run('month.plan');
    const subject = { monthRunId: (await fund.month('2026-11')).monthRunId };
    await Promise.all([1, 2, 3].map(() => fund.run('contributions.open-dues', subject)));
    expect(await owes(fund, ccas)).toBe(5_000);
    expect(await fund.dues('2026-11')).toHaveLength(8);
    expect(await fund.faults()).toEqual([]);
  });

  it('pays for who joins it late from what its cap has left, and nobody else changes', async () => {
    const fund = await rooms.fund({ rules: (rules) => ({ ...rules, entry: { mode: 'full-current-month' } }) });
    const ccas = await addPayer(fund, { monthlyCap: amount(10_000) });
    const ada = await fund.admit();
    await fund.as(() => agree(ccas, ada));
    await fund.live('2026-11-01');
    await fund.morning('2026-11-12');
    const zoe = await fund.admit({ joinedOn: '2026-11-12' });
    await fund.as(() => agree(ccas, zoe));
    await fund.drain();
    expect(await called(fund, ada, '2026-11')).toEqual([
      [null, 0],
      [ccas, 6_000],
    ]);
    expect(await called(fund, zoe, '2026-11')).toEqual([
      [null, 2_000],
      [ccas, 4_000],
    ]);
    expect(await fund.faults()).toEqual([]);
  });

  it('asks nothing of a payer whose cap is 0, or for a unit that pauses, has left, or pledged nothing', async () => {
    const fund = await rooms.fund();
    const none = await addPayer(fund, { monthlyCap: amount(0) });
    const ccas = await addPayer(fund);
    const [ada, noe, zoe] = [await fund.admit(), await fund.admit(), await fund.admit()];
    await fund.as(() => agree(none, ada));
    await fund.as(() => agree(ccas, noe));
    await fund.as(() => agree(ccas, zoe));
    await fund.as(() => rooms.get(PauseUnitUseCase).run({ accountUnitId: noe, from: month('2026-11'), until: null }));
    await fund.as(() => rooms.get(LeaveFundUseCase).run({ accountUnitId: zoe, lastMonth: month('2026-11') }));
    await fund.live('2026-11-01');
    await fund.live('2026-12-01');
    expect(await called(fund, ada, '2026-11')).toEqual([[null, 6_000]]);
    expect(await called(fund, noe, '2026-11')).toEqual([]);
    expect(await called(fund, zoe, '2026-11')).toEqual([
      [null, 0],
      [ccas, 6_000],
    ]);
    expect(await called(fund, zoe, '2026-12')).toEqual([]);
    expect(await fund.faults()).toEqual([]);
  });
});

describe('a payer that stops', () => {
  it('in the middle of a month owes what was called; from the next month on the member owes all', async () => {
    const fund = await rooms.fund();
    const ada = await fund.admit();
    const ccas = await addPayer(fund);
    const { agreementId } = await fund.as(() => agree(ccas, ada));
    await fund.live('2026-11-01');
    await fund.morning('2026-11-15');
    const end = (lastMonth: string) =>
      rooms.get(EndAgreementUseCase).run({ payerId: ccas, agreementId, lastMonth: month(lastMonth) });
    expect(await refused(fund, () => end('2026-10'))).toBe('month-already-begun');
    await fund.as(() => end('2026-11'));
    expect(await refused(fund, () => end('2026-12'))).toBe('agreement-ended');
    await fund.live('2026-12-01');
    expect(await called(fund, ada, '2026-11')).toEqual([
      [null, 0],
      [ccas, 6_000],
    ]);
    expect(await called(fund, ada, '2026-12')).toEqual([[null, 6_000]]);
    expect([await owes(fund, ccas), await owes(fund, ada)]).toEqual([6_000, 6_000]);
    expect(await fund.faults()).toEqual([]);
  });

  it('for everybody is ended, never deleted, and stands for nobody new', async () => {
    const fund = await rooms.fund();
    const [ada, noe] = [await fund.admit(), await fund.admit()];
    const ccas = await addPayer(fund);
    await fund.as(() => agree(ccas, ada));
    await fund.as(() => agree(ccas, noe, { from: '2027-03' }));
    await fund.live('2026-11-01');
    const end = () => rooms.get(EndPayerUseCase).run({ payerId: ccas, lastMonth: month('2026-11') });
    expect(await fund.as(end)).toEqual({ lastMonth: '2026-11', agreementsEnded: 2 });
    expect(await refused(fund, end)).toBe('payer-ended');
    expect(await refused(fund, () => agree(ccas, ada, { from: '2027-01' }))).toBe('payer-ended');
    await fund.live('2026-12-01');
    await fund.live('2027-03-01');
    expect(await called(fund, ada, '2026-12')).toEqual([[null, 6_000]]);
    expect(await called(fund, noe, '2027-03')).toEqual([[null, 6_000]]);
    expect(await owes(fund, ccas)).toBe(6_000);
    await expect(rooms.database.asOwner('delete from payers.payer where payer_id = $1', [ccas])).rejects.toThrow(
      /foreign key/,
    );
  });

  it('changes its cap from the next month that has not begun', async () => {
    const fund = await rooms.fund();
    const ada = await fund.admit();
    const ccas = await addPayer(fund);
    await fund.as(() => agree(ccas, ada));
    await fund.live('2026-11-01');
    const change = (cap: number | null) =>
      rooms.get(ChangeCapUseCase).run({ payerId: ccas, monthlyCap: cap === null ? null : amount(cap) });
    expect(await fund.as(() => change(1_000))).toEqual({ fromMonth: '2026-12' });
    await fund.live('2026-12-01');
    await fund.as(() => change(null));
    await fund.live('2027-01-01');
    const parts = await Promise.all(['2026-11', '2026-12', '2027-01'].map((one) => called(fund, ada, one)));
    expect(parts.map((one) => one.find(([payer]) => payer === ccas)?.[1])).toEqual([6_000, 1_000, 6_000]);
  });
});

describe('an agreement', () => {
  it('is refused for who is not there, twice for the same months, in the past, and across funds', async () => {
    const fund = await rooms.fund();
    const ada = await fund.admit();
    const ccas = await addPayer(fund);
    const stranger = '00000000-0000-7000-8000-000000000001';
    expect(await refused(fund, () => agree(stranger, ada))).toBe('payer-unknown');
    expect(await refused(fund, () => agree(ccas, stranger))).toBe('account-unit-unknown');
    expect(await refused(fund, () => agree(ccas, ada, { personId: stranger }))).toBe('person-unknown');
    expect(await refused(other, () => agree(ccas, ada))).toBe('payer-unknown');
    expect(await refused(fund, () => agree(ccas, ada, { from: '2026-12', until: '2026-11' }))).toBe(
      'agreement-ends-before-it-begins',
    );
    await fund.as(() => agree(ccas, ada, { until: '2027-01' }));
    expect(await refused(fund, () => agree(ccas, ada, { from: '2027-01' }))).toBe('agreement-overlaps');
    await fund.live('2026-11-01');
    const employer = await addPayer(fund, { name: 'Moulin', kind: 'employer', moneySource: 'private' });
    expect(await refused(fund, () => agree(employer, ada))).toBe('month-already-begun');
    expect(await fund.as(() => agree(employer, ada, { from: '2026-12' }))).toMatchObject({ fromMonth: '2026-12' });
    const end = { payerId: employer, agreementId: stranger, lastMonth: month('2026-12') };
    expect(await refused(fund, () => rooms.get(EndAgreementUseCase).run(end))).toBe('agreement-unknown');
    expect(await refused(fund, () => rooms.get(EndPayerUseCase).run({ ...end, payerId: stranger }))).toBe(
      'payer-unknown',
    );
    expect(await refused(fund, () => rooms.get(ChangeCapUseCase).run({ payerId: stranger, monthlyCap: null }))).toBe(
      'payer-unknown',
    );
  });
});

describe('credit that follows the contribution', () => {
  const settling = (rules: Rules): Rules => ({
    ...rules,
    credited: { mode: 'when-settled' },
    collection: { mode: 'by-hand', dayOfMonth: 1 },
  });

  it('takes a payer’s part as settled when it is called, and waits for the member’s own', async () => {
    const fund = await rooms.fund({ rules: settling });
    await fund.open(100_000);
    const [ada, noe] = [await fund.admit(), await fund.admit()];
    const ccas = await addPayer(fund);
    await fund.as(() => agree(ccas, ada));
    await fund.as(() => agree(ccas, noe, { share: { mode: 'percentage', basisPoints: 5_000 } }));
    await fund.live('2026-11-05');
    expect([await fund.credit(ada, '2026-11'), await fund.credit(noe, '2026-11')]).toEqual([10_000, null]);
    expect(await fund.faults()).toEqual([]);
  });

  it('takes the mean over what was received, payers’ money too once it is there', async () => {
    const fund = await rooms.fund({
      preset: 'yonne',
      rules: (rules) => ({ ...settling(rules), credited: { mode: 'day-of-month', day: 5 } }),
    });
    const [ada] = [await fund.admit({ pledge: 4_000 }), await fund.admit({ pledge: 2_000 })];
    const ccas = await addPayer(fund);
    await fund.as(() => agree(ccas, ada));
    await fund.live('2026-11-05');
    // Nothing is received yet: what the CCAS was called for is no money in the pot.
    expect((await fund.credits('2026-11')).map(({ amountCents }) => amountCents)).toEqual([0, 0]);
  });
});
