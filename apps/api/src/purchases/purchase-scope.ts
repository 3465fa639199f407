// Whose purchases a caller sees: an outlet its own, a member those of their units, who keeps the books all.
import type { Viewer } from '#domain/purchases';
import { RuleBroken } from '#domain/kernel';
import { type Caller, seesAllMoney } from '../sign-in/caller';

/** As whom a caller looks at purchases. @throws RuleBroken `purchase-unknown` for who is none of these */
export function viewerOf(caller: Caller): Viewer {
  if (seesAllMoney(caller)) return { outletId: null, personId: null };
  if (caller.outletId !== null) return { outletId: caller.outletId, personId: null };
  if (caller.personId !== null) return { outletId: null, personId: caller.personId };
  throw new RuleBroken('purchase-unknown');
}

/** The outlet at which a caller serves. @throws RuleBroken `outlet-unknown` for who serves at none */
export function outletOf({ outletId }: Caller): string {
  if (outletId === null) throw new RuleBroken('outlet-unknown');
  return outletId;
}
