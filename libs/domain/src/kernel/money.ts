// Money as the fund counts it: whole cents of euro, never a fraction, and parts that always add up to the whole.
import { RuleBroken } from './rule-broken';

declare const unit: unique symbol;

/** An amount of money in whole cents of euro. Made only by {@link cents}. */
export type Cents = number & { readonly [unit]: 'cents' };

/** No money. */
export const NO_MONEY = 0 as Cents;

/**
 * Makes an amount of cents from a number.
 * @throws RuleBroken `amount-not-whole-cents` when it is not a safe whole number
 */
export function cents(amount: number): Cents {
  if (!Number.isSafeInteger(amount)) throw new RuleBroken('amount-not-whole-cents', { amount: String(amount) });
  return (amount === 0 ? 0 : amount) as Cents;
}

/** Adds amounts, in cents; the sum of none is 0. */
export function sum(amounts: Iterable<Cents>): Cents {
  let total = 0;
  for (const amount of amounts) total += amount;
  return cents(total);
}

/** `a` plus `b`, in cents. */
export function plus(a: Cents, b: Cents): Cents {
  return cents(a + b);
}

/** `a` less `b`, in cents; may be negative. */
export function minus(a: Cents, b: Cents): Cents {
  return cents(a - b);
}

/** `amount` taken `count` times (a whole number), in cents. */
export function times(amount: Cents, count: number): Cents {
  return cents(amount * count);
}

/**
 * A share of an amount, `numerator / denominator`, rounded down to the cent: equal rights are rounded
 * identically and the remainder stays in the pot (settled question 7). Exact for any safe amount.
 * @throws RuleBroken `share-impossible` for a negative amount or share, or a denominator that is not positive
 */
export function shareOf(amount: Cents, numerator: number, denominator: number): Cents {
  const whole = [amount, numerator, denominator].every((part) => Number.isSafeInteger(part));
  if (!whole || amount < 0 || numerator < 0 || denominator <= 0) {
    throw new RuleBroken('share-impossible', { amount, numerator, denominator });
  }
  return cents(Number((BigInt(amount) * BigInt(numerator)) / BigInt(denominator)));
}

/**
 * Splits a total by weights (whole, not negative, not all 0). The cents left by rounding down go one by one to
 * the largest remainders, earliest first, so that the parts always add up to the total.
 * @throws RuleBroken `split-impossible` for a negative total or weights that cannot share it
 */
export function split(total: Cents, weights: readonly number[]): Cents[] {
  const sumOfWeights = weights.reduce((a, b) => a + b, 0);
  const fit = weights.every((weight) => Number.isSafeInteger(weight) && weight >= 0);
  if (!fit || total < 0 || sumOfWeights <= 0 || !Number.isSafeInteger(sumOfWeights)) {
    throw new RuleBroken('split-impossible', { total, weights });
  }
  const exact = weights.map((weight) => BigInt(total) * BigInt(weight));
  const whole = BigInt(sumOfWeights);
  const parts = exact.map((share) => Number(share / whole));
  let left = total - parts.reduce((a, b) => a + b, 0);
  const byRemainder = exact
    .map((share, index) => ({ index, remainder: share % whole }))
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1));
  for (const { index } of byRemainder) {
    if (left === 0) break;
    parts[index] = (parts[index] ?? 0) + 1;
    left -= 1;
  }
  return parts.map(cents);
}
