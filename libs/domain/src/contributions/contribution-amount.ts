// What a unit owes the pot this month.
import { type Cents, cents, NO_MONEY, shareOf } from '../kernel/money';
import type { Rules } from '../rules/rules';
import { type Composition, firstPersonFirst } from '../members/composition';
import type { Presence } from '../members/presence';

/** What a month's due depends on for one account unit. */
export interface ContributingUnit {
  /** The monthly pledge in cents; null when none was made. */
  readonly pledge: Cents | null;
  readonly composition: Composition;
  readonly presence: Presence;
}

/**
 * What a unit owes for a month, in cents: its pledge, plus what the rules add for each person after the first (a person
 * at 50 % counts for half), or the pledge for each person where the rules say so; times its presence. Rounded down to
 * the cent once, per unit (settled question 7). Without a pledge, a contribution, or anybody in the household: nothing.
 * The pledge stands as it was made, even where later rules would refuse it: nobody's debit changes in silence.
 */
export function amountDue(rules: Rules, unit: ContributingUnit): Cents {
  const { contribution } = rules;
  if (contribution.mode === 'none' || unit.pledge === null) return NO_MONEY;
  const hundredths =
    rules.unit === 'person' ? unit.pledge * 100 : householdHundredths(contribution, unit.pledge, unit.composition);
  return shareOf(cents(hundredths), unit.presence.numerator, 100 * unit.presence.denominator);
}

/** In hundredths of a cent, so that shares are rounded only once, at the end. */
function householdHundredths(
  contribution: Exclude<Rules['contribution'], { mode: 'none' }>,
  pledge: Cents,
  composition: Composition,
): number {
  const shares = firstPersonFirst(composition).map(({ sharePercent }) => sharePercent);
  if (shares.length === 0) return 0;
  const total = (parts: readonly number[]): number => parts.reduce((a, b) => a + b, 0);
  if (contribution.mode === 'free' && contribution.perPerson) return pledge * total(shares);
  return pledge * 100 + contribution.perExtraPersonCents * total(shares.slice(1));
}
