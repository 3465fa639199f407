import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { amount, type LivingFund, month } from '../../../../test/support/living-fund';
import { refused } from '../../../../test/support/refusals';
import { Rooms } from '../../../../test/support/rooms';
import { ContributionsQuery } from './contributions.query';
import { RecordReceiptUseCase } from './record-receipt.use-case';

let rooms: Rooms;
let other: LivingFund;
let otherDue: string;
let untouched: Record<string, string>;
const here: { fund?: LivingFund } = {};

beforeAll(async () => {
  rooms = await Rooms.open();
  other = await rooms.fund({ preset: 'grenoble' });
  await other.admit({ pledge: 3_000 });
  await other.live('2026-11-01');
  otherDue = String((await other.dues('2026-11'))[0]?.dueId);
  untouched = await other.everyRow();
});
afterAll(async () => {
  expect(await other.everyRow()).toEqual(untouched);
  await rooms.close();
});
beforeEach(async () => {
  here.fund = await rooms.fund({
    rules: (rules) => ({
      ...rules,
      collection: { mode: 'by-hand', dayOfMonth: 1 },
      runningCosts: { contributionBasisPoints: 333, outletFeeBasisPoints: 0 },
    }),
  });
});

const fund = (): LivingFund => here.fund ?? other;
const receive = (dueId: string, paid: number, method: 'cash' | 'cheque' | 'transfer' = 'cash') =>
  rooms.get(RecordReceiptUseCase).run({ dueId, amount: amount(paid), method });
const firstDue = async (): Promise<string> => String((await fund().dues('2026-11'))[0]?.dueId);

describe('money received by hand', () => {
  it('in parts pays a due, numbers its receipts, and is shared as if it had come at once', async () => {
    await fund().admit({ pledge: 6_000 });
    await fund().live('2026-11-01');
    const due = await firstDue();
    expect(await fund().as(() => receive(due, 1_999))).toMatchObject({
      receiptNo: 1,
      receivedCents: 1_999,
      state: 'partly-paid',
    });
    expect(await fund().as(() => receive(due, 1, 'cheque'))).toMatchObject({ receiptNo: 2, receivedCents: 2_000 });
    expect(await fund().as(() => receive(due, 4_000, 'transfer'))).toMatchObject({ receiptNo: 3, state: 'paid' });
    const { held, setAside, free, receivable } = await fund().figures('2026-11-30');
    expect({ held, setAside, free, receivable }).toEqual({ held: 6_000, setAside: 199, free: 5_801, receivable: 0 });
    expect(await fund().faults()).toEqual([]);
  });

  it('is refused when it is too much, for what is paid, and for a due of another fund', async () => {
    await fund().admit({ pledge: 6_000 });
    await fund().live('2026-11-01');
    const due = await firstDue();
    expect(await refused(fund(), () => receive(due, 6_001))).toBe('receipt-too-large');
    expect(await refused(fund(), () => receive(otherDue, 100))).toBe('due-unknown');
    await fund().as(() => receive(due, 6_000));
    expect(await refused(fund(), () => receive(due, 1))).toBe('due-not-open');
  });

  it('is refused while a debit is under way', async () => {
    here.fund = await rooms.fund();
    await fund().admit();
    await fund().live('2026-11-01');
    const due = await firstDue();
    expect(await refused(fund(), () => receive(due, 100))).toBe('attempt-in-flight');
  });

  it('from twenty people at once gets dense receipt numbers', async () => {
    for (let one = 0; one < 20; one += 1) await fund().admit({ label: `Foyer ${one}`, pledge: 5_000 });
    await fund().live('2026-11-01');
    const dues = await fund().dues('2026-11');
    const receipts = await Promise.all(dues.map(({ dueId }) => fund().as(() => receive(dueId, 5_000))));
    expect(receipts.map(({ receiptNo }) => receiptNo).sort((a, b) => a - b)).toEqual(dues.map((_, index) => index + 1));
    expect(await fund().faults()).toEqual([]);
  });

  it('twice at once for the whole due is taken once', async () => {
    await fund().admit({ pledge: 6_000 });
    await fund().live('2026-11-01');
    const due = await firstDue();
    const both = await Promise.allSettled([1, 2].map(() => fund().as(() => receive(due, 6_000))));
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await fund().dues('2026-11'))[0]).toMatchObject({
      receivedCents: 6_000,
      state: 'paid',
      attempt: { receiptNo: 1 },
    });
  });

  it('is not booked in a day that is closed', async () => {
    await fund().admit({ pledge: 6_000 });
    await fund().liveMonth('2026-11');
    const due = await firstDue();
    await fund().morning('2026-11-30');
    expect(await refused(fund(), () => receive(due, 6_000))).toBe('ledger-period-closed');
    await fund().morning('2026-12-02');
    expect(await fund().as(() => receive(due, 6_000))).toMatchObject({ state: 'paid' });
    expect((await fund().month('2026-11')).atClose?.receivedCents).toBe(0);
    expect((await fund().month('2026-11')).toDate.receivedCents).toBe(6_000);
  });

  it('as a part before the day of collection leaves the rest to the debit', async () => {
    here.fund = await rooms.fund({
      rules: (rules) => ({ ...rules, collection: { mode: 'direct-debit', dayOfMonth: 10 } }),
    });
    await fund().admit({ pledge: 6_000 });
    await fund().live('2026-11-01');
    await fund().as(async () => receive(await firstDue(), 2_000));
    await fund().live('2026-11-10');
    const totals = await fund().read(() => rooms.get(ContributionsQuery).totals(month('2026-11')));
    expect(totals).toMatchObject({ calledCents: 6_000, receivedCents: 2_000, underWayCents: 4_000 });
    await fund().live('2026-11-30');
    expect(await fund().faults()).toEqual([]);
  });
});

describe('what was due', () => {
  it('is listed by month and by unit, page by page, and only in its own fund', async () => {
    const units = [await fund().admit({ pledge: 5_000 }), await fund().admit({ pledge: 4_000 })];
    await fund().live('2026-11-01');
    await fund().live('2026-12-01');
    const query = rooms.get(ContributionsQuery);
    const first = await fund().read(() => query.dues(month('2026-11'), { after: null, limit: 1 }));
    const second = await fund().read(() => query.dues(month('2026-11'), { after: String(first[0]?.dueId), limit: 5 }));
    expect([...first, ...second].map(({ accountUnitId }) => accountUnitId).sort()).toEqual([...units].sort());
    const history = await fund().read(() => query.duesOf(String(units[0]), { after: null, limit: 10 }));
    expect(history.map(({ month, amountCents }) => [month, amountCents])).toEqual([
      ['2026-11', 5_000],
      ['2026-12', 5_000],
    ]);
    expect(await other.read(() => query.duesOf(String(units[0]), { after: null, limit: 10 }))).toEqual([]);
  });
});
