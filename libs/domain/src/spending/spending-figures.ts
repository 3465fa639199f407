// What a fund reads from its spending: shares, how much of it goes to few outlets, what each kind of product had.
import { type Cents, cents, split, sum } from '../kernel/money';

/** Which part of the whole the largest outlets had, in hundredths of a per cent; null when nothing was spent. */
export interface Concentration {
  /** Outlets where something was spent. */
  readonly outlets: number;
  readonly largestBasisPoints: number | null;
  readonly largestThreeBasisPoints: number | null;
  readonly largestFiveBasisPoints: number | null;
}

/** What was bought of one kind of product; amounts in cents. */
export interface CategorySpending {
  readonly category: string;
  readonly purchases: number;
  /** What it cost at the outlets. */
  readonly boughtCents: Cents;
  /** What of it accounts paid. */
  readonly accountCents: Cents;
}

/** What was bought of a kind, with what accounts paid for it before rounding: hundredths of a cent. */
export interface WeighedCategory extends Omit<CategorySpending, 'accountCents'> {
  readonly weight: number;
}

/** A part of a whole in hundredths of a per cent, rounded, and 0 below nothing; null when the whole is not positive. */
export function shareBasisPoints(part: Cents, whole: Cents): number | null {
  return whole > 0 ? Math.max(0, Math.round((part * 10_000) / whole)) : null;
}

/** How much the largest outlets had of all that was spent, from what each had, in cents. */
export function concentration(spent: readonly Cents[]): Concentration {
  const positive = spent.filter((one) => one > 0).sort((a, b) => b - a);
  const whole = sum(positive);
  const largest = (count: number): number | null => shareBasisPoints(sum(positive.slice(0, count)), whole);
  return {
    outlets: positive.length,
    largestBasisPoints: largest(1),
    largestThreeBasisPoints: largest(3),
    largestFiveBasisPoints: largest(5),
  };
}

/** Rounds what each kind of product had so that together they are exactly what accounts paid, in cents. */
export function categoriesOf(rows: readonly WeighedCategory[], paid: Cents): CategorySpending[] {
  const weighed = rows.some(({ weight }) => weight > 0);
  const parts = weighed
    ? split(
        paid,
        rows.map(({ weight }) => weight),
      )
    : [];
  return rows.map(({ weight: _weight, ...row }, index) => ({ ...row, accountCents: parts[index] ?? cents(0) }));
}
