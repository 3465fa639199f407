// Credit that goes from one unit to another: through in transit, two movements of one entry, each lot keeping its dates.
import type { Day, Month } from '../kernel/calendar';
import { type Cents, cents, shareOf } from '../kernel/money';
import { allocationOf, fundAccount, type TransferPage } from '../ledger/transfer';
import type { DatedLot } from './ended-credit';

/** What goes of one lot. `expiresOn` is its date as booked, `keepsUntil` as it holds today, pauses counted. */
export interface CreditMove {
  readonly creditMoveId: string;
  readonly fromUnitId: string;
  readonly toUnitId: string;
  readonly lotMonth: Month;
  readonly expiresOn: Day | null;
  readonly keepsUntil: Day | null;
  readonly amount: Cents;
}

/** The two pages that book a move; `causeId` (the separation, the moving in) groups all moves of one cause. */
export function pagesOf(move: CreditMove, causeId: string, bookedOn: Day): [given: TransferPage, taken: TransferPage] {
  const transit = fundAccount('in-transit');
  const whole = { reason: 'credit-moved', sourceKind: 'credit-move', bookedOn };
  const one = { amount: move.amount, sourceId: move.creditMoveId, line: 1, entryId: causeId };
  return [
    {
      ...whole,
      transition: 'given',
      lot: { month: move.lotMonth, expiresOn: move.expiresOn },
      transfers: [{ ...one, debit: allocationOf(move.fromUnitId), credit: transit }],
    },
    {
      ...whole,
      transition: 'taken',
      lot: { month: move.lotMonth, expiresOn: move.keepsUntil },
      transfers: [{ ...one, debit: transit, credit: allocationOf(move.toUnitId) }],
    },
  ];
}

/**
 * The last day that a lot keeps when it goes to another unit: its own, moved by pauses and extensions. What ends credit
 * because a unit leaves or a project ends does not go along: it is asked again of the unit that takes it.
 */
export function dayKept({ expiresOn, end }: Pick<DatedLot, 'expiresOn' | 'end'>): Day | null {
  return end?.cause === 'expired' ? end.day : expiresOn;
}

/** Parts in which something is divided: how many stay, how many go; together at least one. */
export interface Parts {
  readonly staying: number;
  readonly leaving: number;
}

/**
 * What goes of each lot (cents, oldest first) when all are divided in parts: the sum that goes is the share of the whole,
 * rounded down to the cent, and each lot is within a cent of its own share. What remains stays.
 */
export function divideLots(lots: readonly Cents[], { staying, leaving }: Parts): Cents[] {
  let before = 0;
  let gone = 0;
  return lots.map((lot) => {
    before += lot;
    const upToHere = shareOf(cents(before), leaving, staying + leaving);
    const goes = cents(upToHere - gone);
    gone = upToHere;
    return goes;
  });
}
