// Units that a fund's rules allow, for stories of a month: pledges, incomes and ages as its own rules ask for them.
import { monthOf } from '../kernel/calendar';
import { type Cents, cents } from '../kernel/money';
import type { ContributionRule, Rules } from '../rules/rules';
import type { PersonToAdmit } from '../members/admitted-person';
import { weighsAges } from '../members/membership-rules';

/** A unit for a story: what it is admitted with, and the ages of its people. */
export interface StoryUnit {
  readonly label: string;
  readonly persons: readonly PersonToAdmit[];
  readonly monthlyNetIncome: Cents | null;
  readonly pledge: number | null;
  readonly ages: readonly (number | null)[];
}

/** Four units under these rules: a person alone, a couple, a family, a large family (or four persons). */
export function unitsFor(rules: Rules): StoryUnit[] {
  const sizes = rules.unit === 'person' ? [1, 1, 1, 1] : [1, 2, 4, 6];
  return sizes.map((size, index) => {
    const ages = Array.from({ length: size }, (_, place) => (weighsAges(rules) ? (place < 2 ? 40 : 8) : null));
    return {
      label: `Foyer ${index + 1}`,
      ages,
      persons: ages.map((age, place) => ({
        name: `Personne ${index + 1}.${place + 1}`,
        bornIn: age === null ? null : monthOf('2026-11').subtract({ years: age }),
      })),
      ...pledgeOf(rules.contribution, index),
    };
  });
}

function pledgeOf(rule: ContributionRule, index: number): Pick<StoryUnit, 'pledge' | 'monthlyNetIncome'> {
  if (rule.mode === 'none') return { pledge: null, monthlyNetIncome: null };
  if (rule.mode === 'income-share') return { pledge: null, monthlyNetIncome: cents(100_000 + 33_333 * index) };
  if (rule.mode === 'bands') return { pledge: rule.bandsCents[index] ?? 0, monthlyNetIncome: null };
  const step = rule.mode === 'free' ? (rule.stepCents ?? 1_777) : 1_777;
  return { pledge: rule.minCents + step * index, monthlyNetIncome: null };
}
