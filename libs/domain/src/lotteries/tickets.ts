// How many tickets who waits has in an admission draw, and who has waited so long that no lot is drawn any more.

/** What a fund voted on waiting. */
export interface TicketRule {
  /** `equal`: one each. `waiting`: one, and one more for each whole month waited. */
  readonly mode: 'equal' | 'waiting';
  /** No more tickets than that; null: they grow as long as one waits. */
  readonly most: number | null;
  /**
   * Who has waited so many months is served first, as far as places and money allow; null: never. It is a vote of its own,
   * for near the mean wait it turns the draw into first come, first served.
   */
  readonly firstAfterMonths: number | null;
}

/** One ticket each, and nobody first. */
export const EQUAL_TICKETS: TicketRule = { mode: 'equal', most: null, firstAfterMonths: null };

/** The tickets of who has waited so many whole months: at least 1, and never fewer for a longer wait. */
export function ticketsFor({ mode, most }: TicketRule, monthsWaited: number): number {
  if (mode === 'equal') return 1;
  return Math.max(1, Math.min(most ?? Infinity, 1 + Math.max(0, Math.floor(monthsWaited))));
}

/**
 * How many months the list takes at the present number of places (rounded up): the mean wait, and what each applicant is
 * told; null without places. Where places and list stay as they are nobody waits for ever even without `firstAfterMonths`:
 * who has waited longest has at least the mean number of tickets, so each month a chance of at least 1 in so many.
 */
export function monthsOfList(applicants: number, places: number): number | null {
  return places > 0 ? Math.ceil(applicants / places) : null;
}

/** Whether somebody has waited so long that it is served before lots are drawn. */
export function isServedFirst({ firstAfterMonths }: TicketRule, monthsWaited: number): boolean {
  return firstAfterMonths !== null && monthsWaited >= firstAfterMonths;
}
