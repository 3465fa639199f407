// What changes while the months to come are lived once: the money, the people, and each unit's credit.
import { type Cents, cents } from '../kernel/money';
import type { Forecast } from './forecast';
import { numberAt } from './numbers';
import { count, type Known, nobody, type There } from './there';

/**
 * What changes in a run, all in cents. A unit's lots are kept as two running totals, credited and gone (spent or
 * expired): since the oldest credit always goes first, what has come to its end in a month is what had been credited up
 * to the last month that ended, less what is gone. Exact, without a list of lots.
 */
export interface Life {
  readonly forecast: Forecast;
  pot: number;
  setAside: number;
  owed: number;
  arrearsPot: number;
  arrearsCosts: number;
  /** Credit not given because its contribution did not come in. */
  withheld: number;
  short: number;
  /** How many slots are taken: by the units there are, then by those who joined. */
  slots: number;
  readonly track: Int32Array;
  readonly from: Int32Array;
  readonly until: Int32Array;
  /** The slots of those who left by chance. */
  readonly left: number[];
  readonly credited: Float64Array;
  readonly gone: Float64Array;
  /** `credited` at the end of each month, at month * slots + slot. */
  readonly history: Float64Array;
  /** This month's credit of each who takes part under the rules, before terms. */
  readonly wanted: Float64Array;
  readonly failed: Uint8Array;
  /** Who takes part in the present month, one by one, where credit is given unit by unit. */
  readonly present: Present;
  readonly there: There;
  readonly meanCredits: { credit: Cents; whole: Cents }[];
}

/** The slots of those who take part, and where to read their amounts in the tracks; only the first `count` hold. */
export interface Present {
  count: number;
  slots: Int32Array;
  places: Int32Array;
}

/** A last month that never comes. */
export const FOREVER = 1_000_000;

/** Room for runs, one after the other. */
export function lifeOf(forecast: Forecast): Life {
  const { slots, months } = forecast;
  const amounts = (size: number): Float64Array => new Float64Array(size);
  return {
    forecast,
    ...{ pot: 0, setAside: 0, owed: 0, arrearsPot: 0, arrearsCosts: 0, withheld: 0, short: 0, slots: 0 },
    track: new Int32Array(slots),
    from: new Int32Array(slots),
    until: new Int32Array(slots),
    left: [],
    credited: amounts(slots),
    gone: amounts(slots),
    history: amounts(forecast.expires ? slots * months.length : 0),
    wanted: amounts(slots),
    failed: new Uint8Array(slots),
    present: { count: 0, slots: new Int32Array(slots), places: new Int32Array(slots) },
    there: nobody(),
    meanCredits: forecast.tracks.meanClasses.map(() => ({ credit: cents(0), whole: cents(0) })),
  };
}

/** What a month came to, in cents and counts. */
export interface MonthSums {
  called: number;
  dues: number;
  paid: number;
  received: number;
  credited: number;
  expired: number;
  spent: number;
  units: number;
}

/** Goes back to the beginning, for another run. */
export function begin(life: Life): void {
  const { forecast } = life;
  const { opening } = forecast.simulation;
  Object.assign(life, {
    pot: opening.free,
    setAside: opening.setAside,
    owed: opening.owedToMembers,
    arrearsPot: forecast.arrearsPot,
    arrearsCosts: forecast.arrearsCosts,
    withheld: 0,
    short: 0,
    slots: forecast.slotTracks.length,
  });
  life.left.length = 0;
  life.track.set(forecast.slotTracks);
  life.from.fill(0);
  life.until.fill(FOREVER);
  life.gone.fill(0);
  life.credited.fill(0);
  life.credited.set(forecast.slotLots);
}

/** Whether the unit of a slot is there in a month; the tracks say whether it takes part in it. */
export function isThere({ from, until }: Life, slot: number, month: number): boolean {
  return numberAt(from, slot) <= month && numberAt(until, slot) >= month;
}

/** Where the amounts of the unit of a slot stand in the tracks. */
export function placeOf({ track, forecast }: Life, slot: number, month: number): number {
  return month * forecast.tracks.count + numberAt(track, slot);
}

/** Looks who takes part in a month: of those there are who did not leave by chance, and who joined. */
export function gather(life: Life, month: number): There {
  const { forecast, there } = life;
  const known = knownOf(forecast, month);
  if (forecast.unitByUnit) list(life, known, month);
  if (!forecast.comingAndGoing) return known;
  const { dues, called, calledForPot, credit, creditSpent, claimed } = known;
  Object.assign(there, { count: known.count, dues, called, calledForPot, credit, creditSpent, claimed });
  for (const slot of life.left)
    if (slot < forecast.slotTracks.length) count(there, forecast.tracks, placeOf(life, slot, month), -1);
  for (let slot = forecast.slotTracks.length; slot < life.slots; slot += 1) {
    if (isThere(life, slot, month)) count(there, forecast.tracks, placeOf(life, slot, month));
  }
  return there;
}

/** Lists them one by one. */
function list(life: Life, known: Known, month: number): void {
  const { present, until, forecast } = life;
  if (!forecast.comingAndGoing) {
    Object.assign(present, { count: known.count, slots: known.slots, places: known.places });
    return;
  }
  const { slots, places } = present;
  let listed = 0;
  for (let index = 0; index < known.count; index += 1) {
    const slot = numberAt(known.slots, index);
    if (numberAt(until, slot) < month) continue;
    slots[listed] = slot;
    places[listed] = numberAt(known.places, index);
    listed += 1;
  }
  for (let slot = forecast.slotTracks.length; slot < life.slots; slot += 1) {
    if (!isThere(life, slot, month)) continue;
    slots[listed] = slot;
    places[listed] = placeOf(life, slot, month);
    listed += 1;
  }
  present.count = listed;
}

/** Who of the units there are takes part in a month. */
export function knownOf({ known }: Forecast, month: number): Known {
  const found = known[month];
  if (!found) throw new RangeError('a month that is not looked at');
  return found;
}
