// Somebody who serves at an outlet sees what that outlet is paid; everything else is "unknown" to them.
import { RuleBroken } from '#domain/kernel';
import type { OnlyPayees } from '#domain/payouts';
import { type Caller, seesAllMoney } from '../sign-in/caller';

/** The payees a caller is kept to; null for who sees all. */
export function onlyPayees(caller: Caller): OnlyPayees {
  if (seesAllMoney(caller)) return null;
  return caller.outletId === null ? [] : [caller.outletId];
}

/** The id of an outlet, when the caller may see it. @throws RuleBroken `outlet-unknown` */
export function outletSeenBy(caller: Caller, outletId: string): string {
  if (!seesAllMoney(caller) && caller.outletId !== outletId) throw new RuleBroken('outlet-unknown');
  return outletId;
}
