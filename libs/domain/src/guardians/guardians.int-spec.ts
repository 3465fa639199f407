import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { day, type LivingFund, month } from '../../../../test/support/living-fund';
import { refused } from '../../../../test/support/refusals';
import { Rooms } from '../../../../test/support/rooms';
import { NotePersonUseCase } from '../members/note-person.use-case';
import { MembersQuery } from '../members/members.query';
import { EndGuardianUseCase } from './end-guardian.use-case';
import { GuardiansQuery } from './guardians.query';
import type { NewGuardian } from './guardians.store';
import { NameGuardianUseCase } from './name-guardian.use-case';

let rooms: Rooms;
let other: LivingFund;
const here: { fund?: LivingFund; unit?: string; ada?: string; tutor?: string } = {};

const fund = (): LivingFund => here.fund ?? other;
const note = (name: string) => fund().as(() => rooms.get(NotePersonUseCase).run({ name, bornIn: null }));
const charge = (rest: Partial<NewGuardian> = {}): NewGuardian => ({
  personId: here.tutor ?? '',
  forPersonId: here.ada ?? '',
  kind: 'guardian',
  scope: 'acts',
  from: day('2026-11-10'),
  until: null,
  ...rest,
});
const name = (rest: Partial<NewGuardian> = {}) => rooms.get(NameGuardianUseCase).run(charge(rest));
const inCharge = (wanted: 'sees' | 'acts', personId = here.tutor ?? '') =>
  fund().read(() => rooms.get(GuardiansQuery).unitsInCharge(personId, wanted));

beforeAll(async () => {
  rooms = await Rooms.open();
  other = await rooms.bystander({ preset: 'flers' }, (fund) => fund.admit());
});
afterAll(() => rooms.close());
beforeEach(async () => {
  here.fund = await rooms.fund({ preset: 'flers' });
  await fund().morning('2026-11-10');
  here.unit = await fund().admit();
  here.ada = (await fund().read(() => rooms.get(MembersQuery).unit(here.unit ?? '')))?.people[0]?.personId ?? '';
  here.tutor = (await note('Sonia Tutelle')).personId;
});

describe('somebody who acts for a member', () => {
  it('sees and acts on the account of the one in their charge, from the day it begins, and no other', async () => {
    const { guardianId } = await fund().as(() => name({ from: day('2026-11-20') }));
    expect(await inCharge('sees')).toEqual([]);
    await fund().morning('2026-11-20');
    const unit = { accountUnitId: here.unit, guardianId, forPersonId: here.ada, forName: 'Camille Dubois' };
    expect(await inCharge('acts')).toMatchObject([unit]);
    expect(await inCharge('sees', here.ada)).toEqual([]);
  });

  it('who may only see never acts; two may be in charge of the same person', async () => {
    const sister = (await note('Sa sœur')).personId;
    await fund().as(() => name());
    await fund().as(() => name({ personId: sister, kind: 'relative', scope: 'sees' }));
    expect(await inCharge('acts', sister)).toEqual([]);
    expect(await inCharge('sees', sister)).toHaveLength(1);
    expect(await inCharge('acts')).toHaveLength(1);
    const page = { after: null, limit: 10 };
    expect(await fund().read(() => rooms.get(GuardiansQuery).of(here.ada ?? '', page))).toHaveLength(2);
  });

  it('sees nothing more once it is ended, and may be named again', async () => {
    const { guardianId } = await fund().as(() => name());
    const end = (lastDay: string) =>
      fund().as(() => rooms.get(EndGuardianUseCase).run({ guardianId, lastDay: day(lastDay) }));
    await end('2026-11-09');
    expect(await inCharge('sees')).toEqual([]);
    const before = await fund().everyRow();
    expect(await end('2026-12-31')).toEqual({ lastDay: '2026-11-09' });
    expect(await fund().everyRow()).toEqual(before);
    await fund().as(() => name());
    expect(await inCharge('sees')).toHaveLength(1);
  });

  it('is named once, even when two people name them at the same moment', async () => {
    const both = await Promise.allSettled([fund().as(() => name()), fund().as(() => name())]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await refused(fund(), () => name())).toBe('guardian-already-named');
  });

  it.each([
    ['person-not-in-fund', { personId: '00000000-0000-7000-8000-000000000001' }],
    ['guardian-from-out-of-range', { from: day('2026-11-09') }],
    ['guardian-ends-before-it-begins', { until: day('2026-11-01') }],
  ] as [string, Partial<NewGuardian>][])('is refused with %s, and nothing changes', async (code, rest) => {
    expect(await refused(fund(), () => name(rest))).toBe(code);
  });

  it('is nobody of another fund, and never oneself', async () => {
    expect(await refused(fund(), () => name({ personId: here.ada ?? '' }))).toBe('guardian-of-oneself');
    const { guardianId } = await fund().as(() => name());
    const end = () => rooms.get(EndGuardianUseCase).run({ guardianId, lastDay: day('2026-12-01') });
    expect(await refused(other, end)).toBe('guardian-unknown');
    expect(await refused(other, () => name())).toBe('person-not-in-fund');
  });

  it('is a person without account: neither age nor share is asked of them', async () => {
    const odd = () => rooms.get(NotePersonUseCase).run({ name: 'A', bornIn: month('1990-01') });
    expect(await refused(fund(), odd)).toBe('field-not-needed');
  });
});
