// Where an outlet sells, and when: a farm gate, a shop, a place on two markets.
import { RuleBroken } from '../kernel/rule-broken';

/** Open on a day of the week (1: Monday to 7: Sunday) from one time to another, `08:00` and `12:30`. */
export interface OpenHours {
  readonly weekday: number;
  readonly from: string;
  readonly until: string;
}

/** A site as it is told. */
export interface SiteDraft {
  readonly name: string;
  readonly address: string | null;
  readonly commune: string | null;
  readonly hours: readonly OpenHours[];
}

/**
 * Checks opening hours: each ends after it begins, and two of one day do not meet.
 * @throws RuleBroken `hours-inconsistent` with the weekday
 */
export function checkHours(hours: readonly OpenHours[]): void {
  const inOrder = [...hours].sort((a, b) => a.weekday - b.weekday || a.from.localeCompare(b.from));
  for (const [place, { weekday, from, until }] of inOrder.entries()) {
    const next = inOrder[place + 1];
    const meets = next?.weekday === weekday && next.from < until;
    if (until <= from || meets) throw new RuleBroken('hours-inconsistent', { weekday });
  }
}
