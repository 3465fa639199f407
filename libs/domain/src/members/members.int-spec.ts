import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { TenantTransaction } from '#tenancy';
import { amount, day, type LivingFund, month } from '../../../../test/support/living-fund';
import { refused } from '../../../../test/support/refusals';
import { Rooms } from '../../../../test/support/rooms';
import type { Rules } from '../rules/rules';
import { AddPersonUseCase } from './add-person.use-case';
import { type AdmitUnit, AdmitUnitUseCase } from './admit-unit.use-case';
import { ChangePledgeUseCase } from './change-pledge.use-case';
import { EndPauseUseCase } from './end-pause.use-case';
import { LeaveFundUseCase } from './leave-fund.use-case';
import { MembersQuery } from './members.query';
import { PauseUnitUseCase } from './pause-unit.use-case';
import { RemovePersonUseCase } from './remove-person.use-case';

let rooms: Rooms;
let other: LivingFund;
let otherUnit: string;
const here: { fund?: LivingFund } = {};

beforeAll(async () => {
  rooms = await Rooms.open();
  other = await rooms.bystander({ preset: 'lyon' }, async (fund) => {
    otherUnit = await fund.admit({ persons: [{ name: 'Ada', bornIn: month('1980-01') }], pledge: 4_000 });
  });
});
afterAll(() => rooms.close());
beforeEach(async () => {
  here.fund = await rooms.fund({ preset: 'flers' });
  await here.fund.live('2026-11-01');
});

const fund = (): LivingFund => here.fund ?? other;
const admission = (rest: Partial<AdmitUnit> = {}): AdmitUnit => ({
  label: 'Camille',
  area: null,
  joinedOn: day('2026-11-10'),
  persons: [{ name: 'Camille Dubois', bornIn: null }],
  pledge: amount(4_000),
  monthlyNetIncome: null,
  ...rest,
});
const detail = (unit: string) => fund().read(() => rooms.get(MembersQuery).unit(unit));
const refusal = (work: () => Promise<unknown>): Promise<string> => refused(fund(), work);
const admit = (rest: Partial<AdmitUnit>) => () => rooms.get(AdmitUnitUseCase).run(admission(rest));

describe('admitting a unit', () => {
  it('keeps who they are and what they pledge, without e-mail, and opens their accounts', async () => {
    const unit = await fund().admit({ joinedOn: '2026-11-10', pledge: 4_500 });
    expect(await detail(unit)).toMatchObject({
      kind: 'person',
      joinedOn: '2026-11-10',
      persons: 1,
      pledges: [{ fromMonth: '2026-11', amountCents: 4_500 }],
      pauses: [],
      people: [{ name: 'Camille Dubois', bornIn: null, sharePercent: 100, from: '2026-11-10', until: null }],
    });
    expect(await fund().balance(unit)).toBe(0);
    expect(await other.read(() => rooms.get(MembersQuery).unit(unit))).toBeNull();
  });

  it.each([
    ['pledge-outside-rules', { pledge: amount(2_600) }],
    ['pledge-missing', { pledge: null }],
    ['field-not-needed', { monthlyNetIncome: amount(100_000) }],
    ['unit-needs-one-person', { persons: [] }],
    [
      'unit-needs-one-person',
      {
        persons: [
          { name: 'A', bornIn: null },
          { name: 'B', bornIn: null },
        ],
      },
    ],
    ['field-not-needed', { persons: [{ name: 'A', bornIn: month('1990-01') }] }],
    ['joined-on-out-of-range', { joinedOn: day('2028-01-01') }],
    ['joined-on-out-of-range', { joinedOn: day('1970-01-01') }],
  ] as [string, Partial<AdmitUnit>][])('is refused with %s, and nothing changes', async (code, rest) => {
    expect(await refusal(admit(rest))).toBe(code);
  });

  it('asks for a month of birth where the rules weigh ages, and for anybody at all in a household', async () => {
    here.fund = await rooms.fund({ preset: 'lyon' });
    expect(await refusal(admit({}))).toBe('birth-month-needed');
    expect(await refusal(admit({ persons: [] }))).toBe('unit-needs-one-person');
  });

  it('is refused while no rules are in force', async () => {
    here.fund = await rooms.fund({ from: '2027-06' });
    expect(await refusal(admit({}))).toBe('no-rules-in-force');
  });

  it('takes an income where the rules take a share of it, and throws it away', async () => {
    here.fund = await rooms.fund({ preset: 'ariege' });
    const unit = await fund().admit({ pledge: null, monthlyNetIncome: amount(123_456) });
    expect((await detail(unit))?.pledges).toMatchObject([{ amountCents: 3_086 }]);
    const rows = await rooms.database.asOwner(
      `select facts::text from tenancy.audit where facts::text like '%123456%'`,
    );
    expect(rows).toEqual([]);
  });

  it('while a month begins is seen by it or has it gone through again', async () => {
    const gate = { open: (): void => undefined };
    const opened = new Promise<void>((resolve) => (gate.open = resolve));
    await fund().morning('2026-12-01');
    const inside = { admitted: (): void => undefined };
    const admitted = new Promise<void>((resolve) => (inside.admitted = resolve));
    const admitting = fund().as(() =>
      rooms.get(TenantTransaction).run(async () => {
        const { accountUnitId } = await rooms.get(AdmitUnitUseCase).run(admission());
        inside.admitted();
        await opened;
        return accountUnitId;
      }),
    );
    await admitted;
    const planning = fund().run('month.plan');
    gate.open();
    const unit = await admitting;
    await planning;
    await fund().drain();
    expect(await fund().due(unit, '2026-12')).toBe(4_000);
  });
});

describe('a pledge', () => {
  const change = (accountUnitId: string, pledge: number | null = 5_000, monthlyNetIncome: number | null = null) =>
    rooms.get(ChangePledgeUseCase).run({
      accountUnitId,
      pledge: pledge === null ? null : amount(pledge),
      monthlyNetIncome: monthlyNetIncome === null ? null : amount(monthlyNetIncome),
    });

  it('changes from the next month that has not begun, and the last word counts', async () => {
    const unit = await fund().admit({ pledge: 4_000 });
    await fund().as(() => change(unit, 9_000));
    expect(await fund().as(() => change(unit, 5_000))).toMatchObject({ fromMonth: '2026-12' });
    await fund().drain();
    expect(await fund().due(unit, '2026-11')).toBe(4_000);
    await fund().live('2026-12-01');
    expect([await fund().due(unit, '2026-11'), await fund().due(unit, '2026-12')]).toEqual([4_000, 5_000]);
  });

  it('of somebody who joins in some months is changed from then', async () => {
    const unit = await fund().admit({ pledge: 4_000, joinedOn: '2027-01-05' });
    expect(await fund().as(() => change(unit, 7_000))).toMatchObject({ fromMonth: '2027-01' });
    await fund().live('2027-02-01');
    expect(await fund().due(unit, '2027-02')).toBe(7_000);
  });

  it('is refused outside the rules, without an amount, with an income, and for a stranger', async () => {
    const unit = await fund().admit();
    expect(await refusal(() => change(unit, 100))).toBe('pledge-outside-rules');
    expect(await refusal(() => change(unit, null))).toBe('pledge-missing');
    expect(await refusal(() => change(unit, null, 100_000))).toBe('field-not-needed');
    expect(await refusal(() => change(otherUnit))).toBe('account-unit-unknown');
  });

  it('is not asked for where nobody contributes', async () => {
    here.fund = await rooms.fund({ preset: 'cadenet' });
    const unit = await fund().admit({ pledge: null });
    expect(await refusal(() => change(unit, null))).toBe('field-not-needed');
  });
});

describe('a pause', () => {
  const pause = (accountUnitId: string, from: string, until: string | null = null) =>
    rooms.get(PauseUnitUseCase).run({ accountUnitId, from: month(from), until: until === null ? null : month(until) });
  const end = (accountUnitId: string, last: string) =>
    rooms.get(EndPauseUseCase).run({ accountUnitId, lastPausedMonth: month(last) });

  it('stops due and credit of whole months, and ends when it is said', async () => {
    const unit = await fund().admit();
    await fund().open(100_000);
    await fund().as(() => pause(unit, '2026-12'));
    await fund().live('2026-12-06');
    expect([await fund().due(unit, '2026-12'), await fund().credit(unit, '2026-12')]).toEqual([null, null]);
    await fund().as(() => end(unit, '2026-12'));
    await fund().live('2027-01-06');
    expect([await fund().due(unit, '2027-01'), await fund().credit(unit, '2027-01')]).toEqual([6_000, 10_000]);
  });

  it('is refused for months begun, months paused, strangers, and who has left', async () => {
    const unit = await fund().admit();
    await fund().as(() => pause(unit, '2027-01', '2027-03'));
    expect(await refusal(() => pause(unit, '2026-11'))).toBe('month-already-begun');
    expect(await refusal(() => pause(unit, '2027-03', '2027-05'))).toBe('pause-overlaps');
    expect(await refusal(() => pause(otherUnit, '2027-01'))).toBe('account-unit-unknown');
    expect(await refusal(() => end(unit, '2026-12'))).toBe('no-pause');
    expect(await refusal(() => end(unit, '2026-10'))).toBe('month-already-begun');
    expect(await refusal(() => end(otherUnit, '2027-01'))).toBe('account-unit-unknown');
    await fund().as(() => rooms.get(LeaveFundUseCase).run({ accountUnitId: unit, lastMonth: month('2026-11') }));
    expect(await refusal(() => pause(unit, '2027-06'))).toBe('already-left');
  });

  it('asked for twice at once is kept once', async () => {
    const unit = await fund().admit();
    const asked = [1, 2].map(() => fund().as(() => pause(unit, '2027-01', '2027-02')));
    expect((await Promise.allSettled(asked)).map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await detail(unit))?.pauses).toEqual([{ fromMonth: '2027-01', untilMonth: '2027-02' }]);
  });
});

describe('leaving', () => {
  const leave = (accountUnitId: string, last: string) =>
    rooms.get(LeaveFundUseCase).run({ accountUnitId, lastMonth: month(last) });

  it('takes effect at the end of the month, and what is left to spend stays', async () => {
    const unit = await fund().admit();
    await fund().open(100_000);
    await fund().as(() => leave(unit, '2026-11'));
    await fund().live('2026-11-06');
    await fund().live('2026-12-06');
    expect([await fund().due(unit, '2026-11'), await fund().credit(unit, '2026-11')]).toEqual([6_000, 10_000]);
    expect([await fund().due(unit, '2026-12'), await fund().credit(unit, '2026-12')]).toEqual([null, null]);
    expect(await fund().balance(unit)).toBe(10_000);
  });

  it('says what the rules of its last month make of the credit left behind, and of what is owed', async () => {
    const told = async (unspent: Rules['leaving']['unspent'], rest: Partial<Rules> = {}) => {
      const one = await rooms.fund({
        rules: (rules) => ({
          ...rules,
          unspent: { mode: 'accumulate' },
          leaving: { unspent, arrears: 'written-off' },
          ...rest,
        }),
      });
      const unit = await one.admit();
      return one.as(() => leave(unit, '2026-11'));
    };
    const left = { lastMonth: '2026-11', arrears: 'written-off' };
    const months = { mode: 'kept-months', months: 3 } as const;
    expect(await told({ mode: 'kept' })).toEqual({ ...left, unspent: 'kept', spendableUntil: null });
    expect(await told(months)).toEqual({ ...left, unspent: 'kept-months', spendableUntil: '2027-02-28' });
    expect(await told({ mode: 'back-to-pot' })).toEqual({
      ...left,
      unspent: 'back-to-pot',
      spendableUntil: '2026-11-30',
    });
    expect(await told(months, { unspent: { mode: 'end-of-project', endsOn: '2026-12-31' } })).toEqual({
      ...left,
      unspent: 'kept-months',
      spendableUntil: '2026-12-31',
    });
  });

  it('is refused for a month past, before joining, twice, and for strangers', async () => {
    const unit = await fund().admit();
    const later = await fund().admit({ joinedOn: '2027-02-01' });
    expect(await refusal(() => leave(unit, '2026-10'))).toBe('month-already-begun');
    expect(await refusal(() => leave(later, '2027-01'))).toBe('month-already-begun');
    expect(await refusal(() => leave(otherUnit, '2026-12'))).toBe('account-unit-unknown');
    await fund().as(() => leave(unit, '2026-11'));
    expect(await refusal(() => leave(unit, '2026-12'))).toBe('already-left');
  });
});

describe('people of a household', () => {
  const person = { name: 'Noé', bornIn: month('2018-05'), sharePercent: 50 };

  it('come and go on their days, and the next month is computed with who is there', async () => {
    here.fund = await rooms.fund({ preset: 'lyon' });
    await fund().open(1_000_000);
    const unit = await fund().admit({ persons: [{ name: 'Ada', bornIn: month('1980-01') }], pledge: 4_000 });
    await fund().live('2026-11-06');
    const { personId } = await fund().as(() =>
      rooms.get(AddPersonUseCase).run({ accountUnitId: unit, person, from: day('2026-11-20') }),
    );
    await fund().live('2026-12-06');
    await fund().as(() =>
      rooms.get(RemovePersonUseCase).run({ accountUnitId: unit, personId, lastDay: day('2026-12-24') }),
    );
    await fund().live('2027-01-06');
    const credits = ['2026-11', '2026-12', '2027-01'].map((one) => fund().credit(unit, one));
    expect(await Promise.all(credits)).toEqual([15_000, 17_250, 15_000]);
    expect(await fund().faults()).toEqual([]);
  });

  it('are refused where the unit is a person, to strangers, and the last one stays', async () => {
    const alone = await fund().admit();
    const add = (accountUnitId: string, bornIn = person.bornIn) =>
      rooms.get(AddPersonUseCase).run({ accountUnitId, person: { ...person, bornIn }, from: day('2026-11-20') });
    const remove = (accountUnitId: string, personId: string) =>
      rooms.get(RemovePersonUseCase).run({ accountUnitId, personId, lastDay: day('2026-12-24') });
    const only = String((await detail(alone))?.people[0]?.personId);
    expect(await refusal(() => add(alone))).toBe('unit-needs-one-person');
    expect(await refusal(() => add(otherUnit))).toBe('account-unit-unknown');
    expect(await refusal(() => remove(otherUnit, only))).toBe('account-unit-unknown');
    expect(await refusal(() => remove(alone, otherUnit))).toBe('person-unknown');
    expect(await refusal(() => remove(alone, only))).toBe('last-person');
  });
});
