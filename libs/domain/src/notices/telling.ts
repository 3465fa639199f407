// A notice is ticked: who was told, or not reached, on which day; and the deadline that the telling starts.
import { compareDays, type Day } from '../kernel/calendar';
import { RuleBroken } from '../kernel/rule-broken';

/** What became of trying to tell somebody. */
export type Outcome = 'told' | 'not-reached';

/** A notice that is about to be ticked. */
export interface NoticeAtHand {
  readonly state: 'to-tell' | 'told' | 'withdrawn';
  readonly deadlineDays: number | null;
  readonly writtenOn: Day;
}

/** A tick: on a day, with a note where somebody was not reached. */
export interface Tick {
  readonly outcome: Outcome;
  readonly on: Day;
  readonly note: string | null;
}

/**
 * The last day of the deadline that a tick starts; null when it starts none. It never runs from the writing: who was
 * not told has all their days before them (settled question 11).
 * @throws RuleBroken `notice-already-told`, `notice-withdrawn`, `told-on-out-of-range`, `note-needed`
 */
export function deadlineFrom(notice: NoticeAtHand, tick: Tick, today: Day): Day | null {
  if (notice.state === 'told') throw new RuleBroken('notice-already-told');
  if (notice.state === 'withdrawn') throw new RuleBroken('notice-withdrawn');
  if (compareDays(tick.on, notice.writtenOn) < 0 || compareDays(tick.on, today) > 0) {
    throw new RuleBroken('told-on-out-of-range', { from: notice.writtenOn.toString(), to: today.toString() });
  }
  if (tick.outcome === 'not-reached' && tick.note === null) throw new RuleBroken('note-needed');
  return tick.outcome === 'told' && notice.deadlineDays !== null ? tick.on.add({ days: notice.deadlineDays }) : null;
}
