// What may be given back of a purchase, when and by whom, and how it is booked.
import { compareDays, type Day, dayOf } from '../kernel/calendar';
import type { Id } from '../kernel/id';
import { type Cents, minus, NO_MONEY } from '../kernel/money';
import { RuleBroken } from '../kernel/rule-broken';
import { allocationOf, type TransferPage } from '../ledger/transfer';

/** A purchase of which something may be given back; amounts in cents, `accountCents` what the account paid. */
export interface Refundable {
  readonly accountUnitId: string;
  readonly outletId: string;
  readonly accountCents: Cents;
  readonly refundedCents: Cents;
  readonly boughtOn: string;
  /** Its movement; null of paper, whose movements are its own, and which is undone where it was entered. */
  readonly movementId: string | null;
}

/**
 * Checks that so many days have not gone by since what is given back. Paper counts from the day it was booked: nobody
 * could have seen before that it was wrong.
 * @throws RuleBroken `refund-too-late` with the last day
 */
export function mustNotBeTooLate(since: Day, days: number, today: Day): void {
  const lastDay = since.add({ days });
  if (compareDays(today, lastDay) > 0) throw new RuleBroken('refund-too-late', { lastDay: lastDay.toString() });
}

/** A refund that is asked for; `amount` null: all that is left. */
export interface RefundAsked {
  readonly amount: Cents | null;
  readonly outletId: string | null;
  readonly today: Day;
  readonly refundDays: number;
}

/**
 * How much of a purchase is given back, and what is then left, in cents.
 * @throws RuleBroken `purchase-unknown`, `refund-of-paper`, `refund-too-late`, `purchase-refunded`, `refund-too-large`
 */
export function checkRefund(
  purchase: Refundable | null,
  { amount, outletId, today, refundDays }: RefundAsked,
): { readonly purchase: Refundable; readonly back: Cents; readonly left: Cents } {
  if (!purchase || (outletId !== null && outletId !== purchase.outletId)) throw new RuleBroken('purchase-unknown');
  if (purchase.movementId === null) throw new RuleBroken('refund-of-paper');
  mustNotBeTooLate(dayOf(purchase.boughtOn), outletId === null ? refundDays : 0, today);
  const left = minus(purchase.accountCents, purchase.refundedCents);
  if (left === 0) throw new RuleBroken('purchase-refunded');
  const back = amount ?? left;
  if (back > left || back <= 0) throw new RuleBroken('refund-too-large', { leftCents: left });
  return { purchase, back, left: minus(left, back) };
}

/** A refund as it is booked: so many cents back, on a day. */
export interface RefundMade {
  readonly refundId: string;
  readonly purchase: Refundable;
  readonly back: Cents;
  readonly on: Day;
}

/** The movement of a refund: what the outlet would have got goes back to the account. A whole one reverses the purchase. */
export function refundPage({ refundId, purchase, back, on }: RefundMade): TransferPage {
  const whole = back === purchase.accountCents && purchase.refundedCents === NO_MONEY;
  return {
    reason: 'refund',
    sourceKind: 'refund',
    transition: 'refunded',
    bookedOn: on,
    transfers: [
      {
        debit: { kind: 'outlet-payable', owner: purchase.outletId as Id<'outlet'> },
        credit: allocationOf(purchase.accountUnitId),
        amount: back,
        sourceId: refundId,
        line: 1,
        entryId: refundId,
        ...(whole && purchase.movementId !== null ? { reverses: purchase.movementId } : {}),
      },
    ],
  };
}
