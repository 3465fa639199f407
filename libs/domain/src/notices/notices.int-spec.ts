import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { NoticeStore, TenantTransaction } from '#tenancy';
import type { LivingFund } from '../../../../test/support/living-fund';
import { refused } from '../../../../test/support/refusals';
import { Rooms } from '../../../../test/support/rooms';
import { dayOf } from '../kernel/calendar';
import { MembersQuery } from '../members/members.query';
import { NoticesQuery, type NoticesWanted, type NoticeView } from './notices.query';
import { TickNoticeUseCase } from './tick-notice.use-case';

let rooms: Rooms;
let fund: LivingFund;
let other: LivingFund;
let byLetter: string;
let byPhone: string;

beforeAll(async () => {
  rooms = await Rooms.open();
  fund = await rooms.fund({ preset: 'grenoble' });
  other = await rooms.fund();
  byLetter = await fund.admit({
    label: 'Foyer Lettre',
    pledge: 3_000,
    persons: [{ name: 'Ada', bornIn: null, channel: 'letter' }],
  });
  byPhone = await fund.admit({
    label: 'Foyer Appel',
    pledge: 3_000,
    persons: [
      { name: 'Bo', bornIn: null, channel: 'voice', phone: '06 01 02 03 04' },
      { name: 'Cy', bornIn: null, channel: 'email', email: 'cy@exemple.fr' },
    ],
  });
});
afterAll(() => rooms.close());

const EVERYTHING = { after: null, limit: 100 };
const list = (of: LivingFund, wanted: Partial<NoticesWanted> = {}): Promise<NoticeView[]> =>
  of.read(() => rooms.get(NoticesQuery).list({ channel: null, state: 'to-tell', ...wanted }, EVERYTHING));
const write = (of: LivingFund, key: string, accountUnitId: string, personId: string | null = null): Promise<number> =>
  of.as(() =>
    rooms.get(TenantTransaction).run(() =>
      rooms.get(NoticeStore).write([
        {
          key,
          kind: 'arrears-reminder',
          accountUnitId,
          personId,
          facts: { month: '2026-10', owedCents: 4_000 },
          deadlineDays: 14,
        },
      ]),
    ),
  );
const tick = (which: { noticeId: string } | { noticeNo: number }, more: object = {}) =>
  rooms.get(TickNoticeUseCase).run({ which, outcome: 'told', channel: 'voice', note: null, on: null, ...more });

describe('what is to be told', () => {
  it('is listed by each person’s own channel, in words, with how they are reached', async () => {
    await write(fund, 'letter', byLetter);
    await write(fund, 'call', byPhone);
    const persons = await fund.read(() => rooms.get(MembersQuery).persons(EVERYTHING));
    const cy = persons.find(({ name }) => name === 'Cy')?.personId ?? null;
    await write(fund, 'mail', byPhone, cy);
    expect((await list(fund)).map(({ noticeNo, name, channel }) => [noticeNo, name, channel])).toEqual([
      [1, 'Ada', 'letter'],
      [2, 'Bo', 'voice'],
      [3, 'Cy', 'email'],
    ]);
    expect(await list(fund, { channel: 'voice' })).toMatchObject([
      { label: 'Foyer Appel', phone: '06 01 02 03 04', title: 'Votre cotisation', aboutMoney: true, tries: 0 },
    ]);
    expect(await list(other)).toEqual([]);
  });

  it('is ticked by number or id, with tries counted, and gets its deadline from the telling only', async () => {
    await fund.morning('2026-11-10');
    expect(await fund.as(() => tick({ noticeNo: 2 }, { outcome: 'not-reached', note: 'répondeur' }))).toEqual({
      noticeNo: 2,
      state: 'to-tell',
      tries: 1,
      deadlineOn: null,
    });
    expect(await list(fund, { channel: 'voice' })).toMatchObject([{ tries: 1, lastNote: 'répondeur' }]);
    await fund.morning('2026-11-20');
    const told = await fund.as(() => tick({ noticeNo: 2 }, { on: dayOf('2026-11-18') }));
    expect(told).toEqual({ noticeNo: 2, state: 'told', tries: 2, deadlineOn: '2026-12-02' });
    expect(await list(fund, { channel: 'voice' })).toEqual([]);
    expect(await list(fund, { state: 'told' })).toMatchObject([{ noticeNo: 2, toldOn: '2026-11-18' }]);
    expect(await refused(fund, () => tick({ noticeNo: 2 }))).toBe('notice-already-told');
  });

  it('is not another fund’s to tick, nor without a note when nobody was reached', async () => {
    const [first] = await list(fund);
    await write(other, 'theirs', byLetter);
    expect(await refused(other, () => tick({ noticeId: String(first?.noticeId) }))).toBe('notice-unknown');
    expect(await refused(fund, () => tick({ noticeNo: 99 }))).toBe('notice-unknown');
    expect(await refused(fund, () => tick({ noticeNo: 1 }, { outcome: 'not-reached' }))).toBe('note-needed');
    expect(await list(other)).toMatchObject([{ name: '', label: '' }]);
  });

  it('by two who tick at once is told once', async () => {
    const both = await Promise.allSettled([1, 2].map(() => fund.as(() => tick({ noticeNo: 3 }))));
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});
