import { TenantTransaction } from '#tenancy';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { amount, type LivingFund, month } from '../../../../test/support/living-fund';
import { refused } from '../../../../test/support/refusals';
import { Rooms } from '../../../../test/support/rooms';
import { MembersQuery } from '../members/members.query';
import { SeparateHouseholdUseCase } from '../members/separate-household.use-case';
import { wordingOf } from '../notices/notice-wording';
import { AskSeparationUseCase } from './ask-separation.use-case';
import { DropSeparationUseCase } from './drop-separation.use-case';
import { SeparationsQuery } from './separations.query';

let rooms: Rooms;
let other: LivingFund;
const here: { fund?: LivingFund; unit: string; ada: string; ben: string } = { unit: '', ada: '', ben: '' };

const fund = (): LivingFund => here.fund ?? other;
const ask = (freeze: boolean, personId: string | null = here.ada) =>
  rooms.get(AskSeparationUseCase).run({ accountUnitId: here.unit, personId, freeze });
const drop = (personId: string | null) =>
  rooms.get(DropSeparationUseCase).run({ accountUnitId: here.unit, personId, reason: 'Nous restons ensemble' });
const open = () => fund().read(() => rooms.get(SeparationsQuery).open({ after: null, limit: 10 }));
const told = () =>
  fund().read(async () => {
    const transaction = rooms.get(TenantTransaction);
    return transaction.query(
      `select person_id, state from tenancy.notice where tenant_id = $1 and kind = 'separation-asked'`,
      [transaction.tenantId],
    );
  });
// What a till does: the ledger's own answer to a purchase of this unit.
const spend = (cents: number) =>
  fund().as(() =>
    rooms.get(TenantTransaction).run(async () => {
      const transaction = rooms.get(TenantTransaction);
      const [row] = await transaction.query(
        `select s.outcome from ledger.account a, ledger.account c,
           ledger.spend($1, gen_random_uuid(), gen_random_uuid(), a.account_id, c.account_id, $3, 'purchase', 'purchase',
             gen_random_uuid(), '2026-12-31') s
         where a.tenant_id = $1 and a.kind = 'allocation' and a.owner_id = $2 and c.tenant_id = $1 and c.kind = 'pot'`,
        [transaction.tenantId, here.unit, cents],
      );
      return row?.['outcome'];
    }),
  );
const separating = () =>
  rooms.get(SeparateHouseholdUseCase).run({
    accountUnitId: here.unit,
    leaving: [here.ben],
    label: 'Ben',
    area: null,
    parts: { staying: 2, leaving: 1 },
    pledge: amount(4_000),
    monthlyNetIncome: null,
  });

beforeAll(async () => {
  rooms = await Rooms.open();
  other = await rooms.bystander({ preset: 'lyon' }, (fund) =>
    fund.admit({ persons: [{ name: 'Ada', bornIn: month('1980-01') }], pledge: 4_000 }),
  );
});
afterAll(() => rooms.close());
beforeEach(async () => {
  here.fund = await rooms.fund({ preset: 'lyon' });
  await fund().open(5_000_000);
  here.unit = await fund().admit({
    label: 'Foyer',
    persons: ['Ada', 'Ben', 'Kim'].map((name) => ({ name, bornIn: month(name === 'Kim' ? '2018-01' : '1985-01') })),
    pledge: 4_000,
  });
  const unit = await fund().read(() => rooms.get(MembersQuery).unit(here.unit));
  [here.ada = '', here.ben = ''] = ['Ada', 'Ben'].map(
    (name) => unit?.people.find((person) => person.name === name)?.personId ?? '',
  );
  await fund().liveMonth('2026-11');
});

describe('one of a household asks that it be separated', () => {
  it('is told to the other grown-up, not to the child nor to who asked; asked again, nothing changes', async () => {
    const { requestId, heldCents } = await fund().as(() => ask(false));
    expect(heldCents).toBe(0);
    expect(await told()).toEqual([{ person_id: here.ben, state: 'to-tell' }]);
    const again = await Promise.all([fund().as(() => ask(true)), fund().as(() => ask(true, here.ben))]);
    expect(again).toEqual([
      { requestId, heldCents: 0 },
      { requestId, heldCents: 0 },
    ]);
    expect(await open()).toMatchObject([
      { requestId, accountUnitId: here.unit, askedBy: here.ada, askedByName: 'Ada' },
    ]);
    expect(await told()).toHaveLength(1);
  });

  it('asked by both at once, is one request with one hold', async () => {
    const both = await Promise.all([fund().as(() => ask(true)), fund().as(() => ask(true, here.ben))]);
    expect(new Set(both.map(({ requestId }) => requestId)).size).toBe(1);
    expect(await open()).toHaveLength(1);
  });

  it('keeps the part of who asked from being spent, to the cent, until it is taken back', async () => {
    const balance = await fund().balance(here.unit);
    const { heldCents } = await fund().as(() => ask(true));
    expect(heldCents).toBe(Math.floor(balance / 3));
    expect(await spend(balance - heldCents + 1)).toBe('balance-too-low');
    expect(await spend(balance - heldCents)).toBe('posted');
    expect(await spend(1)).toBe('balance-too-low');
    expect(await refused(fund(), () => drop(here.ben))).toBe('separation-not-asked');
    await fund().as(() => drop(here.ada));
    expect(await spend(heldCents)).toBe('posted');
    expect(await told()).toEqual([{ person_id: here.ben, state: 'withdrawn' }]);
    expect(await open()).toEqual([]);
  });

  it('taken back by the coordinator, may be asked anew', async () => {
    const first = await fund().as(() => ask(true));
    await fund().as(() => drop(null));
    const second = await fund().as(() => ask(true, here.ben));
    expect(second).toMatchObject({ heldCents: first.heldCents });
    expect(second.requestId).not.toBe(first.requestId);
    expect(await refused(fund(), () => drop(here.ada))).toBe('separation-not-asked');
  });

  it('ends when the household is separated: what was held is divided like the rest, and can be spent', async () => {
    const balance = await fund().balance(here.unit);
    await fund().as(() => ask(true));
    const { movedCents } = await fund().as(separating);
    expect(movedCents).toBe(Math.floor(balance / 3));
    expect(await open()).toEqual([]);
    expect(await refused(fund(), () => drop(null))).toBe('separation-not-asked');
    expect(await fund().faults()).toEqual([]);
    expect(await spend(balance - movedCents)).toBe('posted');
  });

  it('is still held when a separation was refused', async () => {
    const { heldCents } = await fund().as(() => ask(true));
    await fund()
      .as(() =>
        rooms.get(SeparateHouseholdUseCase).run({
          accountUnitId: here.unit,
          leaving: [],
          label: 'Personne',
          area: null,
          parts: { staying: 1, leaving: 1 },
          pledge: amount(4_000),
          monthlyNetIncome: null,
        }),
      )
      .catch(() => undefined);
    expect(await open()).toMatchObject([{ heldCents }]);
    expect(await spend(await fund().balance(here.unit))).toBe('balance-too-low');
  });

  it('says in plain words what is set aside', () => {
    const { title, text } = wordingOf('separation-asked', { name: 'Ada', heldCents: 3_333 });
    expect(title).toBe('Votre foyer');
    expect(text).toContain('Ada demande que votre foyer ait deux comptes');
    expect(text).toMatch(/33,33.€ sont mis de côté/);
  });

  it('is refused to a stranger, to who is alone, and in a household of another fund', async () => {
    expect(await refused(fund(), () => ask(false, '00000000-0000-7000-8000-000000000001'))).toBe('person-unknown');
    expect(await refused(fund(), () => ask(true, null))).toBe('person-unknown');
    expect(await refused(other, () => ask(false))).toBe('account-unit-unknown');
    here.unit = await fund().admit({ persons: [{ name: 'Seule', bornIn: month('1980-01') }], pledge: 4_000 });
    expect(await refused(fund(), () => ask(false, null))).toBe('unit-is-one-person');
  });
});
