// When payees are paid: the fund's rhythm says until which day movements are taken, and when the next drafts are made.
import { type Day, dayInMonth, lastDay, monthOfDay } from '../kernel/calendar';
import type { Cents } from '../kernel/money';
import type { PayoutRule } from '../rules/spending-rules';

const SUNDAY = 7;
/** A fortnight is a half of a month: the 1st to the 15th, the 16th to its end. */
const HALF = 15;

/** The last day of the period that a day falls in; with `threshold` each day is one. */
export function periodEnd(every: PayoutRule['every'], day: Day): Day {
  const month = monthOfDay(day);
  switch (every) {
    case 'week':
      return day.add({ days: SUNDAY - day.dayOfWeek });
    case 'fortnight':
      return day.day <= HALF ? dayInMonth(month, HALF) : lastDay(month);
    case 'month':
      return lastDay(month);
    case 'threshold':
      return day;
  }
}

/** The last day of the last period that is over on a day: a day is over only when the next has begun. */
export function lastPeriodOver(every: PayoutRule['every'], today: Day): Day {
  const yesterday = today.subtract({ days: 1 });
  switch (every) {
    case 'week':
      return today.subtract({ days: today.dayOfWeek });
    case 'fortnight':
      return today.day > HALF ? dayInMonth(monthOfDay(today), HALF) : lastDayBefore(today);
    case 'month':
      return lastDayBefore(today);
    case 'threshold':
      return yesterday;
  }
}

/** The day on which the next drafts are made by themselves; with `threshold`, as soon as enough is owed: null. */
export function nextDraftOn(every: PayoutRule['every'], today: Day): Day | null {
  return every === 'threshold' ? null : periodEnd(every, today).add({ days: 1 });
}

/** Whether what is owed is drafted by itself, or waits: a fund that pays by the amount owed drafts nothing below it. */
export function isToDraft({ every, thresholdCents }: PayoutRule, owed: Cents): boolean {
  return every !== 'threshold' || owed >= Math.max(1, thresholdCents);
}

/** Whether a draft waits for the next period: nothing is to be paid, or less than the rules pay at once. */
export function isCarriedForward(netCents: number, { thresholdCents }: Pick<PayoutRule, 'thresholdCents'>): boolean {
  return netCents <= 0 || netCents < thresholdCents;
}

function lastDayBefore(day: Day): Day {
  return lastDay(monthOfDay(day).subtract({ months: 1 }));
}
