// Who pays what of a purchase: the member's account, the member's own pocket, and what the outlet gets of the fund.
import { type Cents, cents, minus, NO_MONEY, shareOf, sum } from '../kernel/money';
import type { CoverageRule } from '../rules/rules';

/** The rules of coverage under which an account pays; with three prices there is none. */
export type AccountCoverage = Exclude<CoverageRule, { mode: 'three-prices' }>;

/** A line of a basket: what was bought under a line of approval, its rate in per cent, and how much, in cents. */
export interface BasketLine {
  readonly approvalLineId: string;
  readonly category: string;
  readonly coveragePercent: number;
  readonly amount: Cents;
}

/** What an account may pay, in cents; null: no limit, or not known before it is asked. */
export interface Bounds {
  /** The part that the member chose to pay by the account; null: all that is covered. */
  readonly chosen: Cents | null;
  /** The most for one purchase. */
  readonly perPurchase: Cents | null;
  /** What may still be spent today. */
  readonly leftToday: Cents | null;
  /** What the account has free. */
  readonly available: Cents | null;
}

/** Why an account does not pay what it would have to. */
export type Obstacle = 'product-not-covered' | 'purchase-limit-reached' | 'day-limit-reached' | 'balance-too-low';

/** A purchase shared out, in cents: `account` and `atOutlet` always add up to `total`, and the outlet gets `account`. */
export interface Shares {
  readonly total: Cents;
  /** What is covered at all. */
  readonly covered: Cents;
  readonly account: Cents;
  readonly atOutlet: Cents;
  readonly outletGets: Cents;
  /** What stands in the way; null: the account may pay its share. */
  readonly obstacle: Obstacle | null;
  /** The most that the account could pay instead, so that a split can be offered; at most `account`. */
  readonly possible: Cents;
}

/** At which rate a line is covered, in per cent: by its own rate where the fund has rates, else wholly or not at all. */
export function rateOf({ mode }: AccountCoverage, coveragePercent: number): number {
  if (mode === 'rate-per-label') return coveragePercent;
  return coveragePercent > 0 ? 100 : 0;
}

/**
 * What is covered of a basket, in cents. Rounded once per rate, in the member's favour: a cent that cannot be halved is
 * the account's, never the pocket's (settled question 7).
 */
export function coveredOf(coverage: AccountCoverage, lines: readonly BasketLine[]): Cents {
  const byRate = new Map<number, Cents>();
  for (const { coveragePercent, amount } of lines) {
    const rate = rateOf(coverage, coveragePercent);
    byRate.set(rate, sum([byRate.get(rate) ?? NO_MONEY, amount]));
  }
  return sum([...byRate].map(([rate, amount]) => minus(amount, shareOf(amount, 100 - rate, 100))));
}

/** Shares a basket out. Nothing is refused here: `obstacle` says what stands in the way, `possible` what could be. */
export function sharesOf(coverage: AccountCoverage, lines: readonly BasketLine[], bounds: Bounds): Shares {
  const total = sum(lines.map(({ amount }) => amount));
  const covered = coveredOf(coverage, lines);
  const account = cents(Math.min(covered, bounds.chosen ?? covered));
  const { perPurchase, leftToday, available } = bounds;
  const possible = cents(
    Math.max(0, Math.min(account, ...[perPurchase, leftToday, available].filter((bound) => bound !== null))),
  );
  return {
    total,
    covered,
    account,
    atOutlet: minus(total, account),
    outletGets: account,
    obstacle: obstacleTo(account, bounds),
    possible,
  };
}

/** The same purchase where the account pays another part of what is covered, in cents. */
export function withPart(shares: Shares, part: Cents): Shares {
  const account = cents(Math.min(shares.covered, part));
  const { total } = shares;
  return { ...shares, account, atOutlet: minus(total, account), outletGets: account, possible: account };
}

function obstacleTo(account: Cents, { perPurchase, leftToday, available }: Bounds): Obstacle | null {
  if (account === 0) return 'product-not-covered';
  if (perPurchase !== null && account > perPurchase) return 'purchase-limit-reached';
  if (leftToday !== null && account > leftToday) return 'day-limit-reached';
  return available !== null && account > available ? 'balance-too-low' : null;
}
