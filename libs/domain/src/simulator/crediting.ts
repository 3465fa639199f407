// The credits of a month to come, on the terms of a real one: a mean taken once, the cap, what the pot can bear.
import { type Cents, cents } from '../kernel/money';
import { allocationFor, creditWithinCap, meanOfContributions } from '../allocations/allocation-amount';
import { type CreditTerms, creditTerms } from '../allocations/credit-terms';
import type { There } from './forecast';
import { amountAt, type Life, type MonthSums, numberAt } from './life';
import { wholeShare } from './whole-share';

/** What crediting a month needs: who is there, and where its sums are written. */
export interface CreditMonth {
  readonly there: There;
  readonly sums: MonthSums;
}

/**
 * Tries the credits of a month whose mean is taken before its contributions come in, with the pot as it was before
 * (cents). When that is too low they are tried again at the end of the month.
 * @returns whether they were made
 */
export function creditEarly(life: Life, potBefore: number, { there, sums }: CreditMonth): boolean {
  const wanted = cents(want(life, there, takeMean(life, there, 0)));
  const request = { units: there.count, wanted, mean: null, decision: 'as-ruled' as const };
  const found = creditTerms(life.forecast.simulation.rules, { ...request, pot: cents(potBefore) });
  if (!('terms' in found)) return false;
  credit(life, { there, sums }, found.terms);
  return true;
}

/**
 * Credits a month on the terms of a real one. A month that stops is not caught up with later: what a person would decide
 * is `whenShort`.
 */
export function creditMonth(life: Life, { there, sums }: CreditMonth): void {
  const { rules, whenShort } = life.forecast.simulation;
  const wanted = cents(want(life, there, takeMean(life, there, sums.received)));
  const request = { units: there.count, wanted, mean: null, pot: cents(life.pot) };
  const ruled = creditTerms(rules, { ...request, decision: 'as-ruled' });
  if ('stopped' in ruled) life.short = 1;
  const decision = whenShort === 'carry-on' ? 'as-ruled' : whenShort;
  const found = 'terms' in ruled ? ruled : creditTerms(rules, { ...request, decision });
  if ('terms' in found) credit(life, { there, sums }, found.terms);
  else if (whenShort === 'carry-on') credit(life, { there, sums }, null);
}

/** Takes the mean of what came in, and works out once for each class of units what it gives them. */
function takeMean(life: Life, there: There, received: number): boolean {
  const { simulation, tracks } = life.forecast;
  if (simulation.rules.allocation.mode !== 'mean-of-contributions') return false;
  const { mean } = meanOfContributions(cents(received), there.count);
  tracks.meanClasses.forEach(({ composition, presence }, index) => {
    const given = (share: typeof presence): Cents =>
      allocationFor(simulation.rules, { composition, presence: share, mean });
    life.meanCredits[index] = { credit: given(presence), whole: given({ numerator: 1, denominator: 1 }) };
  });
  return true;
}

/** Notes what the rules give each unit in a month, and adds it up; where that is known beforehand there is nothing to note. */
function want(life: Life, there: There, byMean: boolean): number {
  const { tracks, simulation } = life.forecast;
  const capped = simulation.rules.unspent.mode === 'cap';
  if (!byMean && !capped) return there.credit;
  let total = 0;
  for (let index = 0; index < there.count; index += 1) {
    const place = numberAt(there.places, index);
    const mean = byMean ? life.meanCredits[numberAt(tracks.meanClass, place)] : undefined;
    let amount = mean ? mean.credit : (amountAt(tracks.credit, place) as Cents);
    if (capped) {
      const slot = numberAt(there.slots, index);
      const wholeMonth = mean ? mean.whole : (amountAt(tracks.whole, place) as Cents);
      const balance = (amountAt(life.credited, slot) - amountAt(life.gone, slot)) as Cents;
      amount = creditWithinCap(simulation.rules, { credit: amount, wholeMonth, balance });
    }
    life.wanted[index] = amount;
    total += amount;
  }
  return total;
}

/** Credits who is to be credited, and has them spend their share; `terms` null: all of it, whatever the pot holds. */
function credit(life: Life, { there, sums }: CreditMonth, terms: CreditTerms | null): void {
  const { rules } = life.forecast.simulation;
  const capped = rules.unspent.mode === 'cap';
  const noted = capped || rules.allocation.mode === 'mean-of-contributions';
  const reduced = terms !== null && terms.scale.numerator !== terms.scale.denominator;
  const each = noted || reduced || life.forecast.expires || rules.credited.mode === 'when-settled';
  const made = each ? creditEach(life, there, { noted, scale: reduced ? terms.scale : null }) : null;
  const { credited, spent } = made ?? { credited: there.credit, spent: there.creditSpent };
  life.pot -= credited;
  life.owed += credited - spent;
  sums.credited += credited;
  sums.spent += spent;
}

interface Terms {
  /** Whether amounts were noted in `wanted`, or are those of the tracks. */
  readonly noted: boolean;
  readonly scale: CreditTerms['scale'] | null;
}

function creditEach(life: Life, there: There, { noted, scale }: Terms): { credited: number; spent: number } {
  const { simulation, tracks } = life.forecast;
  const follows = simulation.rules.credited.mode === 'when-settled';
  const share = simulation.assumptions.spentBasisPoints;
  const { places, slots, count } = there;
  const { credit: given, creditSpent } = tracks;
  const { credited: creditedTo, gone, wanted: amounts } = life;
  let [credited, spent] = [0, 0];
  for (let index = 0; index < count; index += 1) {
    const place = numberAt(places, index);
    const slot = numberAt(slots, index);
    const wanted = noted ? amountAt(amounts, index) : amountAt(given, place);
    const amount = scale ? wholeShare(wanted, scale.numerator, scale.denominator) : wanted;
    if (follows && life.failed[slot] === 1) {
      life.withheld += amount;
      continue;
    }
    const part = noted || scale ? wholeShare(amount, share, 10_000) : amountAt(creditSpent, place);
    credited += amount;
    spent += part;
    creditedTo[slot] = amountAt(creditedTo, slot) + amount;
    gone[slot] = amountAt(gone, slot) + part;
  }
  return { credited, spent };
}

/** Where purchases are reimbursed: what is claimed of each unit's ceiling leaves the pot. */
export function payClaims(life: Life, { there, sums }: CreditMonth): void {
  const { tracks, simulation } = life.forecast;
  if (simulation.rules.allocation.mode !== 'reimbursement') return;
  let claimed = 0;
  for (let index = 0; index < there.count; index += 1) {
    const ceiling = amountAt(tracks.ceiling, numberAt(there.places, index));
    claimed += wholeShare(ceiling, simulation.assumptions.spentBasisPoints, 10_000);
  }
  life.pot -= claimed;
  sums.spent += claimed;
  if (life.pot < 0) life.short = 1;
}
