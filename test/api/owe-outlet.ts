// Something is owed to an outlet, as any medium would post it.
import { cents, dayOf } from '#domain/kernel';
import { type AccountRef, fundAccount, LedgerStore } from '#domain/ledger';
import { newId } from '#tenancy';
import type { LivingFund } from './a-living-fund';
import type { FrontDoor } from './front-door';

/** Posts what is owed to an outlet, or (below zero) taken back, from the pot. */
export async function oweOutlet(
  door: FrontDoor,
  { fundId }: LivingFund,
  sale: { readonly outletId: string; readonly cents: number; readonly on?: string },
): Promise<void> {
  const account = { kind: 'outlet-payable', owner: sale.outletId } as AccountRef;
  const sourceId = newId();
  const amount = cents(Math.abs(sale.cents));
  const [debit, credit] = sale.cents > 0 ? [fundAccount('pot'), account] : [account, fundAccount('pot')];
  await door.inside(fundId, async () => {
    const ledger = door.app.get(LedgerStore, { strict: false });
    await ledger.open([account]);
    await ledger.post({
      reason: 'practice-purchase',
      sourceKind: 'practice-purchase',
      transition: 'spent',
      bookedOn: dayOf(sale.on ?? '2026-11-21'),
      transfers: [{ debit, credit, amount, sourceId, line: 1, entryId: sourceId }],
    });
  });
}
