// What part of a contribution received pays for running the fund, and what part goes to the pot.
import { type Cents, minus, plus, shareOf } from '../kernel/money';
import type { Rules } from '../rules/rules';

/** A receipt in its two parts, in cents; they add up to what was received. */
export interface SharedReceipt {
  readonly pot: Cents;
  readonly runningCosts: Cents;
}

/**
 * Shares what was received (cents) between pot and running costs. The running-cost share is taken on receipts
 * (settled question 5) and rounded down to the cent: what is left by rounding stays in the pot.
 * @throws RuleBroken `share-impossible` for a negative amount
 */
export function shareReceipt(rules: Rules, received: Cents): SharedReceipt {
  const runningCosts = shareOf(received, rules.runningCosts.contributionBasisPoints, 10_000);
  return { pot: minus(received, runningCosts), runningCosts };
}

/**
 * Shares a further receipt of a due of which `receivedBefore` came in already (cents): paid in however many parts, the
 * due ends up shared exactly as if it had been paid at once. Neither part is ever negative.
 * @throws RuleBroken `share-impossible` for a negative amount
 */
export function shareNextReceipt(rules: Rules, receivedBefore: Cents, receivedNow: Cents): SharedReceipt {
  const before = shareReceipt(rules, receivedBefore);
  const after = shareReceipt(rules, plus(receivedBefore, receivedNow));
  return { pot: minus(after.pot, before.pot), runningCosts: minus(after.runningCosts, before.runningCosts) };
}
