import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { amount, day, type LivingFund, month } from '../../../../test/support/living-fund';
import { refused } from '../../../../test/support/refusals';
import { Rooms } from '../../../../test/support/rooms';
import { LotsQuery } from '../lots/lots.query';
import { AddPersonUseCase } from './add-person.use-case';
import { JoinHouseholdUseCase } from './join-household.use-case';
import { MembersQuery } from './members.query';
import { type SeparateHousehold, SeparateHouseholdUseCase } from './separate-household.use-case';
import { SetCustodyUseCase } from './set-custody.use-case';

let rooms: Rooms;
let other: LivingFund;
const here: { fund?: LivingFund; unit: string; ada: string; ben: string; kim: string } = {
  unit: '',
  ada: '',
  ben: '',
  kim: '',
};

const fund = (): LivingFund => here.fund ?? other;
const detail = (unit: string) => fund().read(() => rooms.get(MembersQuery).unit(unit));
const lots = async (unit: string) => {
  const found = (await fund().read(() => rooms.get(LotsQuery).of([unit]))).get(unit) ?? [];
  return found.map(({ lotMonth, end, leftCents }) => ({
    month: lotMonth.toString(),
    until: end?.day.toString() ?? null,
    leftCents,
  }));
};
const admitted = (name: string, pledge = 4_000) =>
  fund().admit({ label: name, persons: [{ name, bornIn: month('1985-03') }], pledge });
const separating = (rest: Partial<SeparateHousehold> = {}) =>
  rooms.get(SeparateHouseholdUseCase).run({
    accountUnitId: here.unit,
    leaving: [here.ben],
    label: 'Ben',
    area: null,
    parts: { staying: 2, leaving: 1 },
    pledge: amount(4_000),
    monthlyNetIncome: null,
    ...rest,
  });

beforeAll(async () => {
  rooms = await Rooms.open();
  other = await rooms.bystander({ preset: 'lyon' }, (fund) =>
    fund.admit({ persons: [{ name: 'Ada', bornIn: month('1980-01') }], pledge: 4_000 }),
  );
});
afterAll(() => rooms.close());
beforeEach(async () => {
  here.fund = await rooms.fund({
    preset: 'lyon',
    rules: (rules) => ({ ...rules, unspent: { mode: 'expire', months: 6, warnDaysBefore: 15 } }),
  });
  await fund().open(5_000_000);
  here.unit = await fund().admit({
    label: 'Foyer',
    persons: ['Ada', 'Ben', 'Kim'].map((name) => ({ name, bornIn: month(name === 'Kim' ? '2018-01' : '1985-01') })),
    pledge: 4_000,
  });
  const people = (await detail(here.unit))?.people ?? [];
  [here.ada = '', here.ben = '', here.kim = ''] = ['Ada', 'Ben', 'Kim'].map(
    (name) => people.find((person) => person.name === name)?.personId ?? '',
  );
  for (const lived of ['2026-11', '2026-12']) await fund().liveMonth(lived);
});

describe('a separation', () => {
  it('divides each lot to the cent and keeps its dates; the books balance', async () => {
    const before = await lots(here.unit);
    expect(before.length).toBeGreaterThan(1);
    const { newUnitId, movedCents } = await fund().as(() => separating());
    const [stayed, went] = [await lots(here.unit), await lots(newUnitId)];
    expect(went.map(({ month: of, until }) => ({ of, until }))).toEqual(
      before.map(({ month: of, until }) => ({ of, until })),
    );
    before.forEach((lot, index) => {
      expect((stayed[index]?.leftCents ?? 0) + (went[index]?.leftCents ?? 0)).toBe(lot.leftCents);
    });
    const whole = before.reduce((sum, { leftCents }) => sum + leftCents, 0);
    expect(movedCents).toBe(Math.floor(whole / 3));
    expect(await fund().balance(newUnitId)).toBe(movedCents);
    expect(await fund().balance(here.unit)).toBe(whole - movedCents);
    expect(await fund().faults()).toEqual([]);
  });

  it('leaves what is owed with the unit that pledged, even while a debit is under way; each pays its own from the next month', async () => {
    await fund().live('2027-01-05');
    const owed = await fund().due(here.unit, '2027-01');
    const { newUnitId, fromMonth } = await fund().as(() => separating());
    expect(fromMonth).toBe('2027-02');
    await fund().liveMonth('2027-01');
    expect([await fund().due(here.unit, '2027-01'), await fund().due(newUnitId, '2027-01')]).toEqual([owed, null]);
    await fund().liveMonth('2027-02');
    expect(await fund().due(newUnitId, '2027-02')).toBeGreaterThan(0);
    expect(await fund().credit(newUnitId, '2027-02')).toBeGreaterThan(0);
    expect((await detail(newUnitId))?.people).toMatchObject([{ name: 'Ben', from: '2027-02-01' }]);
    expect(await fund().faults()).toEqual([]);
  });

  it('asked twice, or by both at once, happens once', async () => {
    const both = await Promise.allSettled([
      fund().as(() => separating()),
      fund().as(() => separating({ leaving: [here.ada], label: 'Ada' })),
      fund().as(() => separating()),
    ]);
    const done = both.filter(({ status }) => status === 'fulfilled').length;
    expect(done).toBeGreaterThanOrEqual(1);
    expect(await refused(fund(), () => separating())).toBe('person-unknown');
    expect((await detail(here.unit))?.people.filter(({ until }) => until === null).length).toBe(3 - done);
    expect(await fund().faults()).toEqual([]);
  });

  it.each([
    ['last-person', () => ({ leaving: [here.ada, here.ben, here.kim] })],
    ['split-impossible', () => ({ leaving: [] })],
    ['split-impossible', () => ({ parts: { staying: 0, leaving: 0 } })],
    ['person-unknown', () => ({ leaving: ['00000000-0000-7000-8000-000000000001'] })],
    ['pledge-missing', () => ({ pledge: null })],
    ['account-unit-unknown', () => ({ accountUnitId: '00000000-0000-7000-8000-000000000001' })],
  ] as [string, () => Partial<SeparateHousehold>][])('is refused with %s, and nothing changes', async (code, rest) => {
    expect(await refused(fund(), () => separating(rest()))).toBe(code);
  });

  it('does not exist in a fund of persons, nor for another fund’s household', async () => {
    expect(await refused(other, () => separating())).toBe('account-unit-unknown');
    here.fund = await rooms.fund({ preset: 'flers' });
    const alone = await fund().admit();
    expect(await refused(fund(), () => separating({ accountUnitId: alone }))).toBe('unit-is-one-person');
  });
});

describe('moving in together', () => {
  it('takes people and credit along, every lot with its dates; what was owed stays their own', async () => {
    const host = await admitted('Zoé');
    await fund().liveMonth('2027-01');
    const [own, theirs] = [await lots(here.unit), await lots(host)];
    const join = { accountUnitId: here.unit, intoUnitId: host, credit: 'moved' as const };
    const { fromMonth, movedCents } = await fund().as(() => rooms.get(JoinHouseholdUseCase).run(join));
    expect(await lots(here.unit)).toEqual([]);
    const sum = (of: readonly { leftCents: number }[]) => of.reduce((total, { leftCents }) => total + leftCents, 0);
    expect(sum(await lots(host))).toBe(sum(own) + sum(theirs));
    expect(movedCents).toBe(sum(own));
    await fund().liveMonth(fromMonth);
    expect(await fund().due(here.unit, fromMonth)).toBeNull();
    expect(await detail(host)).toMatchObject({ persons: 4 });
    expect(await fund().faults()).toEqual([]);
    const again = () => rooms.get(JoinHouseholdUseCase).run(join);
    expect(await refused(fund(), again)).toBe('already-left');
  });

  it('may leave the credit where it is, and makes a child of alternate custody whole again', async () => {
    const host = await admitted('Zoé');
    const shares = [here.unit, host].map((accountUnitId) => ({ accountUnitId, sharePercent: 50 }));
    const custody = { personId: here.kim, from: day('2027-01-02'), shares };
    await fund().as(() => rooms.get(SetCustodyUseCase).run(custody));
    const before = await fund().balance(here.unit);
    const join = { accountUnitId: here.unit, intoUnitId: host, credit: 'kept' as const };
    await fund().as(() => rooms.get(JoinHouseholdUseCase).run(join));
    expect(await fund().balance(here.unit)).toBe(before);
    const kim = (await detail(host))?.people.filter(({ name }) => name === 'Kim');
    expect(kim).toMatchObject([
      { sharePercent: 50, until: '2027-01-31' },
      { sharePercent: 100, from: '2027-02-01' },
    ]);
    expect(await refused(fund(), () => rooms.get(JoinHouseholdUseCase).run({ ...join, intoUnitId: here.unit }))).toBe(
      'same-unit',
    );
  });
});

describe('alternate custody', () => {
  const set =
    (percents: readonly [string, number][], from = '2027-01-10') =>
    () =>
      rooms.get(SetCustodyUseCase).run({
        personId: here.kim,
        from: day(from),
        shares: percents.map(([accountUnitId, sharePercent]) => ({ accountUnitId, sharePercent })),
      });

  it('puts half of a child in each home, and never more than a whole one', async () => {
    const host = await admitted('Zoé');
    expect(await refused(fund(), set([[here.unit, 100]], '2026-12-01'))).toBe('month-already-begun');
    await fund().as(
      set([
        [here.unit, 50],
        [host, 50],
      ]),
    );
    expect((await detail(host))?.people).toContainEqual(
      expect.objectContaining({ name: 'Kim', sharePercent: 50, from: '2027-01-10', until: null }),
    );
    expect(
      await refused(
        fund(),
        set([
          [here.unit, 60],
          [host, 50],
        ]),
      ),
    ).toBe('custody-over-whole');
    expect(await refused(fund(), set([[here.unit, 100]], '2027-01-10'))).toBe('stay-not-begun');
  });

  it('leaves no home empty, and knows nobody of another fund', async () => {
    const host = await admitted('Zoé');
    const zoe = (await detail(host))?.people[0]?.personId ?? '';
    const move = { personId: zoe, from: day('2027-01-10'), shares: [{ accountUnitId: here.unit, sharePercent: 100 }] };
    expect(await refused(fund(), () => rooms.get(SetCustodyUseCase).run(move))).toBe('last-person');
    expect(await refused(other, () => rooms.get(SetCustodyUseCase).run(move))).toBe('person-not-in-fund');
    const late = { name: 'Plus tard', bornIn: month('2010-01') };
    const arrive = { accountUnitId: here.unit, person: late, from: day('2027-05-01') };
    const { personId } = await fund().as(() => rooms.get(AddPersonUseCase).run(arrive));
    expect(await refused(fund(), () => separating({ leaving: [personId] }))).toBe('stay-not-begun');
  });
});
