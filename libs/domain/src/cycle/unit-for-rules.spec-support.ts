// A unit that given rules let in, whatever they ask of it: how many people, whose age, which pledge or income.
import { amount, month, type UnitWanted } from '../../../../test/support/living-fund';
import type { Cents } from '../kernel/money';
import { weighsAges } from '../members/membership-rules';
import type { Rules } from '../rules/rules';

/** A unit of one person, or of three where households are counted, that these rules let in from a day on. */
export function unitForRules(
  rules: Rules,
  joinedOn: string,
): UnitWanted & Required<Pick<UnitWanted, 'joinedOn' | 'persons'>> {
  const bornIn = weighsAges(rules) ? month('2015-04') : null;
  const heads = rules.unit === 'person' ? 1 : 3;
  const persons = Array.from({ length: heads }, (_, n) => ({ name: `Personne ${n + 1}`, bornIn }));
  return { persons, joinedOn, ...declared(rules) };
}

function declared({ contribution }: Rules): { pledge: number | null; monthlyNetIncome: Cents | null } {
  switch (contribution.mode) {
    case 'none':
      return { pledge: null, monthlyNetIncome: null };
    case 'income-share':
      return { pledge: null, monthlyNetIncome: amount(120_000) };
    case 'bands':
      return { pledge: contribution.bandsCents.at(-1) ?? 0, monthlyNetIncome: null };
    case 'free':
    case 'guided':
      return { pledge: contribution.minCents, monthlyNetIncome: null };
  }
}
