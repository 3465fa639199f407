// What a unit receives to spend for a month, and until when it can be spent.
import { type Day, lastDay, type Month } from '../kernel/calendar';
import { type Cents, cents, minus, NO_MONEY, shareOf, times } from '../kernel/money';
import { RuleBroken } from '../kernel/rule-broken';
import type { AllocationRule, HouseholdWeightsAllocation, Rules } from '../rules/rules';
import { type Composition, firstPersonFirst, type PersonPresent } from '../members/composition';
import type { Presence } from '../members/presence';

/** What a month's allocation depends on for one account unit. */
export interface ReceivingUnit {
  readonly composition: Composition;
  readonly presence: Presence;
  /** The month's frozen mean of contributions in cents; null where the rules do not need it. */
  readonly mean: Cents | null;
}

/**
 * What a unit receives for a month, in cents, rounded down to the cent once, per unit: equal units get the same and the
 * remainder stays in the pot (settled question 7). A person at 50 % brings half of what they would bring, in each of
 * their two units, so that the halves never come to more than the whole; what a household gets for being one counts at
 * the share of the person most often there. In a fund of persons shares do not count. Reimbursement, three prices and
 * none: nothing in advance.
 * @throws RuleBroken `mean-not-taken` when the rules give the mean of contributions and it is not known
 */
export function allocationFor(rules: Rules, unit: ReceivingUnit): Cents {
  const persons: Composition =
    rules.unit === 'person' ? [{ age: null, sharePercent: 100 }] : firstPersonFirst(unit.composition);
  const hundredths = cents(inHundredths(rules.allocation, persons, unit.mean));
  return shareOf(hundredths, unit.presence.numerator, 100 * unit.presence.denominator);
}

/** In hundredths of a cent, so that shares are rounded only once, at the end. */
function inHundredths(rule: AllocationRule, persons: Composition, mean: Cents | null): number {
  const mostPresent = persons[0]?.sharePercent ?? 0;
  switch (rule.mode) {
    case 'fixed':
      return rule.amountCents * mostPresent;
    case 'mean-of-contributions':
      if (mean === null) throw new RuleBroken('mean-not-taken');
      return Math.max(mean, rule.topUpToCents ?? 0) * mostPresent;
    case 'household-weights':
      return byWeights(rule, persons, mostPresent);
    case 'household-steps':
      return bySteps(rule.stepsCents, persons);
    case 'reimbursement':
    case 'none':
      return 0;
  }
}

function byWeights(rule: HouseholdWeightsAllocation, persons: Composition, mostPresent: number): number {
  const brings = ({ age }: PersonPresent, index: number): number => {
    if (index === 0) return rule.firstPersonCents;
    const young = age === null ? undefined : rule.ageWeights.find(({ underAge }) => age < underAge);
    return young?.amountCents ?? rule.perExtraPersonCents;
  };
  const parts = persons.map((person, index) => brings(person, index) * person.sharePercent);
  return rule.baseCents * mostPresent + parts.reduce((a, b) => a + b, 0);
}

/** The n-th person brings what the n-th step adds to the one before; beyond the last step nothing is added. */
function bySteps(steps: readonly Cents[], persons: Composition): number {
  const parts = persons.map(({ sharePercent }, index) => {
    const step = steps[index];
    return step === undefined ? 0 : (step - (steps[index - 1] ?? 0)) * sharePercent;
  });
  return parts.reduce((a, b) => a + b, 0);
}

/**
 * The mean of what was received (cents) over a number of units, rounded down to the cent, and what is left, which stays
 * in the pot: mean × units + remainder = received. Over no unit the mean is 0.
 * @throws RuleBroken `share-impossible` for a negative amount
 */
export function meanOfContributions(
  received: Cents,
  units: number,
): { readonly mean: Cents; readonly remainder: Cents } {
  const mean = units === 0 ? NO_MONEY : shareOf(received, 1, units);
  return { mean, remainder: minus(received, times(mean, units)) };
}

/**
 * The last day on which a credit of a month can be spent, in the fund's calendar: with *expires after N months*, the
 * last day of the N-th month after the one it is credited in (January's credit with 3 months: 30 April; credited late, in
 * March: 30 June, since nobody is given credit that is nearly gone). Null where credit does not expire by month.
 * Extensions and pauses move it later, and are facts of the lot.
 */
export function expiryOf(rules: Rules, creditedIn: Month): Day | null {
  return rules.unspent.mode === 'expire' ? lastDay(creditedIn.add({ months: rules.unspent.months })) : null;
}

/** A credit about to be made, all in cents. */
export interface CreditAtCap {
  /** What the month would bring. */
  readonly credit: Cents;
  /** What a whole month brings this unit: the cap counts in such months. */
  readonly wholeMonth: Cents;
  /** What the unit has left to spend. */
  readonly balance: Cents;
}

/**
 * What of a month's credit fits under *capped at N months*, in cents: the unit never holds more than N whole months;
 * what does not fit stays in the pot, and nothing already credited is taken back. Without a cap: all of it.
 */
export function creditWithinCap(rules: Rules, { credit, wholeMonth, balance }: CreditAtCap): Cents {
  if (rules.unspent.mode !== 'cap') return credit;
  return cents(Math.max(0, Math.min(credit, wholeMonth * rules.unspent.months - balance)));
}
