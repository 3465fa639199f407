// What a payer and the fund agree on for one unit, and from which month to which: it never touches a month already called.
import { compareMonths, type Month } from '../kernel/calendar';
import { RuleBroken } from '../kernel/rule-broken';

/** The months of an agreement, both included; `until` null while it has no end, before `from` when it was withdrawn. */
export interface Period {
  readonly from: Month;
  readonly until: Month | null;
}

/** Where a unit and the fund stand when an agreement is recorded. */
export interface Calling {
  /** The first month that has not begun. */
  readonly firstOpenMonth: Month;
  /** The first month that has begun and is not closed; null when there is none. */
  readonly firstUnclosed: Month | null;
  /** The last month in which the unit was called; null when it never was. */
  readonly lastCalled: Month | null;
}

/**
 * The first month that a new agreement for a unit may cover: the first that is not closed and in which the unit was not
 * called yet. For most it is the next month; somebody who joins a month under way may be paid for in it.
 */
export function earliestMonth({ firstOpenMonth, firstUnclosed, lastCalled }: Calling): Month {
  const open = firstUnclosed && compareMonths(firstUnclosed, firstOpenMonth) < 0 ? firstUnclosed : firstOpenMonth;
  const afterCalled = lastCalled?.add({ months: 1 }) ?? open;
  return compareMonths(afterCalled, open) > 0 ? afterCalled : open;
}

/**
 * Checks the months of a new agreement, against those that the same payer has with the same unit.
 * @throws RuleBroken `month-already-begun`, `agreement-ends-before-it-begins`, `agreement-overlaps`
 */
export function checkPeriod(period: Period, earliest: Month, others: readonly Period[]): void {
  const { from, until } = period;
  if (compareMonths(from, earliest) < 0) {
    throw new RuleBroken('month-already-begun', { month: from.toString(), firstOpenMonth: earliest.toString() });
  }
  if (until && compareMonths(until, from) < 0) {
    throw new RuleBroken('agreement-ends-before-it-begins', { from: from.toString(), until: until.toString() });
  }
  const touching = others.find((other) => meet(other, period));
  if (touching) throw new RuleBroken('agreement-overlaps', { from: touching.from.toString() });
}

/**
 * Checks the last month of an agreement that ends: months that have begun stay owed by the payer, so that it ends with the
 * last of them at the earliest. One that is ended earlier already stays so.
 * @throws RuleBroken `month-already-begun`, `agreement-ended`
 */
export function checkEnd({ until }: Period, lastMonth: Month, firstOpenMonth: Month): void {
  if (compareMonths(lastMonth, firstOpenMonth.subtract({ months: 1 })) < 0) {
    throw new RuleBroken('month-already-begun', {
      month: lastMonth.add({ months: 1 }).toString(),
      firstOpenMonth: firstOpenMonth.toString(),
    });
  }
  if (until && compareMonths(until, lastMonth) <= 0)
    throw new RuleBroken('agreement-ended', { until: until.toString() });
}

function meet(a: Period, b: Period): boolean {
  const reaches = (one: Period, month: Month): boolean => one.until === null || compareMonths(one.until, month) >= 0;
  return !isWithdrawn(a) && reaches(a, b.from) && reaches(b, a.from);
}

/** An agreement that ends, with the unit it is for. */
export interface EndingAgreement extends Period {
  readonly agreementId: string;
  readonly payerId: string;
  readonly accountUnitId: string;
}

/** What a unit is told, with a key of its own for each end. */
export interface ToldOfEnd {
  readonly key: string;
  readonly kind: 'payer-stops';
  readonly accountUnitId: string;
  readonly personId: null;
  readonly facts: { readonly payerId: string; readonly lastMonth: string; readonly fromMonth: string };
  readonly deadlineDays: null;
}

/**
 * What to tell the units whose payer stops after a month: from the next one on they owe what it paid. Who was to be paid
 * for from later on only never owed less, and is told nothing.
 */
export function tellOfEnd(agreements: readonly EndingAgreement[], lastMonth: Month): ToldOfEnd[] {
  return agreements
    .filter(({ from }) => compareMonths(from, lastMonth) <= 0)
    .map(({ agreementId, payerId, accountUnitId }) => ({
      key: `payer-stops:${agreementId}:${lastMonth.toString()}`,
      kind: 'payer-stops',
      accountUnitId,
      personId: null,
      facts: { payerId, lastMonth: lastMonth.toString(), fromMonth: lastMonth.add({ months: 1 }).toString() },
      deadlineDays: null,
    }));
}

/** Whether an agreement was ended before it began: it covers no month. */
function isWithdrawn({ from, until }: Period): boolean {
  return until !== null && compareMonths(until, from) < 0;
}
