// The bookkeeping of credit that came to its end: from each unit back to the pot, a page of the ledger for each lot.
import type { Day } from '../kernel/calendar';
import { allocationOf, fundAccount, type TransferPage } from '../ledger/transfer';
import type { EndedCredit } from './ended-credit';

/** The pages that take back ended credit: all lots of one month and date in one page, each unit at most once in it. */
export function expiryPages(
  expiries: readonly (EndedCredit & { readonly expiryId: string; readonly accountUnitId: string })[],
  bookedOn: Day,
): TransferPage[] {
  const pages = new Map<string, (typeof expiries)[number][]>();
  for (const expiry of expiries) {
    const key = `${expiry.lot.lotMonth.toString()} ${expiry.lot.expiresOn?.toString() ?? ''}`;
    const known = pages.get(key);
    if (known) known.push(expiry);
    else pages.set(key, [expiry]);
  }
  return [...pages.values()].flatMap((page) => {
    const [first] = page;
    if (!first) return [];
    return [
      {
        reason: 'credit-expired',
        sourceKind: 'expiry',
        transition: 'expired',
        bookedOn,
        lot: { month: first.lot.lotMonth, expiresOn: first.lot.expiresOn },
        transfers: page.map(({ accountUnitId, amount, expiryId }) => ({
          debit: allocationOf(accountUnitId),
          credit: fundAccount('pot'),
          amount,
          sourceId: expiryId,
          line: 1,
          entryId: expiryId,
        })),
      },
    ];
  });
}
