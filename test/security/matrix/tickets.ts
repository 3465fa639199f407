import { cents, dayOf, type Id, monthOf } from '#domain/kernel';
import { fundAccount, LedgerStore } from '#domain/ledger';
import { newId } from '#tenancy';
import type { LivingFund } from '../../api/a-living-fund';
import type { FrontDoor } from '../../api/front-door';
import { BOOKS, COORDINATOR, OWN_AND_BOOKS, type RoomLines } from './line';

/** Paper tickets: the books issue them, an outlet redeems them by number, a volunteer types a box without browsing. */
export const tickets: RoomLines = {
  lines: {
    'GET /api/tickets': { may: BOOKS },
    'GET /api/account-units/{accountUnitId}/tickets': { may: OWN_AND_BOOKS },
    'POST /api/account-units/{accountUnitId}/ticket-sheets': {
      may: BOOKS,
      body: () => ({ tickets: [{ valueCents: 500, count: 2 }] }),
    },
    'POST /api/tickets/take-back': { may: BOOKS, body: () => ({ ticketNos: ['T2222222'] }) },
    'POST /api/tickets/{ticketId}/lost': { may: OWN_AND_BOOKS },
    'POST /api/tickets/{ticketId}/found': { may: BOOKS },
    'POST /api/tickets/{ticketId}/undo': { may: COORDINATOR, body: () => ({ reason: 'saisi deux fois' }) },
    'POST /api/tickets/redeem': { may: ['outlet'], body: () => ({ ticketNos: ['T2222222'] }) },
    'GET /api/ticket-boxes': { may: BOOKS },
    'POST /api/ticket-boxes': {
      may: ['volunteer', ...BOOKS],
      body: () => ({ outletNo: 1, boughtOn: '2026-11-22', controlTotalCents: 500, ticketNos: ['T2222222'] }),
    },
  },
  prepare: async (door, fund) => aTicket(door, fund),
};

/** A ticket of the fund's member, whose account is filled without the month that would. */
async function aTicket(
  door: FrontDoor,
  { fundId, unitId, coordinator }: LivingFund,
): Promise<{ ticketId: string; sheetId: string }> {
  await door.inside(fundId, async () => {
    const ledger = door.app.get(LedgerStore, { strict: false });
    const debit = fundAccount('pot');
    const credit = { kind: 'allocation', owner: unitId as Id<'account-unit'> } as const;
    await ledger.open([debit, credit]);
    await ledger.post({
      reason: 'allocation-credited',
      sourceKind: 'credit',
      transition: 'credited',
      bookedOn: dayOf('2026-11-10'),
      lot: { month: monthOf('2026-11'), expiresOn: null },
      transfers: [{ debit, credit, amount: cents(10_000), sourceId: newId(), line: 1, entryId: newId() }],
    });
  });
  const sheet = { tickets: [{ valueCents: 500, count: 1 }] };
  const { body } = await coordinator.post(`/api/account-units/${unitId}/ticket-sheets`, sheet);
  const [ticket] = body['tickets'] as { ticketId: string }[];
  return { ticketId: String(ticket?.ticketId), sheetId: String(body['sheetId']) };
}
