// The bank of demonstrations: what becomes of a debit follows from its reference alone, so that a run can be replayed.
import { type Chance, chanceFrom, pick, seedOf, wholeBetween } from '../kernel/chance';
import { compareDays, type Day } from '../kernel/calendar';
import type { CollectionRequest, CollectorEvent } from './collectors';

/** Of a hundred debits about four fail before settlement, and one in two hundred comes back after it. */
const FAILS = 0.035;
const COMES_BACK = 0.005;
const REASONS_BEFORE = ['AM04', 'AM04', 'AM04', 'AM04', 'MS03', 'MS02', 'AC04', 'AC06', 'MD01'] as const;
const REASONS_AFTER = ['MD06', 'AM04', 'AC04'] as const;
const DAYS_TO_SETTLE = 2;

/**
 * Everything that becomes of a debit up to and including a day: paid two days after its date, or failed three to eight
 * days after it, or paid and then returned nine to twenty days after it.
 */
export function practiceNews(request: CollectionRequest, seed: string, today: Day): CollectorEvent[] {
  const chance = chanceFrom(seedOf(`${seed}/${request.reference}`));
  const all = storyOf(request, chance);
  return all.filter(({ happenedOn }) => compareDays(happenedOn, today) <= 0);
}

function storyOf({ attemptId, targetOn }: CollectionRequest, chance: Chance): CollectorEvent[] {
  const fate = chance();
  const event = (kind: CollectorEvent['kind'], days: number, reasonCode: string | null): CollectorEvent => ({
    attemptId,
    eventRef: `${attemptId}/${kind}`,
    kind,
    reasonCode,
    happenedOn: targetOn.add({ days }),
  });
  if (fate < FAILS) return [event('debit-failed', wholeBetween(chance, 3, 8), pick(chance, REASONS_BEFORE))];
  const paid = event('debit-paid', DAYS_TO_SETTLE, null);
  if (fate >= FAILS + COMES_BACK) return [paid];
  return [paid, event('debit-returned', wholeBetween(chance, 9, 20), pick(chance, REASONS_AFTER))];
}
