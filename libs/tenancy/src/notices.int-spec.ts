import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type FreshDatabase, freshDatabase } from '../../../test/support/fresh-database';
import { FundClock } from './fund-clock';
import { newId } from './new-id';
import { NoticeStore, type NoticeToWrite } from './notice.store';
import { type TenantId, tenantId } from './tenant';
import { asTenant } from './tenant-scope';
import { TenantTransaction } from './tenant-transaction';

const lavoir = tenantId(newId());
const flers = tenantId(newId());
const camille = newId();

let database: FreshDatabase;
let transaction: TenantTransaction;
let notices: NoticeStore;

beforeAll(async () => {
  database = await freshDatabase();
  transaction = new TenantTransaction(await database.appPool(4));
  notices = new NoticeStore(transaction, new FundClock(transaction, () => '2026-11-22T09:00:00.000Z'));
});
afterAll(() => database.drop());

const as = <T>(fund: TenantId, work: () => Promise<T>): Promise<T> =>
  asTenant({ tenantId: fund, actor: { kind: 'identity', id: camille } }, () => transaction.run(work));
const notice = (key: string, deadlineDays: number | null = 14): NoticeToWrite => ({
  key,
  kind: 'arrears-reminder',
  accountUnitId: newId(),
  personId: null,
  facts: { amountCents: 4_000 },
  deadlineDays,
});

describe('what is to be told', () => {
  it('is written once a key, numbered in order from one in each fund', async () => {
    expect(await as(lavoir, () => notices.write([notice('a'), notice('b')]))).toBe(2);
    expect(await as(lavoir, () => notices.write([notice('b'), notice('c')]))).toBe(1);
    expect(await as(flers, () => notices.write([notice('a')]))).toBe(1);
    expect(await as(flers, () => notices.write([]))).toBe(0);
    const here = await as(lavoir, () => notices.standing(['a', 'b', 'c', 'never']));
    expect([...here].map(([key, { noticeNo, state }]) => [key, noticeNo, state]).sort()).toEqual([
      ['a', 1, 'to-tell'],
      ['b', 2, 'to-tell'],
      ['c', 3, 'to-tell'],
    ]);
    expect((await as(flers, () => notices.standing(['a', 'b']))).size).toBe(1);
  });

  it('by ten at once gets dense numbers', async () => {
    const fund = tenantId(newId());
    await Promise.all(Array.from({ length: 10 }, (_, one) => as(fund, () => notices.write([notice(`key ${one}`)]))));
    const all = await as(fund, () => notices.standing(Array.from({ length: 10 }, (_, one) => `key ${one}`)));
    expect([...all.values()].map(({ noticeNo }) => noticeNo).sort((a, b) => a - b)).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
    ]);
  });

  it('has no deadline until somebody told it, however often they tried', async () => {
    const fund = tenantId(newId());
    await as(fund, () => notices.write([notice('call')]));
    const locked = await as(fund, () => notices.lock({ noticeNo: 1 }));
    const noticeId = String(locked?.noticeId);
    const aTry = { noticeId, channel: 'voice', note: 'pas de réponse', on: '2026-11-23' };
    for (let one = 0; one < 2; one += 1) {
      await as(fund, () => notices.keepTry({ ...aTry, outcome: 'not-reached', deadlineOn: null }));
    }
    expect(await as(fund, () => notices.lock({ noticeId }))).toMatchObject({
      state: 'to-tell',
      tries: 2,
      deadlineOn: null,
    });
    await as(fund, () => notices.keepTry({ ...aTry, outcome: 'told', on: '2026-11-25', deadlineOn: '2026-12-09' }));
    expect((await as(fund, () => notices.standing(['call']))).get('call')).toMatchObject({
      state: 'told',
      toldOn: '2026-11-25',
      deadlineOn: '2026-12-09',
      tries: 3,
    });
    await expect(
      as(fund, () => notices.keepTry({ ...aTry, outcome: 'told', deadlineOn: '2026-12-07' })),
    ).rejects.toThrow(/told_once/);
    expect(await as(lavoir, () => notices.lock({ noticeId }))).toBeNull();
  });

  it('is taken back while nobody told it, and stays told when somebody did', async () => {
    const fund = tenantId(newId());
    await as(fund, () => notices.write([notice('early', null), notice('late')]));
    const told = await as(fund, () => notices.lock({ noticeNo: 1 }));
    await as(fund, () =>
      notices.keepTry({
        noticeId: String(told?.noticeId),
        outcome: 'told',
        channel: 'letter',
        note: null,
        on: '2026-11-22',
        deadlineOn: null,
      }),
    );
    await as(fund, () => notices.withdraw(['early', 'late', 'never']));
    const standing = await as(fund, () => notices.standing(['early', 'late']));
    expect([standing.get('early')?.state, standing.get('late')?.state]).toEqual(['told', 'withdrawn']);
  });
});
