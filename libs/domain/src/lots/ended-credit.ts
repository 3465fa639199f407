// What of a unit's credit has come to its end and goes back to the pot, and what is about to: never what is reserved.
import { compareDays, type Day, dayOf, lastDay, type Month } from '../kernel/calendar';
import { type Cents, cents } from '../kernel/money';
import type { Rules } from '../rules/rules';
import type { LotEnd } from './lot-dates';
import type { Lot } from './lots-left';

/** What is left of a lot, with its end as known today: pauses, extensions and departures counted; null: it has none. */
export interface DatedLot extends Lot {
  readonly end: LotEnd | null;
}

/** What goes back of one lot, in cents. */
export interface EndedCredit {
  readonly lot: DatedLot;
  readonly end: LotEnd;
  readonly amount: Cents;
}

/** Days of warning where the rules set a last day but no days of warning (end of the project, a departure): our filler. */
const USUAL_WARNING_DAYS = 15;

/**
 * What of a unit's lots (oldest first) goes back to the pot on a day: what is left of those whose last day is over. What
 * is held (cents) is reserved from the oldest credit on, as it will be spent, and does not go back while it is held: a
 * slip that was issued in time can be honoured after the date.
 */
export function endedCredit(lots: readonly DatedLot[], held: Cents, today: Day): EndedCredit[] {
  let reserved: number = held;
  const ended: EndedCredit[] = [];
  for (const lot of lots) {
    const kept = Math.min(lot.leftCents, reserved);
    reserved -= kept;
    const { end } = lot;
    if (end && compareDays(end.day, today) < 0 && lot.leftCents > kept) {
      ended.push({ lot, end, amount: cents(lot.leftCents - kept) });
    }
  }
  return ended;
}

/** The lots that a person is to be warned of on a day: those whose last day comes within so many days. */
export function lotsToWarnOf(lots: readonly DatedLot[], days: number, today: Day): (DatedLot & { end: LotEnd })[] {
  const horizon = today.add({ days });
  return lots.filter(
    (lot): lot is DatedLot & { end: LotEnd } =>
      lot.end !== null && compareDays(lot.end.day, today) >= 0 && compareDays(lot.end.day, horizon) <= 0,
  );
}

/** How many days before its end a person is warned of credit; 0: not at all. */
export function warningDays({ unspent, leaving }: Rules): number {
  if (unspent.mode === 'expire') return unspent.warnDaysBefore;
  const ends = unspent.mode === 'end-of-project' ? unspent.endsOn !== null : leaving.unspent.mode === 'kept-months';
  return ends ? USUAL_WARNING_DAYS : 0;
}

/** Whether rules can bring credit to an end at all. */
export function canEnd({ unspent, leaving }: Rules): boolean {
  return unspent.mode === 'expire' || unspent.mode === 'end-of-project' || leaving.unspent.mode !== 'kept';
}

/** The last day of everybody's credit where rules name the day on which the project ends; null: they name none. */
export function endOfProject({ unspent }: Rules): LotEnd | null {
  if (unspent.mode !== 'end-of-project' || unspent.endsOn === null) return null;
  return { day: dayOf(unspent.endsOn), cause: 'project-ended' };
}

/**
 * The last day of what a unit has left when it has gone, under the rules in force in its last month; null: its credit
 * keeps its own dates. Counted from the end of the last month, since leaving takes effect then (settled question 6).
 */
export function endOfStay({ leaving }: Rules, lastMonth: Month): LotEnd | null {
  const { unspent } = leaving;
  switch (unspent.mode) {
    case 'kept':
      return null;
    case 'kept-months':
      return { day: lastDay(lastMonth.add({ months: unspent.months })), cause: 'left' };
    case 'back-to-pot':
      return { day: lastDay(lastMonth), cause: 'left' };
  }
}
