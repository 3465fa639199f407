// Who bought at an outlet lately is told when they can no longer: the person themselves, since where somebody buys is
// nobody else's business in their household (settled question 4).
import type { Day } from '../kernel/calendar';

/** So many days back somebody counts as a customer. */
export const CUSTOMER_DAYS = 60;

/** Somebody who bought there; `personId` null where it is not known who of the unit did. */
export interface Customer {
  readonly accountUnitId: string;
  readonly personId: string | null;
}

/** What is told, with a key of its own for each person and day. */
export interface ToldOfOutlet extends Customer {
  readonly key: string;
  readonly kind: 'outlet-suspended' | 'outlet-ends';
  readonly facts: { readonly outletId: string; readonly name: string; readonly on: string };
  readonly deadlineDays: null;
}

/** What to tell the customers of an outlet that is suspended or ends on a day. */
export function tellCustomers(
  customers: readonly Customer[],
  outlet: { readonly outletId: string; readonly name: string },
  change: { readonly to: 'suspended' | 'ended'; readonly on: Day },
): ToldOfOutlet[] {
  const kind = change.to === 'ended' ? 'outlet-ends' : 'outlet-suspended';
  const on = change.on.toString();
  return customers.map(({ accountUnitId, personId }) => ({
    key: `${kind}:${outlet.outletId}:${on}:${personId ?? accountUnitId}`,
    kind,
    accountUnitId,
    personId,
    facts: { ...outlet, on },
    deadlineDays: null,
  }));
}
