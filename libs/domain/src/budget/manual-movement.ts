// A movement of the fund's own money by hand: what no rule of the month would ever move, and somebody must say why.
import type { Day } from '../kernel/calendar';
import { type Cents, cents } from '../kernel/money';
import { RuleBroken } from '../kernel/rule-broken';
import { type AccountKind, fundAccount, type Transfer } from '../ledger/transfer';

/** The accounts that a hand may move: the fund's own. What belongs to members, payers and outlets has its own acts. */
export const BY_HAND = ['bank', 'cash', 'in-transit', 'pot', 'running-costs', 'held-for-others'] as const;

/** One of them. */
export type ByHand = Extract<AccountKind, (typeof BY_HAND)[number]>;

/** A movement by hand; amount in cents. */
export interface ManualMovement {
  readonly debit: ByHand;
  readonly credit: ByHand;
  readonly amount: Cents;
  readonly reason: string;
}

/** Days within which the second signature may follow (settled question 14: the act is reversible). */
const SIGNED_WITHIN_DAYS = 7;

/** Where money lies; a debit brings it in. In all others a credit does. */
const PLACES: readonly ByHand[] = ['bank', 'cash', 'in-transit'];
/** What may be below zero for a while: the bank allows it, and what is on its way is seen from both ends. */
const MAY_BE_SHORT: readonly ByHand[] = ['bank', 'in-transit'];

/**
 * The accounts that a movement takes from and that must bear it; none where it only brings, or the bank gives.
 * @throws RuleBroken `manual-movement-pointless` when both accounts are one
 */
export function takenFrom({ debit, credit }: ManualMovement): readonly ByHand[] {
  if (debit === credit) throw new RuleBroken('manual-movement-pointless');
  const taken = [...(PLACES.includes(debit) ? [] : [debit]), ...(PLACES.includes(credit) ? [credit] : [])];
  return taken.filter((kind) => !MAY_BE_SHORT.includes(kind));
}

/** What an account holds, in cents, from its balance (credits less debits). */
export function heldBy(kind: ByHand, balance: Cents): Cents {
  return PLACES.includes(kind) ? cents(0 - balance) : balance;
}

/** @throws RuleBroken `account-too-low` when an account does not hold what is taken from it; `held` is what it holds */
export function mustBear(kind: ByHand, amount: Cents, held: Cents): void {
  if (amount > held) throw new RuleBroken('account-too-low', { kind, heldCents: cents(Math.max(0, held)) });
}

/** The last day on which somebody else is to sign. */
export function signBy(today: Day): Day {
  return today.add({ days: SIGNED_WITHIN_DAYS });
}

/** The transfer of a movement by hand. */
export function manualTransfer(manualMovementId: string, { debit, credit, amount }: ManualMovement): Transfer {
  return {
    debit: fundAccount(debit),
    credit: fundAccount(credit),
    amount,
    sourceId: manualMovementId,
    line: 1,
    entryId: manualMovementId,
  };
}
