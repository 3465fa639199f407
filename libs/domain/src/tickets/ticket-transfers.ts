// The movements of tickets: from the unit's account to what is out on paper, and from there to an outlet.
import type { Day } from '../kernel/calendar';
import type { Id } from '../kernel/id';
import type { Cents } from '../kernel/money';
import { type AccountRef, allocationOf, fundAccount, type TransferPage } from '../ledger/transfer';

/** What of a ticket is booked; `value` in cents. */
export interface BookedTicket {
  readonly ticketId: string;
  readonly value: Cents;
}

/** The accounts that issuing to a unit needs open. */
export function accountsToIssue(accountUnitId: string): AccountRef[] {
  return [allocationOf(accountUnitId), fundAccount('tickets')];
}

/**
 * One page a ticket, since a page touches an account once: each spends the oldest credit there is, as any purchase does.
 * `sheetId` groups them.
 */
export function pagesOfIssue(
  tickets: readonly BookedTicket[],
  { accountUnitId, sheetId, on }: { accountUnitId: string; sheetId: string; on: Day },
): TransferPage[] {
  const [debit, credit] = [allocationOf(accountUnitId), fundAccount('tickets')];
  return tickets.map(({ ticketId, value }) => ({
    reason: 'ticket-issued',
    sourceKind: 'ticket',
    transition: 'issued',
    bookedOn: on,
    transfers: [{ debit, credit, amount: value, sourceId: ticketId, line: 1, entryId: sheetId }],
  }));
}

/**
 * The accounts that tickets came from, each once: who gives several back takes its turn on all of them first, so that two
 * of them never wait for each other.
 */
export function accountsOf(tickets: readonly { readonly accountUnitId: string }[]): AccountRef[] {
  return [...new Set(tickets.map(({ accountUnitId }) => accountUnitId))].map(allocationOf);
}

/** What an outlet is owed. */
export function payableTo(outletId: string): AccountRef {
  return { kind: 'outlet-payable', owner: outletId as Id<'outlet'> };
}

/** The page by which an outlet is owed what it took; `entryId` groups the tickets of one call. */
export function pageOfRedemption(
  tickets: readonly BookedTicket[],
  { outletId, entryId, on }: { outletId: string; entryId: string; on: Day },
): TransferPage {
  const [debit, credit] = [fundAccount('tickets'), payableTo(outletId)];
  return {
    reason: 'ticket-redeemed',
    sourceKind: 'ticket',
    transition: 'redeemed',
    bookedOn: on,
    transfers: tickets.map(({ ticketId, value }) => ({
      debit,
      credit,
      amount: value,
      sourceId: ticketId,
      line: 1,
      entryId,
    })),
  };
}
