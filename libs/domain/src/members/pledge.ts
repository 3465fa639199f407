// Which pledges the fund's rules allow, and the one that follows from an income.
import { type Cents, cents, NO_MONEY, plus, shareOf } from '../kernel/money';
import { type Fact, RuleBroken } from '../kernel/rule-broken';
import { LARGEST_AMOUNT_CENTS } from '../rules/document-reading';
import type { Rules } from '../rules/rules';

/** The most that anybody may pledge a month where the rules set no bound, in cents: the most that rules may name. */
const LARGEST_PLEDGE_CENTS = cents(LARGEST_AMOUNT_CENTS);

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

/** What is wrong with a pledge, and what would be right, in French; null when it fits. */
function faultOf(pledge: Cents, { minCents, maxCents, stepCents, bandsCents }: PledgeLimits): string | null {
  if (bandsCents !== null) {
    if (bandsCents.includes(pledge)) return null;
    return `cette cotisation n'est pas un des paliers : choisissez ${bandsCents.map(inEuros).join(', ')}`;
  }
  if (pledge < minCents) return `cette cotisation est trop basse : indiquez ${inEuros(minCents)} ou plus`;
  const most = maxCents ?? LARGEST_PLEDGE_CENTS;
  if (pledge > most) return `cette cotisation est trop haute : indiquez ${inEuros(most)} ou moins`;
  if (stepCents === null || (pledge - minCents) % stepCents === 0) return null;
  const below = cents(pledge - ((pledge - minCents) % stepCents));
  const above = plus(below, stepCents);
  const near = [below, ...(above <= most ? [above] : [])].map(inEuros).join(' ou ');
  return `les cotisations vont de ${inEuros(stepCents)} en ${inEuros(stepCents)} à partir de ${inEuros(minCents)} : indiquez par exemple ${near}`;
}

/** An amount as people write it: `40 €`, `12,50 €`. */
const inEuros = (amount: Cents): string => {
  const [whole, hundredths = '00'] = (amount / 100).toFixed(2).split('.');
  return `${whole ?? '0'}${hundredths === '00' ? '' : `,${hundredths}`} €`;
};

/**
 * Accepts a monthly pledge (in cents) that the rules allow; steps count from the minimum. The examples of a guided
 * contribution bind nobody. Where the rules say *per person* the pledge is the amount for one person. Where they set no
 * upper bound, 100 000 € a month is one: beyond it somebody has typed cents for euros.
 * @throws RuleBroken `pledge-outside-rules` with `pledgeCents, minCents, maxCents, stepCents, bandsCents` and `errors`:
 * the field (as it was given) and the remedy in French
 */
export function checkPledge(rules: Rules, pledge: Cents, pointer = '/pledgeCents'): void {
  const limits = pledgeLimits(rules);
  const detail = faultOf(pledge, limits);
  if (detail === null) return;
  const facts: Record<string, Fact> = { pledgeCents: pledge, ...limits };
  throw new RuleBroken('pledge-outside-rules', { ...facts, errors: [{ pointer, detail }] });
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
