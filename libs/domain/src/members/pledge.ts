// Which pledges the fund's rules allow, and the one that follows from an income.
import { type Cents, cents, NO_MONEY, shareOf } from '../kernel/money';
import { type Fact, RuleBroken } from '../kernel/rule-broken';
import type { Rules } from '../rules/rules';

/** What the rules allow as a monthly pledge, in cents; null where they set no such limit. */
interface PledgeLimits {
  readonly minCents: Cents;
  readonly maxCents: Cents | null;
  readonly stepCents: Cents | null;
  readonly bandsCents: readonly Cents[] | null;
}

function pledgeLimits({ contribution }: Rules): PledgeLimits {
  const open = { minCents: NO_MONEY, maxCents: null, stepCents: null, bandsCents: null };
  switch (contribution.mode) {
    case 'bands': {
      const { bandsCents } = contribution;
      return { ...open, minCents: bandsCents[0] ?? NO_MONEY, maxCents: bandsCents.at(-1) ?? NO_MONEY, bandsCents };
    }
    case 'free': {
      const { minCents, maxCents, stepCents } = contribution;
      return { ...open, minCents, maxCents, stepCents };
    }
    case 'guided':
      return { ...open, minCents: contribution.minCents, maxCents: contribution.maxCents };
    case 'income-share':
      return { ...open, minCents: contribution.minCents };
    case 'none':
      return { ...open, maxCents: NO_MONEY };
  }
}

/**
 * Accepts a monthly pledge (in cents) that the rules allow; steps count from the minimum. The examples of a guided
 * contribution bind nobody. Where the rules say *per person* the pledge is the amount for one person.
 * @throws RuleBroken `pledge-outside-rules` with `pledgeCents, minCents, maxCents, stepCents, bandsCents`
 */
export function checkPledge(rules: Rules, pledge: Cents): void {
  const limits = pledgeLimits(rules);
  const { minCents, maxCents, stepCents, bandsCents } = limits;
  const fits =
    pledge >= minCents &&
    (maxCents === null || pledge <= maxCents) &&
    (stepCents === null || (pledge - minCents) % stepCents === 0) &&
    (bandsCents === null || bandsCents.includes(pledge));
  if (fits) return;
  const facts: Record<string, Fact> = { pledgeCents: pledge, minCents, maxCents, stepCents, bandsCents };
  throw new RuleBroken('pledge-outside-rules', facts);
}

/**
 * The pledge that follows from a monthly net income (cents): the voted share, rounded down to the cent, and at least the
 * minimum. The income is computed with and thrown away (settled question 12): keep the amount only.
 * @throws RuleBroken `contribution-not-from-income` where the rules take no share of income; `share-impossible` for a
 * negative income
 */
export function pledgeFromIncome(rules: Rules, monthlyNetIncome: Cents): Cents {
  const { contribution } = rules;
  if (contribution.mode !== 'income-share') {
    throw new RuleBroken('contribution-not-from-income', { mode: contribution.mode });
  }
  return cents(Math.max(contribution.minCents, shareOf(monthlyNetIncome, contribution.shareBasisPoints, 10_000)));
}
