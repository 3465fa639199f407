import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { tickets } from '../security/matrix/tickets';
import { aLivingFund, firstOf, type LivingFund } from './a-living-fund';
import { type FrontDoor, openFrontDoor } from './front-door';

let door: FrontDoor;
let flers: LivingFund;
let lavoir: LivingFund;

beforeAll(async () => {
  door = await openFrontDoor();
  flers = await aLivingFund(door, 'flers');
  lavoir = await aLivingFund(door, 'lavoir');
  for (const fund of [flers, lavoir]) await tickets.prepare?.(door, fund);
});
afterAll(() => door.close());

/** Tickets of 5 € for the fund's member. @returns their sheet and numbers */
async function issued(fund: LivingFund, count: number): Promise<{ sheetId: string; ticketNos: string[] }> {
  const wanted = { tickets: [{ valueCents: 500, count }] };
  const { body } = await fund.coordinator.post(`/api/account-units/${fund.unitId}/ticket-sheets`, wanted);
  const made = body['tickets'] as { ticketNo: string }[];
  return { sheetId: String(body['sheetId']), ticketNos: made.map(({ ticketNo }) => ticketNo) };
}

describe('a paper ticket', () => {
  it('is printed, taken by an outlet that learns nothing of whose it is, and twice by nobody', async () => {
    const { sheetId, ticketNos } = await issued(flers, 2);
    const paper = await flers.coordinator.bytes(`/api/ticket-sheets/${sheetId}/tickets.pdf`);
    expect(paper.subarray(0, 5).toString()).toBe('%PDF-');
    const taken = await flers.outlet.post('/api/tickets/redeem', { ticketNos });
    expect(taken).toMatchObject({ status: 200, body: { totalCents: 1_000, boxId: null } });
    for (const secret of [flers.unitId, flers.personId, 'Ali']) expect(taken.text).not.toContain(secret);
    const again = await flers.outlet.post('/api/tickets/redeem', { ticketNos: ticketNos.slice(0, 1) });
    expect(again).toMatchObject({ status: 409, body: { code: 'ticket-already-redeemed' } });
    const { body } = await flers.coordinator.get('/api/tickets?state=redeemed');
    const url = `/api/tickets/${firstOf(body, 'ticketId')}/undo`;
    expect((await flers.outlet.post(url, { reason: 'erreur' })).status).toBe(403);
    expect((await lavoir.coordinator.post(url, { reason: 'erreur' })).body['code']).toBe('ticket-unknown');
    const undone = await flers.coordinator.post(url, { reason: 'erreur de saisie' });
    expect(undone).toMatchObject({ status: 200, body: { valueCents: 500, undoneOn: '2026-11-22' } });
  });

  it('sent twice with one key pays once and is answered the same', async () => {
    const { ticketNos } = await issued(flers, 1);
    const key = 'un-double-appui';
    const [first, second] = [
      await flers.outlet.post('/api/tickets/redeem', { ticketNos }, { key }),
      await flers.outlet.post('/api/tickets/redeem', { ticketNos }, { key }),
    ];
    expect([first.status, second.status, second.body]).toEqual([200, 200, first.body]);
  });

  it('of another fund is unknown, at the till and in a box', async () => {
    const { ticketNos } = await issued(lavoir, 1);
    const till = await flers.outlet.post('/api/tickets/redeem', { ticketNos });
    const box = { outletNo: 1, boughtOn: '2026-11-22', controlTotalCents: 500, ticketNos };
    const typed = await flers.volunteer.post('/api/ticket-boxes', box);
    expect([till, typed]).toMatchObject([
      { status: 404, body: { code: 'ticket-unknown' } },
      { status: 404, body: { code: 'ticket-unknown' } },
    ]);
    expect((await lavoir.volunteer.post('/api/ticket-boxes', box)).status).toBe(201);
    expect(firstOf((await lavoir.coordinator.get('/api/ticket-boxes')).body, 'totalCents')).toBe('500');
  });

  it('is seen and reported lost by its own member, nobody else’s', async () => {
    const { ticketNos } = await issued(flers, 1);
    const mine = await flers.member.get(`/api/account-units/${flers.unitId}/tickets?state=issued`);
    const list = mine.body['items'] as { ticketNo: string; ticketId: string }[];
    const ticket = list.find(({ ticketNo }) => ticketNo === ticketNos[0]);
    const lost = `/api/tickets/${String(ticket?.ticketId)}/lost`;
    expect((await lavoir.member.post(lost, {})).body['code']).toBe('ticket-unknown');
    expect((await flers.member.post(lost, {})).status).toBe(204);
    expect((await flers.outlet.post('/api/tickets/redeem', { ticketNos })).body['code']).toBe('ticket-lost');
    expect((await flers.member.get(`/api/account-units/${flers.otherUnitId}/tickets`)).status).toBe(404);
    expect((await flers.coordinator.post('/api/tickets/take-back', { ticketNos })).body).toEqual({
      tickets: 1,
      totalCents: 500,
    });
  });
});
