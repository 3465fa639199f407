// From which month new rules may hold, and until when they may be taken back.
import { compareDays, compareMonths, dayOf, firstDay, type Month } from '../kernel/calendar';
import { RuleBroken } from '../kernel/rule-broken';
import type { Rules } from './rules';

/** What is asked and what is already so, when rules are to be published. */
export interface Publication {
  /** The month from which the new rules would hold. */
  readonly from: Month;
  /** The month it is now for the fund, by its own clock. */
  readonly currentMonth: Month;
  /** Months whose run has been opened. */
  readonly startedMonths: readonly Month[];
  /** Effective months of the versions already published. */
  readonly publishedFrom: readonly Month[];
  /** Whether the fund has no published rules yet: they may then hold from any month that was not started. */
  readonly firstVersion: boolean;
}

/** The last month that is closed to other rules; null when none is. */
function lastOf(months: readonly Month[]): Month | null {
  return months.reduce<Month | null>((last, month) => (last && compareMonths(last, month) >= 0 ? last : month), null);
}

/** @throws RuleBroken `month-already-begun` when the month is not after all of these */
function checkToCome(from: Month, closed: readonly Month[]): void {
  const last = lastOf(closed);
  if (!last || compareMonths(from, last) > 0) return;
  const firstPossibleMonth = last.add({ months: 1 }).toString();
  throw new RuleBroken('month-already-begun', { month: from.toString(), firstPossibleMonth });
}

/**
 * Lets rules be published only for months to come: a month always runs under one version, known before it begins.
 * @throws RuleBroken `month-already-begun` when that month, or a later one, was started, or, except for a fund's first
 * rules, when it is the current month or past; `rules-already-published-for-month` when it has its version already
 */
export function checkPublication(publication: Publication): void {
  const { from, currentMonth, startedMonths, publishedFrom, firstVersion } = publication;
  checkToCome(from, firstVersion ? startedMonths : [...startedMonths, currentMonth]);
  if (publishedFrom.some((month) => compareMonths(month, from) === 0)) {
    throw new RuleBroken('rules-already-published-for-month', { month: from.toString() });
  }
}

/**
 * Lets a version be taken back only while its month is to come: a month that has begun never changes its rules.
 * @throws RuleBroken `month-already-begun` when its month, or a later one, was started, or is the present or past
 */
export function checkWithdrawal(version: Pick<Publication, 'from' | 'currentMonth' | 'startedMonths'>): void {
  checkToCome(version.from, [...version.startedMonths, version.currentMonth]);
}

/**
 * Refuses rules that would end before they begin.
 * @throws RuleBroken `rules-invalid` with `errors`, as reading does
 */
export function checkLasting({ unspent }: Rules, from: Month): void {
  if (unspent.mode !== 'end-of-project' || unspent.endsOn === null) return;
  const begins = firstDay(from);
  if (compareDays(dayOf(unspent.endsOn), begins) >= 0) return;
  const detail = `le projet finirait avant que ces règles ne commencent : indiquez le ${begins.toString()} ou plus tard, ou null`;
  throw new RuleBroken('rules-invalid', { errors: [{ pointer: '/unspent/endsOn', detail }] });
}
