import { newId } from '#tenancy';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { day, type LivingFund } from '../../../../test/support/living-fund';
import { refused } from '../../../../test/support/refusals';
import { Rooms } from '../../../../test/support/rooms';
import { approvedOutlet, paperFund } from '../../../../test/support/ticket-fund';
import { cents } from '../kernel/money';
import { LedgerQuery } from '../ledger/ledger.query';
import { LotsQuery } from '../lots/lots.query';
import { ChangeStandingUseCase } from '../outlets/change-standing.use-case';
import { OutletsQuery } from '../outlets/outlets.query';
import { numberFrom } from '../cards/checked-number';
import { ExpireTicketsUseCase } from './expire-tickets.use-case';
import { IssueTicketsUseCase, type SheetIssued } from './issue-tickets.use-case';
import { RedeemTicketsUseCase, type TicketsToRedeem } from './redeem-tickets.use-case';
import { ReportTicketUseCase } from './report-ticket.use-case';
import { TakeBackTicketsUseCase } from './take-back-tickets.use-case';

let rooms: Rooms;
let other: LivingFund;
let theirs: SheetIssued;
let theirRows: Record<string, string>;
let fund: LivingFund;
let units: string[];
let unit: string;
let outletId: string;

const FIVE = cents(500);
const numbers = ({ tickets }: SheetIssued): string[] => tickets.map(({ ticketNo }) => ticketNo);
const issue = (count = 3, accountUnitId = unit) =>
  rooms.get(IssueTicketsUseCase).run({ accountUnitId, wanted: [{ value: FIVE, count }] });
const redeem = (ticketNos: readonly string[], rest: Partial<TicketsToRedeem> = {}) =>
  rooms.get(RedeemTicketsUseCase).run({ outlet: { outletId }, ticketNos, boughtOn: null, box: null, ...rest });
const takeBack = (ticketNos: readonly string[]) => rooms.get(TakeBackTicketsUseCase).run({ ticketNos });
const report = (ticketId: string, lost: boolean, of: readonly string[] | null = null) =>
  rooms.get(ReportTicketUseCase).run({ ticketId, lost, of });
const expire = () => fund.as(() => rooms.get(ExpireTicketsUseCase).run());
const owed = async (to = outletId): Promise<number> =>
  (await fund.read(() => rooms.get(LedgerQuery).accountOf('outlet-payable', to, day('2028-01-01'))))?.balanceCents ?? 0;
const lots = async () =>
  (await fund.read(() => rooms.get(LotsQuery).of([unit])))
    .get(unit)
    ?.map(({ lotMonth, leftCents }) => [lotMonth.toString(), leftCents]);
/** A refused list, all that is wrong in it. */
const faultsOf = (work: () => Promise<unknown>): Promise<unknown> =>
  fund.as(work).then(
    () => 'not refused',
    (error: unknown) => (error as { facts: { faults: { code: string }[] } }).facts.faults.map(({ code }) => code),
  );

beforeAll(async () => {
  rooms = await Rooms.open();
  const next = await paperFund(rooms, 1);
  theirs = await next.fund.as(() => issue(2, next.units[0]));
  other = next.fund;
  theirRows = await other.everyRow();
  ({ fund, units } = await paperFund(rooms, 14));
});
afterAll(async () => {
  expect(await other.everyRow()).toEqual(theirRows);
  await rooms.close();
});
// A unit and an outlet of its own for each: the month is lived once for all.
beforeEach(async () => {
  await fund.morning('2026-11-06');
  unit = units.pop() ?? '';
  outletId = await approvedOutlet(rooms, fund);
});

describe('a sheet of tickets', () => {
  it('is paid from the account at once, and each ticket pays an outlet once, comes back, or expires on its own', async () => {
    const before = await fund.balance(unit);
    const sheet = await fund.as(() => issue(3));
    expect(await fund.balance(unit)).toBe(before - 1_500);
    const [spent = '', back = ''] = numbers(sheet);
    expect(await fund.as(() => redeem([spent]))).toMatchObject({ totalCents: 500, boxId: null });
    expect(await fund.as(() => takeBack([back]))).toEqual({ tickets: 1, totalCents: 500 });
    expect([await fund.balance(unit), await owed()]).toEqual([before - 1_000, 500]);
    // Counts against the limit of its day, so that a telephone pays less after it.
    const [day] = await rooms.database.asOwner(`select purchases.spent_on($1, $2, '2026-11-06')::int as cents`, [
      fund.id,
      unit,
    ]);
    expect(day).toEqual({ cents: 500 });
    expect(await fund.faults()).toEqual([]);
    await fund.morning('2027-12-01');
    await expire();
    expect(await fund.balance(unit)).toBe(before - 500);
    expect(await fund.faults()).toEqual([]);
  });

  it('is issued whole or not at all: not beyond the credit, nor in other values than the fund has', async () => {
    expect(await refused(fund, () => issue(50))).toBe('tickets-credit-too-low');
    const odd = [{ value: cents(700), count: 1 }];
    const ask = () => rooms.get(IssueTicketsUseCase).run({ accountUnitId: unit, wanted: odd });
    expect(await refused(fund, ask)).toBe('ticket-value-not-in-rules');
    expect(await refused(fund, () => issue(1, newId()))).toBe('account-unit-unknown');
    expect(await refused(other, () => issue(1))).toBe('account-unit-unknown');
  });

  it('is not for a fund whose rules have no tickets any more; what is out there still pays', async () => {
    const { tickets } = await fund.as(() => issue(1));
    const pay = (media: readonly string[]) =>
      rooms.database.asOwner(
        `update funds.rules_version set document = jsonb_set(document, '{payment}', $2) where tenant_id = $1`,
        [fund.id, JSON.stringify(media)],
      );
    await pay(['card', 'member-phone']);
    expect(await refused(fund, () => issue(1))).toBe('medium-not-offered');
    expect(await fund.as(() => redeem(tickets.map(({ ticketNo }) => ticketNo)))).toMatchObject({ totalCents: 500 });
    await pay(['card', 'member-phone', 'paper-ticket']);
    expect(await fund.faults()).toEqual([]);
  });

  it('asked for twice at once beyond the credit is issued once', async () => {
    const both = await Promise.allSettled([fund.as(() => issue(15)), fund.as(() => issue(15))]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await fund.faults()).toEqual([]);
  });
});

describe('a ticket at a till', () => {
  it('pays once, at two tills at the same moment too', async () => {
    const [ticketNo = ''] = numbers(await fund.as(() => issue(1)));
    const elsewhere = await approvedOutlet(rooms, fund);
    const tills = [outletId, elsewhere, outletId, elsewhere];
    const all = await Promise.allSettled(
      tills.map((id) => fund.as(() => redeem([ticketNo], { outlet: { outletId: id } }))),
    );
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await owed()) + (await owed(elsewhere))).toBe(500);
    expect(await refused(fund, () => redeem([ticketNo]))).toBe('ticket-already-redeemed');
    expect(await refused(fund, () => takeBack([ticketNo]))).toBe('ticket-already-redeemed');
    expect(await fund.faults()).toEqual([]);
  });

  it('never both pays and comes back', async () => {
    const [ticketNo = ''] = numbers(await fund.as(() => issue(1)));
    const both = await Promise.allSettled([fund.as(() => redeem([ticketNo])), fund.as(() => takeBack([ticketNo]))]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await fund.faults()).toEqual([]);
  });

  it('of another fund is unknown; lost, taken back, mistyped, listed twice: each is told as such', async () => {
    const sheet = await fund.as(() => issue(3));
    const [lost = '', back = '', good = ''] = numbers(sheet);
    expect(await refused(fund, () => redeem(numbers(theirs)))).toBe('ticket-unknown');
    expect(await refused(fund, () => redeem([numberFrom('T', newId())]))).toBe('ticket-unknown');
    await fund.as(() => takeBack([back]));
    expect(await refused(fund, () => redeem([back]))).toBe('ticket-taken-back');
    await fund.as(() => report(sheet.tickets[0]?.ticketId ?? '', true, [unit]));
    expect(await refused(fund, () => redeem([lost]))).toBe('ticket-lost');
    expect(await refused(fund, () => redeem([good, good]))).toBe('ticket-listed-twice');
    expect(await refused(fund, () => redeem([`${good}2`]))).toBe('number-mistyped');
    expect(await faultsOf(() => redeem([good, lost, back]))).toEqual(['ticket-lost', 'ticket-taken-back']);
    await fund.as(() => report(sheet.tickets[0]?.ticketId ?? '', false));
    expect(await fund.as(() => redeem([good, lost]))).toMatchObject({ totalCents: 1_000 });
  });

  it('is reported lost by its own unit or the fund, nobody else', async () => {
    const { tickets } = await fund.as(() => issue(1));
    const id = tickets[0]?.ticketId ?? '';
    expect(await refused(fund, () => report(id, true, [newId()]))).toBe('ticket-unknown');
    expect(await refused(fund, () => report(theirs.tickets[0]?.ticketId ?? '', true))).toBe('ticket-unknown');
    await fund.as(() => report(id, true));
    const once = await fund.everyRow();
    await fund.as(() => report(id, true));
    expect(await fund.everyRow()).toEqual(once);
  });

  it('is not taken where the outlet is unknown or suspended today, but was if it was bought before', async () => {
    const ticketNos = numbers(await fund.as(() => issue(1)));
    expect(await refused(fund, () => redeem(ticketNos, { outlet: { outletId: newId() } }))).toBe('outlet-unknown');
    expect(await refused(fund, () => redeem(ticketNos, { outlet: { outletNo: 999 } }))).toBe('outlet-unknown');
    await fund.morning('2026-11-10');
    const suspended = { outletId, change: 'suspend', explanation: 'Contrôle en cours' } as const;
    await fund.as(() => rooms.get(ChangeStandingUseCase).run(suspended));
    expect(await refused(fund, () => redeem(ticketNos))).toBe('outlet-suspended');
    expect(await fund.as(() => redeem(ticketNos, { boughtOn: day('2026-11-09') }))).toMatchObject({ totalCents: 500 });
  });
});

describe('a box of paper', () => {
  it('is typed with the sum written on it, the day of the purchase deciding', async () => {
    const sheet = await fund.as(() => issue(2));
    await fund.morning('2026-11-20');
    const boughtOn = day('2026-11-08');
    const outlet = await fund.read(() => rooms.get(OutletsQuery).outlet(outletId));
    const outletNo = outlet?.outletNo ?? 0;
    const box = (controlTotal: number) => ({
      boughtOn,
      outlet: { outletNo },
      box: { controlTotal: cents(controlTotal) },
    });
    expect(await refused(fund, () => redeem(numbers(sheet), box(1_500)))).toBe('ticket-total-differs');
    const { boxId, totalCents } = await fund.as(() => redeem(numbers(sheet), box(1_000)));
    expect([typeof boxId, totalCents, await owed()]).toEqual(['string', 1_000, 1_000]);
    expect(await faultsOf(() => redeem(numbers(sheet), box(1_000)))).toEqual([
      'ticket-already-redeemed',
      'ticket-already-redeemed',
    ]);
    const [purchase] = await rooms.database.asOwner(
      `select medium, total_cents, bought_on::text, booked_on::text from purchases.purchase where tenant_id = $1 and account_unit_id = $2 limit 1`,
      [fund.id, unit],
    );
    expect(purchase).toEqual({
      medium: 'paper-ticket',
      total_cents: '500',
      bought_on: '2026-11-08',
      booked_on: '2026-11-20',
    });
    expect(await fund.faults()).toEqual([]);
  });

  it('is not of a day to come, nor of one before its tickets were issued', async () => {
    const ticketNos = numbers(await fund.as(() => issue(1)));
    expect(await refused(fund, () => redeem(ticketNos, { boughtOn: day('2026-11-07') }))).toBe('tickets-day-to-come');
    await fund.morning('2026-11-10');
    const late = numbers(await fund.as(() => issue(1)));
    expect(await refused(fund, () => redeem(late, { boughtOn: day('2026-11-08') }))).toBe('ticket-issued-later');
  });
});

describe('a ticket that nobody brought in time', () => {
  it('may still be brought late, and is given back by the morning’s work once it can be brought no more', async () => {
    const before = await fund.balance(unit);
    const [late = '', never = ''] = numbers(await fund.as(() => issue(2)));
    await fund.morning('2027-06-01');
    expect(await refused(fund, () => redeem([late]))).toBe('ticket-expired');
    await fund.as(() => redeem([late], { boughtOn: day('2027-05-06') }));
    await expire();
    expect(await fund.balance(unit)).toBe(before - 1_000);
    await fund.morning('2027-07-10');
    await fund.run('tickets.expire');
    const once = await fund.everyRow();
    expect(await fund.balance(unit)).toBe(before - 500);
    expect(await refused(fund, () => redeem([never], { boughtOn: day('2027-05-06') }))).toBe('ticket-expired');
    await fund.as(() => rooms.get(ExpireTicketsUseCase).run());
    expect(Object.keys(await fund.everyRow())).toEqual(Object.keys(once));
    expect(await fund.balance(unit)).toBe(before - 500);
    expect(await fund.faults()).toEqual([]);
  });
});

describe('tickets whose time is over', () => {
  it('are brought by an outlet while their time runs out, and neither waits for the other for ever', async () => {
    const { tickets } = await fund.as(() => issue(12));
    // What is first by its id and last by its number: whoever locks in another order meets the other half-way.
    const first = tickets.findIndex(({ ticketNo }, place) =>
      tickets.slice(place).some((later) => later.ticketNo < ticketNo),
    );
    const held = tickets[first];
    const second = tickets.slice(first).find(({ ticketNo }) => ticketNo < (held?.ticketNo ?? ''));
    await fund.morning('2027-07-10');
    const { database } = rooms;
    const waiting = async (count: number): Promise<void> => {
      const sql = `select count(*)::int as waits from pg_locks where not granted`;
      for (let asked = 0; asked < 5_000; asked += 1) {
        if (Number((await database.asOwner(sql))[0]?.['waits']) >= count) return;
      }
      throw new Error('nobody waits');
    };
    await database.asOwner('begin');
    await database.asOwner('select 1 from tickets.ticket where ticket_id = $1 for update', [held?.ticketId]);
    const over = expire();
    await waiting(1);
    const box = { boughtOn: day('2027-05-06') };
    const brought = fund.as(() => redeem([second?.ticketNo ?? '', held?.ticketNo ?? ''], box));
    await waiting(2);
    await database.asOwner('rollback');
    const [ran, redeemed] = await Promise.allSettled([over, brought]);
    expect(ran.status).toBe('fulfilled');
    expect(redeemed).toMatchObject({ status: 'rejected', reason: { code: 'ticket-expired' } });
    expect(await fund.faults()).toEqual([]);
  });
});

// The last, since November is closed by then.
describe('credit that goes on paper', () => {
  it('is the oldest there is, and goes back to the month it was taken from', async () => {
    await fund.live('2026-12-06');
    const whole = await lots();
    const sheet = await fund.as(() => issue(3));
    expect((await lots())?.[0]).toEqual(['2026-11', (whole?.[0]?.[1] as number) - 1_500]);
    await fund.as(() => takeBack(numbers(sheet)));
    expect(await lots()).toEqual(whole);
    expect(await fund.faults()).toEqual([]);
  });
});
