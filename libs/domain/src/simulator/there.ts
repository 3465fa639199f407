// Who takes part in a month to come, and what they owe and receive together.
import { amountAt, numberAt } from './numbers';
import type { Tracks } from './tracks';

/** Sums over the units that take part in a month, in cents. */
export interface There {
  count: number;
  dues: number;
  called: number;
  calledForPot: number;
  credit: number;
  /** What is spent of `credit`, each unit's part rounded down. */
  creditSpent: number;
  /** What is claimed where purchases are reimbursed. */
  claimed: number;
}

/** The same of the units there are, as long as none of them leaves by chance. Where many runs look, nothing writes. */
export interface Known extends There {
  /** The slots of those who take part, and where to read their amounts in the tracks. */
  readonly slots: Int32Array;
  readonly places: Int32Array;
  /** The slots of those who owe something. */
  readonly owing: Int32Array;
}

/** Nobody. */
export function nobody(): There {
  return { count: 0, dues: 0, called: 0, calledForPot: 0, credit: 0, creditSpent: 0, claimed: 0 };
}

/** Adds the unit at a place of the tracks to the sums, or with -1 takes it away; units that take no part change nothing. */
export function count(there: There, tracks: Tracks, place: number, sign: 1 | -1 = 1): void {
  if (tracks.present[place] !== 1) return;
  const due = amountAt(tracks.due, place);
  there.count += sign;
  if (due > 0) there.dues += sign;
  there.called += sign * due;
  there.calledForPot += sign * amountAt(tracks.duePot, place);
  there.credit += sign * amountAt(tracks.credit, place);
  there.creditSpent += sign * amountAt(tracks.creditSpent, place);
  there.claimed += sign * amountAt(tracks.claimed, place);
}

/** Looks who of the units there are takes part in a month; `slotTracks` is the track of each. */
export function knownIn(tracks: Tracks, slotTracks: Int32Array, month: number): Known {
  const there = nobody();
  const first = month * tracks.count;
  const slots = Int32Array.from(slotTracks.keys()).filter(
    (slot) => tracks.present[first + numberAt(slotTracks, slot)] === 1,
  );
  const places = slots.map((slot) => first + numberAt(slotTracks, slot));
  for (const place of places) count(there, tracks, place);
  const owing = slots.filter((_, index) => amountAt(tracks.due, numberAt(places, index)) > 0);
  return { ...there, slots, places, owing };
}
