// When the credit of each unit comes to its end in the months to come.
import { type Month, monthOfDay, monthsBetween } from '../kernel/calendar';
import { expiryOf } from '../allocations/allocation-amount';
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

/** For each month the last earlier one, by index, whose credits can no longer be spent in it; -1 when there is none. */
export function lastEnded(months: readonly Month[], rules: Rules): Int32Array {
  const ends = months.map((month) => expiryOf(rules, month));
  let last = -1;
  return Int32Array.from(months, (month) => {
    for (let end = ends[last + 1]; end && isExpiredIn(month, { expiresOn: end }); end = ends[last + 1]) last += 1;
    return last;
  });
}

/** Notes when a unit's credit ends. An older lot is spent before a younger one: what was extended keeps that one alive too. */
export function fillEnds(
  ends: Ends,
  months: readonly Month[],
  { unit, track }: { unit: SimulatedUnit; track: number },
): void {
  const [first] = months;
  if (!first) return;
  let [total, from] = [0, 0];
  for (const { amount, expiresOn } of unit.lots) {
    total += amount;
    from = expiresOn === null ? months.length : Math.max(from, monthsBetween(first, monthOfDay(expiresOn)) + 1);
    for (let month = from; month < months.length; month += 1) ends.lotsExpired[month * ends.count + track] = total;
  }
  ends.lots[track] = total;
  for (let month = 0; month < months.length; month += 1) {
    const place = month * ends.count + track;
    ends.endsAt[place] = ends.lotsExpired[place] === total ? (ends.lastEnded[month] ?? -1) : -1;
  }
}
