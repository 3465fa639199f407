// Until when a lot can be spent: its booked date, moved later by pauses and by hand, and cut short by the end of a stay.
import { compareDays, compareMonths, type Day, firstDay, type Month, monthOfDay } from '../kernel/calendar';
import type { Lot } from './lots-left';

/** Whole months in which a unit's clocks stand still, both included; `until` null while the pause has no end. */
export interface StoppedClock {
  readonly from: Month;
  readonly until: Month | null;
}

/** A lot month whose credit may be spent until a later day, as decided by hand on a day. */
export interface LotExtension {
  readonly lotMonth: Month;
  readonly until: Day;
  readonly decidedOn: Day;
}

/** What moves the dates of one unit's lots. */
export interface LotClock {
  readonly pauses: readonly StoppedClock[];
  readonly extensions: readonly LotExtension[];
  /** The last day of everything left: of the project, or of what a stay leaves; null: no such day. */
  readonly end: LotEnd | null;
}

/** Why credit comes to its end: its own date, the unit's departure, the end of the project. */
export type EndCause = 'expired' | 'left' | 'project-ended';

/** The last day on which credit can be spent, and why no longer. */
export interface LotEnd {
  readonly day: Day;
  readonly cause: EndCause;
}

/**
 * The last day on which a lot can be spent, as known on a day; null: no end. Each whole month of pause that begins
 * while the lot can still be spent, after the month its clock began in, moves the date by a month (settled question 6);
 * a pause without an end counts up to the present month. The end of a stay or of the project cuts every lot short; an
 * extension by hand moves the date later, never earlier, whatever else was to end the lot.
 */
export function endOfLot(
  lot: Pick<Lot, 'lotMonth' | 'expiresOn' | 'since'>,
  clock: LotClock,
  today: Day,
): LotEnd | null {
  const extensions = clock.extensions.filter(({ lotMonth }) => compareMonths(lotMonth, lot.lotMonth) === 0);
  const own = lot.expiresOn === null ? null : moved(lot.expiresOn, lot.since, { ...clock, extensions }, today);
  const end = soonerEnd(own === null ? null : { day: own, cause: 'expired' }, clock.end);
  return end && { ...end, day: extensions.reduce((day, { until }) => later(day, until), end.day) };
}

// The story of a date, month by month: what was decided before a paused month counts before it.
function moved(expiresOn: Day, since: Month, { pauses, extensions }: LotClock, today: Day): Day {
  const months = pauses.flatMap((pause) => monthsOf(pause, monthOfDay(today))).filter((month) => isAfter(month, since));
  let date = expiresOn;
  let decided = extensions;
  for (const month of months.sort((a, b) => compareMonths(a, b))) {
    const before = decided.filter(({ decidedOn }) => compareDays(decidedOn, firstDay(month)) < 0);
    decided = decided.filter((extension) => !before.includes(extension));
    date = before.reduce((day, { until }) => later(day, until), date);
    if (compareDays(firstDay(month), date) <= 0) date = monthLater(date);
  }
  return decided.reduce((day, { until }) => later(day, until), date);
}

function monthsOf({ from, until }: StoppedClock, present: Month): Month[] {
  const months: Month[] = [];
  for (let month = from; !isAfter(month, until ?? present); month = month.add({ months: 1 })) months.push(month);
  return months;
}

// The last day of a month becomes the last day of the next.
function monthLater(day: Day): Day {
  const next = day.add({ months: 1 });
  return day.day === day.daysInMonth ? next.with({ day: next.daysInMonth }) : next;
}

const isAfter = (a: Month, b: Month): boolean => compareMonths(a, b) > 0;
const later = (a: Day, b: Day): Day => (compareDays(a, b) >= 0 ? a : b);

/** The one of two ends that comes sooner; null is no end. */
export function soonerEnd(a: LotEnd | null, b: LotEnd | null): LotEnd | null {
  if (a === null || b === null) return a ?? b;
  return compareDays(a.day, b.day) <= 0 ? a : b;
}
