// Whether what is left of a month's credit may be given more time: later only, and only while something is left.
import { compareDays, compareMonths, type Day, type Month } from '../kernel/calendar';
import { RuleBroken } from '../kernel/rule-broken';
import type { DatedLot } from './ended-credit';

const LONGEST_MONTHS = 36;

/**
 * The lots of a month that an extension moves later: those with a last day before it.
 * @throws RuleBroken `lot-empty` when nothing is left of that month, `extension-not-later` when no last day moves or
 * the day is past, `extension-too-long` beyond three years
 */
export function lotsExtended(
  lots: readonly DatedLot[],
  { lotMonth, until }: { readonly lotMonth: Month; readonly until: Day },
  today: Day,
): DatedLot[] {
  const left = lots.filter((lot) => compareMonths(lot.lotMonth, lotMonth) === 0);
  if (left.length === 0) throw new RuleBroken('lot-empty', { lotMonth: lotMonth.toString() });
  const moved = left.filter(({ end }) => end !== null && compareDays(until, end.day) > 0);
  if (moved.length === 0 || compareDays(until, today) < 0) {
    throw new RuleBroken('extension-not-later', { lastDay: left.at(-1)?.end?.day.toString() ?? null });
  }
  const latest = today.add({ months: LONGEST_MONTHS });
  if (compareDays(until, latest) > 0) throw new RuleBroken('extension-too-long', { latest: latest.toString() });
  return moved;
}
