// When the credit of each unit comes to its end in the months to come.
import { compareDays, type Day, dayOf, firstDay, type Month, monthOfDay, monthsBetween } from '../kernel/calendar';
import { expiryOf } from '../allocations/allocation-amount';
import { endOfStay } from '../lots/ended-credit';
import { endOfLot, type LotClock, type LotEnd, soonerEnd } from '../lots/lot-dates';
import type { Stay } from '../members/presence';
import type { Rules } from '../rules/rules';
import { isExpiredIn, type SimulatedUnit } from './simulation';

/** When credit ends: by track, or by month and track at `month * count + track`; amounts in cents. */
export interface Ends {
  readonly count: number;
  /** For each month the last earlier one, by index, whose credits can no longer be spent in it; -1 when there is none. */
  readonly lastEnded: Int32Array;
  /** The same by month and track; -1 also while some of the unspent credit there is (`lotsExpired`) has not ended. */
  readonly endsAt: Int32Array;
  /** Of the unspent credit there is, what has come to its end by a month if nothing of it is spent. */
  readonly lotsExpired: Float64Array;
  /** All the unspent credit there is, by track. */
  readonly lots: Float64Array;
}

/** The same for a unit that stays and never pauses. */
export function lastEnded(months: readonly Month[], rules: Rules): Int32Array {
  return endedBy(months, rules, { pauses: [], lastMonth: null });
}

/**
 * For each month the last earlier one, by index, whose credits of a unit have come to their end before it (-1: none), by
 * the dates of real lots: pauses stop the clock, and the end of a stay or of the project cuts it short. An end within a
 * month counts with the next.
 */
function endedBy(months: readonly Month[], rules: Rules, { pauses, lastMonth }: Clocks): Int32Array {
  const clock: LotClock = { pauses, extensions: [], end: cutShort(rules, lastMonth) };
  let last = -1;
  return Int32Array.from(months, (month, index) => {
    const hasEnded = (lotMonth: Month): boolean => {
      const lot = { lotMonth, since: lotMonth, expiresOn: expiryOf(rules, lotMonth) };
      return isExpiredIn(month, { expiresOn: endOfLot(lot, clock, firstDay(month))?.day ?? null });
    };
    for (let next = months[last + 1]; next && last + 1 < index && hasEnded(next); next = months[last + 1]) last += 1;
    return last;
  });
}

type Clocks = Pick<Stay, 'pauses' | 'lastMonth'>;

/** The last day of all that a unit has left: of its stay or of the project, whichever comes sooner; null: no such day. */
function cutShort(rules: Rules, lastMonth: Month | null): LotEnd | null {
  const { unspent } = rules;
  const stay = lastMonth === null ? null : endOfStay(rules, lastMonth);
  if (unspent.mode !== 'end-of-project' || unspent.endsOn === null) return stay;
  return soonerEnd(stay, { day: dayOf(unspent.endsOn), cause: 'project-ended' });
}

/** How many months what somebody leaves behind can still be spent; null: as long as the credit of those who stay. */
export function monthsKept({ leaving }: Rules): number | null {
  const { unspent } = leaving;
  if (unspent.mode === 'kept') return null;
  return unspent.mode === 'back-to-pot' ? 0 : unspent.months;
}

/** Notes when a unit's credit ends. An older lot is spent before a younger one: what was extended keeps that one alive too. */
export function fillEnds(
  ends: Ends,
  { months, rules }: { months: readonly Month[]; rules: Rules },
  { unit, track }: { unit: SimulatedUnit; track: number },
): void {
  const { pauses, lastMonth } = unit.stay;
  const cut = cutShort(rules, lastMonth)?.day ?? null;
  const ofOwn =
    pauses.length > 0 || lastMonth !== null ? endedBy(months, rules, { pauses, lastMonth }) : ends.lastEnded;
  let [total, from] = [0, 0];
  for (const { amount, expiresOn } of unit.lots) {
    total += amount;
    const own = expiresOn === null || pausedForGood(expiresOn, pauses) ? null : expiresOn;
    from = Math.max(from, goneFrom(months, sooner(own, cut)));
    for (let month = from; month < months.length; month += 1) ends.lotsExpired[month * ends.count + track] = total;
  }
  ends.lots[track] = total;
  for (let month = 0; month < months.length; month += 1) {
    const place = month * ends.count + track;
    ends.endsAt[place] = ends.lotsExpired[place] === total ? (ofOwn[month] ?? -1) : -1;
  }
}

/** The first month, by index, in which a lot with this last day can no longer be spent; beyond the last one: none. */
function goneFrom(months: readonly Month[], day: Day | null): number {
  const [first] = months;
  return first === undefined || day === null ? months.length : monthsBetween(first, monthOfDay(day)) + 1;
}

/** A pause without an end that begins before credit ends holds it for as long as anybody can look. */
const pausedForGood = (day: Day, pauses: Stay['pauses']): boolean =>
  pauses.some(({ from, until }) => until === null && compareDays(firstDay(from), day) <= 0);

function sooner(a: Day | null, b: Day | null): Day | null {
  if (a === null || b === null) return a ?? b;
  return compareDays(a, b) <= 0 ? a : b;
}
