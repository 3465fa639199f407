// Which part of a month a unit takes part in: joining, leaving and pause (settled question 6).
import { compareDays, compareMonths, type Day, firstDay, type Month, monthOfDay } from '../kernel/calendar';
import type { EntryRule } from '../rules/rules';

/** When a unit joined, its last month when it leaves, and its pauses in whole months. */
export interface Stay {
  readonly joinedOn: Day;
  /** Leaving takes effect at month end: the last month it takes part in; null while it stays. */
  readonly lastMonth: Month | null;
  /** Both months included; `until` null while the pause has no end. */
  readonly pauses: readonly { readonly from: Month; readonly until: Month | null }[];
}

/** A share of a month; 1/1 is the whole month. */
export interface Presence {
  readonly numerator: number;
  readonly denominator: number;
}

const WHOLE_MONTH: Presence = { numerator: 1, denominator: 1 };

/**
 * The part of a month for which a unit owes and receives, or null when it takes no part: before it entered, after its
 * last month, or paused. Under `next-month` it enters with the month after the one it joined in, even when it joined on
 * the 1st; under `pro-rata-by-day` it counts the days from joining on, that day included.
 */
export function presenceIn(month: Month, entry: EntryRule, stay: Stay): Presence | null {
  const sinceJoining = compareMonths(month, monthOfDay(stay.joinedOn));
  if (sinceJoining < 0 || isAfter(month, stay.lastMonth)) return null;
  if (stay.pauses.some(({ from, until }) => compareMonths(from, month) <= 0 && !isAfter(month, until))) return null;
  return sinceJoining === 0 ? presenceInFirstMonth(month, entry, stay.joinedOn) : WHOLE_MONTH;
}

const isAfter = (month: Month, last: Month | null): boolean => last !== null && compareMonths(month, last) > 0;

function presenceInFirstMonth(month: Month, entry: EntryRule, joinedOn: Day): Presence | null {
  switch (entry.mode) {
    case 'next-month':
      return null;
    case 'full-current-month':
      return WHOLE_MONTH;
    case 'pro-rata-by-day': {
      if (joinedOn.day === 1) return WHOLE_MONTH;
      return { numerator: month.daysInMonth - joinedOn.day + 1, denominator: month.daysInMonth };
    }
  }
}

/** The day whose composition counts for a month: its first day, or the day of joining when that is later. */
export function compositionDay(month: Month, stay: Stay): Day {
  const first = firstDay(month);
  return compareDays(stay.joinedOn, first) > 0 ? stay.joinedOn : first;
}

/** The turn from one household to another: `eve` is the last day of the old one, `from` the first of the new. */
export interface Turn {
  readonly from: Day;
  readonly eve: Day;
  /** The day that a new unit is said to have joined on, so that its first month is the first that has not begun. */
  readonly joinedOn: Day;
}

/** A change of household counts from the next month that has not begun, whatever the fund's rule of entry. */
export function turnAt(firstOpenMonth: Month, entry: EntryRule): Turn {
  const from = firstDay(firstOpenMonth);
  const eve = from.subtract({ days: 1 });
  return { from, eve, joinedOn: entry.mode === 'next-month' ? eve : from };
}
