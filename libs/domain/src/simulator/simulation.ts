// What a look ahead starts from: rules, people, money as they are, and what is assumed of the months to come.
import { compareDays, compareMonths, type Day, firstDay, type Month } from '../kernel/calendar';
import type { Cents } from '../kernel/money';
import type { Decision } from '../allocations/credit-terms';
import type { Rules } from '../rules/rules';
import type { DatedPerson } from '../members/composition';
import type { Stay } from '../members/presence';

/** What is left of a credit, in cents, and the last day it can be spent; null where it does not expire. */
export interface LotLeft {
  readonly amount: Cents;
  readonly expiresOn: Day | null;
}

/** An account unit as the months to come need it. The same object may stand for many equal units. */
export interface SimulatedUnit {
  readonly persons: readonly DatedPerson[];
  /** The pledges made, in cents a month, each from a month on; the latest that has begun holds. */
  readonly pledges: readonly { readonly from: Month; readonly amount: Cents }[];
  readonly stay: Stay;
  /** Unspent credit, oldest first. */
  readonly lots: readonly LotLeft[];
}

/** A contribution that is called and not all received, in cents; what was forgiven of it is not in its amount. */
export interface OpenDue {
  readonly amount: Cents;
  readonly received: Cents;
}

/**
 * The figures at the moment the look ahead begins, in cents (settled question 1); held is their sum. Credits of a month
 * that has begun count as made.
 */
export interface Opening {
  /** The pot. */
  readonly free: Cents;
  /** Unspent credit, that of `units` and of those who left. */
  readonly owedToMembers: Cents;
  readonly owedToOutlets: Cents;
  /** For running costs and held for others. */
  readonly setAside: Cents;
  readonly openDues: readonly OpenDue[];
}

/** What is assumed of each month to come. Shares are hundredths of a per cent (10 000 is all of it). */
export interface Assumptions {
  /** Which part of a month's credit is spent in that month (of a reimbursement's ceiling: claimed). */
  readonly spentBasisPoints: number;
  /** How likely a due is not to be paid in its month. */
  readonly failureBasisPoints: number;
  /** Which part of what is in arrears comes in each month. */
  readonly recoveredBasisPoints: number;
  /** Grants into the pot; a month may have several. */
  readonly grants: readonly { readonly month: Month; readonly amount: Cents }[];
  /** Units that join on the first of each month; a fraction is the chance of one more. */
  readonly joinersPerMonth: number;
  /** What joiners are like, each as likely; none: like those who are there. */
  readonly joinersLike: readonly SimulatedUnit[];
  /** Units that leave at the end of each month, each as likely; a fraction is the chance of one more. */
  readonly leaversPerMonth: number;
}

/** All as the rules say: everybody pays, nobody comes or goes, everything is spent. */
export const NOTHING_RANDOM: Assumptions = {
  spentBasisPoints: 10_000,
  failureBasisPoints: 0,
  recoveredBasisPoints: 0,
  grants: [],
  joinersPerMonth: 0,
  joinersLike: [],
  leaversPerMonth: 0,
};

/**
 * What is done in a month that the pot cannot bear: what a person may decide in a real one (settled question 5), or
 * `carry-on`, which credits all the same so that the lines show by how much money is missing.
 */
export type WhenShort = Decision | 'carry-on';

/** A look ahead, whole. */
export interface Simulation {
  readonly rules: Rules;
  /** The first month that has not begun. */
  readonly firstMonth: Month;
  /** How many months, 1 to 36. */
  readonly months: number;
  readonly units: readonly SimulatedUnit[];
  readonly opening: Opening;
  readonly assumptions: Assumptions;
  readonly whenShort: WhenShort;
  /** The same seed gives the same lines. */
  readonly seed: string;
  /** How many lives are drawn, 1 to 1 000; one is enough, and one is drawn, when nothing is random. */
  readonly runs: number;
}

/** Units of a planned mix: so many alike, each with the ages of its people (null: unknown) and its pledge in cents. */
export interface PlannedUnits {
  readonly count: number;
  readonly ages: readonly (number | null)[];
  readonly pledge: Cents | null;
}

/** The units of a planned mix, there for the whole of the first month and every later one, without credit yet. */
export function plannedUnits(mix: readonly PlannedUnits[], firstMonth: Month): SimulatedUnit[] {
  const before = firstMonth.subtract({ months: 1 });
  return mix.flatMap(({ count, ages, pledge }) => {
    const unit: SimulatedUnit = {
      persons: ages.map((age) => ({
        bornIn: age === null ? null : firstMonth.subtract({ years: age }),
        sharePercent: 100,
        from: firstDay(before),
        until: null,
      })),
      pledges: pledge === null ? [] : [{ from: before, amount: pledge }],
      stay: { joinedOn: firstDay(before), lastMonth: null, pauses: [] },
      lots: [],
    };
    return Array.from({ length: count }, () => unit);
  });
}

/** The pledge of a unit in a month, in cents; null when none was made by then. */
export function pledgeIn(month: Month, { pledges }: SimulatedUnit): Cents | null {
  const begun = pledges.filter(({ from }) => compareMonths(from, month) <= 0);
  return (
    begun.reduce<SimulatedUnit['pledges'][number] | null>(
      (latest, pledge) => (latest === null || compareMonths(pledge.from, latest.from) >= 0 ? pledge : latest),
      null,
    )?.amount ?? null
  );
}

/** Whether a lot can no longer be spent in a month: its last day lies before it. */
export function isExpiredIn(month: Month, { expiresOn }: Pick<LotLeft, 'expiresOn'>): boolean {
  return expiresOn !== null && compareDays(expiresOn, firstDay(month)) < 0;
}

/**
 * Checks that a look ahead is one: 1 to 36 months, 1 to 1 000 runs, shares from 0 to 10 000, counts not negative.
 * @throws RangeError when it is not: the front door validates what people send
 */
export function checkSimulation({ months, runs, assumptions }: Simulation): void {
  const { spentBasisPoints, failureBasisPoints, recoveredBasisPoints, joinersPerMonth, leaversPerMonth } = assumptions;
  const whole = (value: number, low: number, high: number): boolean =>
    Number.isSafeInteger(value) && value >= low && value <= high;
  const shares = [spentBasisPoints, failureBasisPoints, recoveredBasisPoints];
  if (!whole(months, 1, 36) || !whole(runs, 1, 1_000)) throw new RangeError('a simulation is 1-36 months, 1-1000 runs');
  if (!shares.every((share) => whole(share, 0, 10_000))) throw new RangeError('a share is 0 to 10 000 basis points');
  if (![joinersPerMonth, leaversPerMonth].every((count) => count >= 0 && count <= 1_000))
    throw new RangeError('0 to 1 000 units may join or leave a month');
}
