import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { CreditAllocationsUseCase } from '../allocations/credit-allocations.use-case';
import { ContributionsQuery } from '../contributions/contributions.query';
import { practiceNews } from '../contributions/practice-bank';
import { SettleContributionsUseCase } from '../contributions/settle-contributions.use-case';
import { PublishRulesUseCase } from '../funds/publish-rules.use-case';
import { presetByKey } from '../rules/presets';
import type { EntryRule } from '../rules/rules';
import { LedgerQuery } from '../ledger/ledger.query';
import { LeaveFundUseCase } from '../members/leave-fund.use-case';
import { PauseUnitUseCase } from '../members/pause-unit.use-case';
import { amount, day, type JobName, type LivingFund, month } from '../../../../test/support/living-fund';
import { refused } from '../../../../test/support/refusals';
import { Rooms } from '../../../../test/support/rooms';

let rooms: Rooms;
let other: LivingFund;
let untouched: Record<string, string>;
const here: { fund?: LivingFund } = {};

beforeAll(async () => {
  rooms = await Rooms.open();
  other = await rooms.fund({ preset: 'nantes' });
  await other.admit({ pledge: 3_000 });
  await other.live('2026-11-03');
  untouched = await other.everyRow();
});
afterAll(async () => {
  expect(await other.everyRow()).toEqual(untouched);
  await rooms.close();
});
beforeEach(async () => {
  here.fund = await rooms.fund({ preset: 'flers' });
  await here.fund.open(1_000_000);
});

/** A seed under which the practice bank pays a debit of 25 November and takes it back in December. */
function seedOfReturn(reference: string): string {
  const request = { attemptId: reference, reference, amount: amount(6_000), targetOn: day('2026-11-25') };
  const comesBack = (seed: string): boolean =>
    practiceNews(request, seed, day('2026-12-24')).some(({ kind }) => kind === 'debit-returned');
  for (let seed = 0; seed < 100_000; seed += 1) if (comesBack(String(seed))) return String(seed);
  throw new Error('no debit ever comes back');
}

const fund = (): LivingFund => here.fund ?? other;
const withoutProgress = async (): Promise<Record<string, string>> => {
  const { 'tenancy.progress': _progress, 'tenancy.outbox': _outbox, ...rest } = await fund().everyRow();
  return rest;
};

describe('every step of a month', () => {
  const STEPS: readonly [JobName, string][] = [
    ['month.plan', '2026-11-01'],
    ['contributions.open-dues', '2026-11-01'],
    ['contributions.collect', '2026-11-01'],
    ['contributions.settle', '2026-11-12'],
    ['allocations.credit', '2026-11-12'],
    ['arrears.steps', '2026-11-20'],
    ['contributions.retry', '2026-11-20'],
    ['month.close', '2026-12-01'],
  ];
  const subject = async (job: JobName): Promise<Record<string, string>> =>
    ['month.plan', 'contributions.settle', 'arrears.steps', 'contributions.retry'].includes(job)
      ? {}
      : { monthRunId: (await fund().month('2026-11')).monthRunId };

  it('done twice changes nothing the second time', async () => {
    for (let one = 0; one < 5; one += 1) await fund().admit({ label: `Foyer ${one}` });
    for (const [job, on] of STEPS) {
      await fund().morning(on);
      await fund().run(job, await subject(job));
      const once = await withoutProgress();
      await fund().run(job, await subject(job));
      expect([job, await withoutProgress()]).toEqual([job, once]);
      expect([job, await fund().faults()]).toEqual([job, []]);
    }
    expect(await fund().month('2026-11')).toMatchObject({ atClose: { dues: 5, creditedUnits: 5 } });
  });

  it('done by three workers at once ends as if by one', async () => {
    for (let one = 0; one < 40; one += 1) await fund().admit({ label: `Foyer ${one}` });
    for (const [job, on] of STEPS) {
      await fund().morning(on);
      const about = await subject(job);
      await Promise.all([1, 2, 3].map(() => fund().run(job, about)));
      expect([job, await fund().faults()]).toEqual([job, []]);
    }
    const { atClose, steps } = await fund().month('2026-11');
    expect(atClose).toMatchObject({ dues: 40, calledCents: 240_000, creditedUnits: 40, creditedCents: 400_000 });
    expect(steps.map(({ state, done, total }) => [state, done === total])).toEqual(steps.map(() => ['done', true]));
  });

  it('is asked for once however often the tick comes', async () => {
    await fund().admit();
    await fund().drain();
    await fund().morning('2026-12-01');
    for (let tick = 0; tick < 3; tick += 1) await fund().run('month.plan');
    const jobs = (await fund().waiting()).map(({ job }) => job);
    // What follows late dues waits until November is closed.
    expect(jobs.sort()).toEqual([
      'allocations.credit',
      'contributions.open-dues',
      'contributions.settle',
      'lots.expire',
      'lots.warn',
      'payouts.draft',
    ]);
  });
});

describe('somebody who joins in the middle of a month', () => {
  it.each([
    ['next-month', [null, null], [6_000, 10_000]],
    ['full-current-month', [6_000, 10_000], [6_000, 10_000]],
    ['pro-rata-by-day', [3_000, 5_000], [6_000, 10_000]],
  ] as const)('under %s owes and receives %j, then %j', async (mode, first, then) => {
    const entry: EntryRule = { mode };
    here.fund = await rooms.fund({ rules: (rules) => ({ ...rules, entry }) });
    await fund().open(1_000_000);
    await fund().live('2026-11-06');
    await fund().morning('2026-11-16');
    const unit = await fund().admit({ joinedOn: '2026-11-16' });
    await fund().drain();
    await fund().live('2026-12-06');
    expect([await fund().due(unit, '2026-11'), await fund().credit(unit, '2026-11')]).toEqual(first);
    expect([await fund().due(unit, '2026-12'), await fund().credit(unit, '2026-12')]).toEqual(then);
    expect(await fund().faults()).toEqual([]);
  });
});

describe('somebody who joins on the 31st', () => {
  it('owes and receives one day of it by the day, and the whole of the short month after', async () => {
    here.fund = await rooms.fund({
      rules: (rules) => ({
        ...rules,
        entry: { mode: 'pro-rata-by-day' },
        collection: { mode: 'direct-debit', dayOfMonth: 31 },
        credited: { mode: 'day-of-month', day: 31 },
      }),
    });
    await fund().open(1_000_000);
    await fund().live('2027-01-31');
    const unit = await fund().admit({ joinedOn: '2027-01-31' });
    await fund().drain();
    for (const one of ['2027-02-01', '2027-02-28', '2027-03-01']) await fund().live(one);
    // 60 and 100 euros for 31 days, down to the cent (settled question 7)
    expect([await fund().due(unit, '2027-01'), await fund().credit(unit, '2027-01')]).toEqual([193, 322]);
    expect([await fund().due(unit, '2027-02'), await fund().credit(unit, '2027-02')]).toEqual([6_000, 10_000]);
    expect(await fund().faults()).toEqual([]);
  });
});

describe('somebody who leaves in a pause, and comes back a season later', () => {
  it('owes and receives nothing in between, keeps what was left, and begins anew beside it', async () => {
    const unit = await fund().admit();
    await fund().live('2026-11-06');
    await fund().as(() =>
      rooms.get(PauseUnitUseCase).run({ accountUnitId: unit, from: month('2026-12'), until: null }),
    );
    await fund().as(() => rooms.get(LeaveFundUseCase).run({ accountUnitId: unit, lastMonth: month('2026-12') }));
    for (const one of ['2026-12-06', '2027-01-06', '2027-02-06']) await fund().live(one);
    const again = await fund().admit({ joinedOn: '2027-02-20' });
    await fund().live('2027-03-06');
    for (const one of ['2026-12', '2027-01', '2027-02', '2027-03'])
      expect([one, await fund().due(unit, one), await fund().credit(unit, one)]).toEqual([one, null, null]);
    expect(await fund().balance(unit)).toBe(10_000);
    expect([await fund().due(again, '2027-03'), await fund().credit(again, '2027-03')]).toEqual([6_000, 10_000]);
    expect(await fund().balance(again)).toBe(10_000);
    expect(await fund().faults()).toEqual([]);
  });
});

describe('the rules of a month', () => {
  const dearer = (): unknown => ({
    ...presetByKey('flers').rules,
    allocation: { mode: 'fixed', amountCents: 12_000 },
    contribution: { ...presetByKey('flers').rules.contribution, minCents: 10_000 },
  });
  const publish = (from: string) =>
    rooms.get(PublishRulesUseCase).run({ document: dearer(), from: month(from), decisionNote: 'séance du 3' });

  it('never change during it, and the next month runs under what was published, pledges standing', async () => {
    const unit = await fund().admit();
    await fund().live('2026-11-01');
    expect(await refused(fund(), () => publish('2026-11'))).toBe('month-already-begun');
    await fund().as(() => publish('2026-12'));
    expect(await refused(fund(), () => publish('2026-12'))).toBe('rules-already-published-for-month');
    await fund().live('2026-11-06');
    await fund().live('2026-12-06');
    expect([await fund().credit(unit, '2026-11'), await fund().credit(unit, '2026-12')]).toEqual([10_000, 12_000]);
    expect(await fund().due(unit, '2026-12')).toBe(6_000);
    expect((await fund().month('2026-12')).rulesVersionId).not.toBe((await fund().month('2026-11')).rulesVersionId);
  });
});

describe('a closed month', () => {
  it('keeps for ever what was true, while a debit that comes back is booked in the open month', async () => {
    here.fund = await rooms.fund({
      rules: (rules) => ({ ...rules, collection: { mode: 'direct-debit', dayOfMonth: 25 } }),
    });
    await fund().open(1_000_000);
    const unit = await fund().admit();
    rooms.bank.seed = seedOfReturn(`${unit}/2026-11/1`);
    for (const one of ['2026-11-25', '2026-11-30', '2026-12-01']) await fund().live(one);
    const { atClose } = await fund().month('2026-11');
    const figures = await fund().figures('2026-11-30');
    expect(atClose).toMatchObject({ receivedCents: 6_000, failedCents: 0, creditedCents: 10_000 });
    await fund().live('2026-12-24');
    const later = await fund().month('2026-11');
    expect(later.atClose).toEqual(atClose);
    expect(await fund().figures('2026-11-30')).toEqual(figures);
    const returned = await rooms.database.asOwner(
      `select m.booked_on::text, m.reverses_movement_id is not null as reverses from ledger.movement m
       where m.tenant_id = $1 and m.transition = 'returned'`,
      [fund().id],
    );
    expect(returned.length).toBeGreaterThan(0);
    expect(returned.every((row) => String(row['booked_on']) > '2026-11-30' && row['reverses'] === true)).toBe(true);
    expect(later.toDate).toMatchObject({ receivedCents: 0, failedCents: 6_000, creditedCents: 10_000 });
    expect(await fund().balance(unit)).toBe(20_000); // arrears are never an un-credit
    expect(await fund().faults()).toEqual([]);
  });

  it('closes after the months before it, in their order, when the worker was away for a season', async () => {
    const unit = await fund().admit();
    await fund().live('2026-11-01');
    await fund().live('2027-02-03');
    const months = ['2026-11', '2026-12', '2027-01'];
    for (const one of months) expect([one, (await fund().month(one)).closedAt === null]).toEqual([one, false]);
    expect((await fund().month('2027-02')).closedAt).toBeNull();
    for (const one of [...months, '2027-02']) expect([one, await fund().due(unit, one)]).toEqual([one, 6_000]);
    expect(await fund().faults()).toEqual([]);
  });

  it('does not close before its last day is over in the zone of the fund', async () => {
    const paris = fund();
    const reunion = await rooms.fund({ timeZone: 'Indian/Reunion', at: '2026-10-31T20:30:00Z', from: '2026-10' });
    await paris.at('2026-10-31T20:30:00Z');
    for (const one of [paris, reunion]) await one.run('month.plan');
    expect((await reunion.month('2026-11')).month).toBe('2026-11');
    await expect(paris.month('2026-11')).rejects.toThrow('has not begun');
    expect((await paris.month('2026-10')).month).toBe('2026-10');
  });
});

describe('the account of a member', () => {
  it('says what was on it on any day', async () => {
    const unit = await fund().admit();
    await fund().live('2026-11-05');
    await fund().live('2026-12-05');
    const days = ['2026-11-04', '2026-11-05', '2026-12-04', '2026-12-05'];
    expect(await Promise.all(days.map((one) => fund().balance(unit, one)))).toEqual([0, 10_000, 10_000, 20_000]);
    const foreign = await other.read(() => rooms.get(LedgerQuery).accountOf('allocation', unit, day('2026-12-05')));
    expect(foreign).toBeNull();
  });
});

describe('a fund outside demonstration mode', () => {
  it('is never debited by the practice bank: the month says that there is no collector, credits and closes', async () => {
    const real = await Rooms.open({ demonstration: false });
    const alone = await real.fund();
    await alone.open(100_000);
    await alone.admit();
    await alone.liveMonth('2026-11');
    expect(await alone.step('2026-11', 'collect')).toBe('no-collector');
    const totals = await alone.read(() => real.get(ContributionsQuery).totals(month('2026-11')));
    expect(totals).toMatchObject({ calledCents: amount(6_000), receivedCents: 0, underWayCents: 0 });
    expect(await alone.as(() => real.get(SettleContributionsUseCase).run())).toBe(0);
    expect((await alone.month('2026-11')).atClose?.creditedCents).toBe(10_000);
    await real.close();
  });
});

describe('a job about a month of another fund', () => {
  it('finds no such month and changes nothing', async () => {
    const { monthRunId } = await other.month('2026-11');
    const code = await refused(fund(), () => rooms.get(CreditAllocationsUseCase).run({ monthRunId }));
    expect(code).toContain('missing');
  });
});
