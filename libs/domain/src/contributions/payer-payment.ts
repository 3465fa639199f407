// A payer's money for a call, spread over the dues it is for.
import { type Cents, cents, NO_MONEY, sum } from '../kernel/money';
import { RuleBroken } from '../kernel/rule-broken';
import { type Due, owed } from './contribution';

/** What of a payment goes to one due, in cents. */
export interface PaidPart<Of extends { readonly due: Due }> {
  readonly of: Of;
  readonly amount: Cents;
}

/**
 * Spreads a payment (cents) over the dues of a call, the oldest first, each filled before the next: the parts add up to the
 * payment, and a due that gets nothing is left out. @throws RuleBroken `receipt-too-large` with what is owed
 */
export function spreadPayment<Of extends { readonly due: Due }>(payment: Cents, dues: readonly Of[]): PaidPart<Of>[] {
  const oldestFirst = [...dues].sort((a, b) => (a.due.dueId < b.due.dueId ? -1 : 1));
  const owedInAll = sum(oldestFirst.map(({ due }) => owed(due)));
  if (payment > owedInAll) throw new RuleBroken('receipt-too-large', { owedCents: owedInAll });
  let left: number = payment;
  return oldestFirst.flatMap((of) => {
    const amount = cents(Math.min(left, owed(of.due)));
    left -= amount;
    return amount > NO_MONEY ? [{ of, amount }] : [];
  });
}
