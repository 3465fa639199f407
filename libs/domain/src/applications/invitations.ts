// Offers of a place: to whom next, and until when they have to answer.
import { compareDays, type Day } from '../kernel/calendar';
import { RuleBroken } from '../kernel/rule-broken';
import type { IncomeBandQuota } from '../rules/rules';
import { nextInvited, type Places, quotasOf, type Waiting } from './waiting-list';

/** What invitations are computed from; `present` counts accounts and kept places by band of income. */
export interface RoomToInvite {
  readonly waiting: readonly Waiting[];
  readonly places: readonly Places[];
  readonly taken: number;
  readonly present: ReadonlyMap<string | null, number>;
  readonly rules: { readonly eligibility: { readonly incomeBandQuotas: readonly IncomeBandQuota[] } };
}

/** Who comes next, at most `count` (as many as there are places when null), in the order of the list. */
export function nextToInvite(room: RoomToInvite, count: number | null): Waiting[] {
  const invited: Waiting[] = [];
  for (const { area, free, total } of room.places) {
    const line = room.waiting.filter((one) => area === null || one.area === area);
    const places = Math.min(free ?? line.length, (count ?? line.length) - (area === null ? 0 : invited.length));
    const size = area === null && total !== null ? total : room.taken + Math.max(0, places);
    const present = new Map(room.present);
    for (const { incomeBand } of invited) present.set(incomeBand, (present.get(incomeBand) ?? 0) + 1);
    const quotas = quotasOf(room.rules.eligibility.incomeBandQuotas, present, size);
    invited.push(...nextInvited(line, Math.max(0, places), quotas));
  }
  return invited;
}

/**
 * The last day to answer: so many days after the one on which they were told (settled question 11).
 * @throws RuleBroken `told-before-invited`, `received-on-in-future`
 */
export function answerBy(told: Day, invitation: { on: Day; answerDays: number }, today: Day): Day {
  if (compareDays(told, today) > 0) throw new RuleBroken('received-on-in-future');
  if (compareDays(told, invitation.on) < 0)
    throw new RuleBroken('told-before-invited', { on: invitation.on.toString() });
  return told.add({ days: invitation.answerDays });
}
