// From which month new rules may hold.
import { compareMonths, type Month } from '../kernel/calendar';
import { RuleBroken } from '../kernel/rule-broken';

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

/**
 * Lets rules be published only for months to come: a month always runs under one version, known before it begins.
 * @throws RuleBroken `month-already-begun` when that month, or a later one, was started, or, except for a fund's first
 * rules, when it is the current month or past; `rules-already-published-for-month` when it has its version already
 */
export function checkPublication(publication: Publication): void {
  const { from, currentMonth, startedMonths, publishedFrom, firstVersion } = publication;
  const closed = firstVersion ? startedMonths : [...startedMonths, currentMonth];
  const lastClosed = closed.reduce<Month | null>(
    (last, month) => (last && compareMonths(last, month) >= 0 ? last : month),
    null,
  );
  if (lastClosed && compareMonths(from, lastClosed) <= 0) {
    const firstPossibleMonth = lastClosed.add({ months: 1 }).toString();
    throw new RuleBroken('month-already-begun', { month: from.toString(), firstPossibleMonth });
  }
  if (publishedFrom.some((month) => compareMonths(month, from) === 0)) {
    throw new RuleBroken('rules-already-published-for-month', { month: from.toString() });
  }
}
