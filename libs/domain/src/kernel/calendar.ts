// Days and months as the fund lives them: a contribution month, a due date, an instant, each of its own type.
import { Temporal } from 'temporal-polyfill';

export { Temporal };

/** A contribution month, e.g. 2026-11. */
export type Month = Temporal.PlainYearMonth;
/** A day of the calendar, without hour or zone. */
export type Day = Temporal.PlainDate;
/** A point in time. */
export type Instant = Temporal.Instant;

/** Reads a month written `2026-11`, or the month of a day written `2026-11-01`. @throws RangeError when it is neither */
export function monthOf(text: string): Month {
  return Temporal.PlainYearMonth.from(text);
}

/** Reads a day written `2026-11-22`. @throws RangeError when it is not a real day */
export function dayOf(text: string): Day {
  return Temporal.PlainDate.from(text);
}

/** The first day of a month: how a month is stored. */
export function firstDay(month: Month): Day {
  return month.toPlainDate({ day: 1 });
}

/** The last day of a month. */
export function lastDay(month: Month): Day {
  return month.toPlainDate({ day: month.daysInMonth });
}

/**
 * The given day of a month, or its last day where the month is shorter: a member who is debited on the 31st is
 * debited on 28 February.
 */
export function dayInMonth(month: Month, day: number): Day {
  return month.toPlainDate({ day: Math.min(Math.max(1, day), month.daysInMonth) });
}

/** The month a day falls in. */
export function monthOfDay(day: Day): Month {
  return day.toPlainYearMonth();
}

/** The day it is at `now` in a fund's own zone, e.g. `Europe/Paris` or `Indian/Reunion`. */
export function dayAt(now: Instant, timeZone: string): Day {
  return now.toZonedDateTimeISO(timeZone).toPlainDate();
}

/** The instant at which a day begins in a fund's zone; right on the two nights when the hour changes. */
export function startOfDay(day: Day, timeZone: string): Instant {
  return day.toZonedDateTime(timeZone).toInstant();
}

/** Negative, 0 or positive as `a` is before, the same as or after `b`. */
export function compareMonths(a: Month, b: Month): number {
  return Temporal.PlainYearMonth.compare(a, b);
}

/** Negative, 0 or positive as `a` is before, the same as or after `b`. */
export function compareDays(a: Day, b: Day): number {
  return Temporal.PlainDate.compare(a, b);
}

/** The later of two months. */
export function laterMonth(a: Month, b: Month): Month {
  return compareMonths(a, b) >= 0 ? a : b;
}

/** Whole months from `a` to `b`; negative when `b` is earlier. */
export function monthsBetween(a: Month, b: Month): number {
  return (b.year - a.year) * 12 + (b.month - a.month);
}

/** Whole days from `a` to `b`; negative when `b` is earlier. */
export function daysBetween(a: Day, b: Day): number {
  return a.until(b, { largestUnit: 'day' }).days;
}

/** Whether a text names a time zone, e.g. `Indian/Reunion`. */
export function isTimeZone(text: string): boolean {
  try {
    return Temporal.PlainDate.from('2026-01-01').toZonedDateTime(text).timeZoneId.length > 0;
  } catch {
    return false;
  }
}

/** An instant as the database driver gives it, as ISO text in UTC. @throws TypeError when it is none */
export function instantText(value: unknown): string {
  if (!(value instanceof Object) || !('toISOString' in value)) throw new TypeError('not an instant of the database');
  return (value as { toISOString(): string }).toISOString();
}
