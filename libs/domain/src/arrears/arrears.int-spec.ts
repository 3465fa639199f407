import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { amount, type LivingFund } from '../../../../test/support/living-fund';
import { Rooms } from '../../../../test/support/rooms';
import { RecordReceiptUseCase } from '../contributions/record-receipt.use-case';
import { NoticesQuery } from '../notices/notices.query';
import { ArrearsCasesQuery } from './arrears-cases.query';
import { type Ending, seedOf } from './arrears-story.spec-support';
import { TakeStepsUseCase } from './take-steps.use-case';

let rooms: Rooms;
let other: LivingFund;
const here: { fund?: LivingFund; unit?: string } = {};

// In the other fund somebody is late too, by hand: what happens here must not touch it.
beforeAll(async () => {
  rooms = await Rooms.open();
  other = await rooms.fund({
    preset: 'grenoble',
    rules: (rules) => ({ ...rules, collection: { mode: 'by-hand', dayOfMonth: 5 } }),
  });
  await other.admit({ pledge: 3_000 });
  await other.live('2026-11-01');
});
afterAll(() => rooms.close());
beforeEach(async () => {
  here.fund = await rooms.fund({
    rules: (rules) => ({
      ...rules,
      collection: { mode: 'direct-debit', dayOfMonth: 5 },
      dunning: {
        remindAfterDays: 10,
        retries: [{ afterDays: 7, classes: ['funds', 'technical'] }],
        callAfterDays: 21,
        largestInstalments: 6,
      },
    }),
  });
  await here.fund.open(1_000_000);
  here.unit = await here.fund.admit({ pledge: 6_000 });
});

const fund = (): LivingFund => here.fund ?? other;
const unit = (): string => String(here.unit);
const story = (...endings: Ending[]): void => {
  rooms.bank.seed = seedOf(
    Object.fromEntries(endings.map((ending, index) => [`${unit()}/2026-11/${index + 1}`, ending])),
  );
};
const liveEach = async (from: number, to: number): Promise<void> => {
  for (let day = from; day <= to; day += 1) await fund().live(`2026-11-${String(day).padStart(2, '0')}`);
};
const steps = async (of = fund()): Promise<string[]> =>
  (
    await rooms.database.asOwner(
      'select kind, why, taken_on::text as on from arrears.step where tenant_id = $1 order by taken_on, kind',
      [of.id],
    )
  ).map((row) => `${String(row['kind'])} ${String(row['why'])}`);
const attempts = async (): Promise<string[]> =>
  (
    await rooms.database.asOwner(
      'select a.state from contributions.attempt a where a.tenant_id = $1 order by a.due_id, a.attempt_no',
      [fund().id],
    )
  ).map((row) => String(row['state']));
const toTell = () =>
  fund().read(() => rooms.get(NoticesQuery).list({ channel: null, state: 'to-tell' }, { after: null, limit: 100 }));
const cases = (toCall = false) =>
  fund().read(async () => {
    const query = rooms.get(ArrearsCasesQuery);
    return query.cases(await query.time(), { toCall, after: null, limit: 100 });
  });

describe('a debit that failed for want of money', () => {
  it('is tried again once, on the same due, and when that pays nobody is reminded', async () => {
    story('funds', 'paid');
    await liveEach(5, 27);
    expect(await attempts()).toEqual(['failed', 'paid']);
    expect((await fund().dues('2026-11')).map(({ state, receivedCents }) => [state, receivedCents])).toEqual([
      ['paid', 6_000],
    ]);
    expect((await fund().month('2026-11')).toDate).toMatchObject({ receivedCents: 6_000, failedCents: 0 });
    expect((await steps()).filter((step) => step.startsWith('retry'))).toEqual(['retry funds']);
    expect((await steps()).filter((step) => step.startsWith('call'))).toEqual([]);
    expect(await toTell()).toEqual([]); // what was written and not told is taken back
    expect(await fund().faults()).toEqual([]);
  });

  it('that fails again is reminded kindly, then a person is asked to call, each once however often the day is lived', async () => {
    story('funds', 'funds');
    await liveEach(5, 30);
    expect(await attempts()).toEqual(['failed', 'failed']);
    expect((await steps()).sort()).toEqual(['call still-owed', 'reminder funds', 'retry funds']);
    const [reminder] = (await toTell()).filter(({ kind }) => kind === 'arrears-reminder');
    expect(reminder?.text).toContain('novembre 2026');
    expect(await cases(true)).toMatchObject([{ accountUnitId: unit(), label: 'Foyer Dubois' }]);
    const before = await fund().everyRow();
    await fund().drain();
    await fund().run('arrears.steps');
    await fund().run('contributions.retry');
    expect(await fund().everyRow()).toEqual(before);
    expect(await fund().balance(unit())).toBe(10_000); // credit is never taken back
    expect(await fund().faults()).toEqual([]);
  });

  it('and paid by hand before the new try is not debited again', async () => {
    story('funds', 'paid');
    await liveEach(5, 14);
    const [due] = await fund().dues('2026-11');
    await fund().as(() =>
      rooms.get(RecordReceiptUseCase).run({ dueId: String(due?.dueId), amount: amount(6_000), method: 'cash' }),
    );
    await liveEach(15, 28);
    expect(await attempts()).toEqual(['failed', 'paid']);
    expect((await steps()).some((step) => step.startsWith('call'))).toBe(false);
    expect(await fund().faults()).toEqual([]);
  });

  it('decided on, then paid by hand before the bank is asked, is not debited either', async () => {
    story('funds', 'paid');
    await liveEach(5, 13);
    const [due] = await fund().dues('2026-11');
    await rooms.database.asOwner(
      `insert into arrears.step (tenant_id, step_id, due_id, kind, step_no, why, after_attempt_no, taken_on, taken_at)
       values ($1, gen_random_uuid(), $2, 'retry', 1, 'funds', 1, '2026-11-13', now())`,
      [fund().id, String(due?.dueId)],
    );
    await fund().as(() =>
      rooms.get(RecordReceiptUseCase).run({ dueId: String(due?.dueId), amount: amount(1_000), method: 'cash' }),
    );
    await fund().run('contributions.retry');
    expect(await attempts()).toEqual(['failed', 'paid']);
    expect(await fund().faults()).toEqual([]);
  });
});

describe('a closed account', () => {
  it('is followed on the day it is known, also when somebody looked that morning before the bank was asked', async () => {
    story('account-dead');
    await liveEach(5, 6);
    await fund().morning('2026-11-20');
    await fund().as(() => rooms.get(TakeStepsUseCase).run());
    expect(await steps()).toEqual([]);
    await fund().live('2026-11-20');
    expect(await steps()).not.toEqual([]);
  });

  it('is never tried again: a reminder, and a person calls', async () => {
    story('account-dead');
    await liveEach(5, 30);
    expect(await attempts()).toEqual(['failed']);
    expect(await steps()).toEqual(['reminder account-dead', 'call still-owed']);
  });
});

describe('a payment that came back', () => {
  it('counts from the day it came back', async () => {
    story('returned');
    await liveEach(5, 14);
    expect(await steps()).toEqual([]);
    await liveEach(15, 30);
    for (const day of ['2026-12-05', '2026-12-10', '2026-12-15']) await fund().live(day);
    const about = (await rooms.database.asOwner(
      `select kind, taken_on - (select max(m.booked_on) from ledger.movement m
         where m.tenant_id = $1 and m.transition = 'returned') as days from arrears.step s
       join contributions.due d on d.tenant_id = s.tenant_id and d.due_id = s.due_id
       where s.tenant_id = $1 and d.contribution_month = '2026-11-01' order by s.taken_on limit 1`,
      [fund().id],
    )) as { kind: string; days: number }[];
    expect(about[0]?.days).toBeGreaterThanOrEqual(7); // a new try after 7 days where the reason allows one, else the reminder after 10
    expect(await fund().faults()).toEqual([]);
  });
});

describe('a death told by the bank', () => {
  it('brings somebody to look at once, and never a reminder', async () => {
    story('account-dead');
    await liveEach(5, 15);
    await rooms.database.asOwner(
      `update contributions.attempt set reason_code = 'MD07', reason_class = 'deceased' where tenant_id = $1`,
      [fund().id],
    );
    await liveEach(16, 30);
    expect(await steps()).toEqual(['reminder account-dead', 'call deceased']);
    expect(await toTell()).toEqual([]);
  });
});

describe('money that is due by hand and never came', () => {
  it('is reminded and called, and the steps of one fund are not another’s', async () => {
    for (const day of ['2026-11-05', '2026-11-06', '2026-11-15', '2026-11-26']) await other.live(day);
    expect(await steps(other)).toEqual(['reminder never-came', 'call still-owed']);
    expect(await steps()).toEqual([]);
    expect(await other.faults()).toEqual([]);
  });
});

describe('two workers at once', () => {
  it('take each step once and try again once', async () => {
    story('funds', 'funds');
    await liveEach(5, 10);
    for (let day = 11; day <= 28; day += 1) {
      await fund().morning(`2026-11-${day}`);
      await fund().run('contributions.settle');
      await Promise.all([fund().run('arrears.steps'), fund().run('arrears.steps')]);
      await Promise.all([fund().run('contributions.retry'), fund().run('contributions.retry')]);
      await fund().drain();
    }
    expect(await attempts()).toEqual(['failed', 'failed']);
    expect((await steps()).sort()).toEqual(['call still-owed', 'reminder funds', 'retry funds']);
  });
});
