// A share of whole cents, rounded down, quick enough to be taken millions of times.
import { cents, shareOf } from '../kernel/money';

/**
 * `amount * numerator / denominator`, rounded down: what {@link shareOf} gives, without its big numbers wherever the
 * product is safe. Amounts in whole cents, none negative.
 */
export function wholeShare(amount: number, numerator: number, denominator: number): number {
  const product = amount * numerator;
  if (product > Number.MAX_SAFE_INTEGER) return shareOf(cents(amount), numerator, denominator);
  const share = Math.floor(product / denominator);
  // The division itself is rounded: just below a whole number it may come out as that number.
  return share * denominator > product ? share - 1 : share;
}
