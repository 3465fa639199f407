// What the fund covers at an outlet and at what rate (settled question 15); the category serves statistics only.
import { compareDays, type Day } from '../kernel/calendar';
import { RuleBroken } from '../kernel/rule-broken';
import type { CoverageRule, Rules } from '../rules/rules';

/** What a line is about: whatever the outlet sells, one producer, one label, or a group of products. */
export const LINE_SCOPES = ['everything', 'producer', 'label', 'product-group'] as const;
export type LineScope = (typeof LINE_SCOPES)[number];

/** What is sold, for statistics, and for what is never covered unless the fund says so. */
export const PRODUCT_CATEGORIES = [
  'vegetables-fruit',
  'meat-fish',
  'dairy-eggs',
  'bread-cereals',
  'dry-goods',
  'processed',
  'drinks',
  'mixed',
  'other',
  'alcohol',
  'non-food',
] as const;
export type ProductCategory = (typeof PRODUCT_CATEGORIES)[number];

/** What a line says; the rate in whole per cents, 0: sold there and never covered. */
export interface LineTerms {
  readonly scope: LineScope;
  readonly title: string;
  readonly category: ProductCategory;
  readonly coveragePercent: number;
}

/** A line of an approval as it was recorded; days are ISO texts, both included, `validUntil` null while it has no end. */
export interface ApprovalLine extends LineTerms {
  readonly approvalLineId: string;
  readonly outletId: string;
  readonly validFrom: string;
  readonly validUntil: string | null;
}

/** A line to record; `validFrom` null: from today on. */
export interface LineDraft extends LineTerms {
  readonly validFrom: Day | null;
}

/** The rates that the rules let a line have, in whole per cents; nothing covered is always possible. */
export function ratesOf(coverage: CoverageRule): readonly number[] {
  const rates = coverage.mode === 'rate-per-label' ? coverage.ratesPercent : [100];
  return [...new Set([0, ...rates])].sort((a, b) => a - b);
}

/**
 * Checks a line against the fund's rules and day.
 * @throws RuleBroken `coverage-not-in-rules` with the rates there are, `category-never-covered`, `line-begins-in-the-past`
 */
export function checkLine(line: LineDraft, rules: Pick<Rules, 'coverage' | 'spending'>, today: Day): void {
  const { coveragePercent, category, validFrom } = line;
  const rates = ratesOf(rules.coverage);
  if (!rates.includes(coveragePercent)) {
    throw new RuleBroken('coverage-not-in-rules', { coveragePercent, ratesPercent: [...rates] });
  }
  const never =
    (category === 'alcohol' && !rules.spending.coversAlcohol) ||
    (category === 'non-food' && !rules.spending.coversNonFood);
  if (never && coveragePercent > 0) throw new RuleBroken('category-never-covered', { category });
  if (validFrom && compareDays(validFrom, today) < 0) {
    throw new RuleBroken('line-begins-in-the-past', { today: today.toString() });
  }
}

/**
 * Checks the last day of a line that ends: today at the earliest, since what was bought until now was covered; the day
 * before its first where it has not begun. @throws RuleBroken `line-ended` when it has an end already, `line-ends-too-early`
 */
export function checkLineEnd(line: { readonly from: Day; readonly until: Day | null }, lastDay: Day, today: Day): void {
  if (line.until !== null) throw new RuleBroken('line-ended', { validUntil: line.until.toString() });
  const withdrawn = line.from.subtract({ days: 1 });
  const earliest = compareDays(withdrawn, today) > 0 ? withdrawn : today;
  if (compareDays(lastDay, earliest) < 0)
    throw new RuleBroken('line-ends-too-early', { earliest: earliest.toString() });
}
