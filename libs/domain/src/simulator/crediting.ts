// The credits of a month to come, on the terms of a real one: a mean taken once, the cap, what the pot can bear.
import { type Cents, cents } from '../kernel/money';
import { allocationFor, meanOfContributions } from '../allocations/allocation-amount';
import { type CreditTerms, creditTerms } from '../allocations/credit-terms';
import type { Life, MonthSums } from './life';
import { amountAt, numberAt } from './numbers';
import type { There } from './there';
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
  const { unspent } = simulation.rules;
  const months = unspent.mode === 'cap' ? unspent.months : null;
  if (!byMean && months === null) return there.credit;
  const { count, slots, places } = life.present;
  const { credit: given, whole: wholes, meanClass } = tracks;
  const { credited, gone, wanted, meanCredits } = life;
  let total = 0;
  for (let index = 0; index < count; index += 1) {
    const place = numberAt(places, index);
    const mean = byMean ? meanCredits[numberAt(meanClass, place)] : undefined;
    let amount: number = mean ? mean.credit : amountAt(given, place);
    if (months !== null) {
      // What creditWithinCap() says, without an object for each of millions of credits.
      const slot = numberAt(slots, index);
      const most = (mean ? mean.whole : amountAt(wholes, place)) * months;
      amount = Math.max(0, Math.min(amount, most - (amountAt(credited, slot) - amountAt(gone, slot))));
    }
    wanted[index] = amount;
    total += amount;
  }
  return total;
}

/** Credits who is to be credited, and has them spend their share; `terms` null: all of it, whatever the pot holds. */
function credit(life: Life, { there, sums }: CreditMonth, terms: CreditTerms | null): void {
  const { simulation, unitByUnit } = life.forecast;
  const { unspent, allocation } = simulation.rules;
  const noted = unspent.mode === 'cap' || allocation.mode === 'mean-of-contributions';
  const reduced = terms !== null && terms.scale.numerator !== terms.scale.denominator;
  const made = unitByUnit ? creditEach(life, { noted, scale: reduced ? terms.scale : null }) : null;
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

function creditEach(life: Life, { noted, scale }: Terms): { credited: number; spent: number } {
  const { simulation, tracks } = life.forecast;
  const follows = simulation.rules.credited.mode === 'when-settled';
  const share = simulation.assumptions.spentBasisPoints;
  const { places, slots, count } = life.present;
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
  life.pot -= there.claimed;
  sums.spent += there.claimed;
  if (there.claimed > 0 && life.pot < 0) life.short = 1;
}
