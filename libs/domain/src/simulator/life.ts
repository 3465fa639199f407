// What changes while the months to come are lived once: the money, the people, and each unit's credit.
import { type Cents, cents } from '../kernel/money';
import type { Forecast, There } from './forecast';

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
  slots: number;
  readonly track: Int32Array;
  readonly from: Int32Array;
  readonly until: Int32Array;
  readonly credited: Float64Array;
  readonly gone: Float64Array;
  /** `credited` at the end of each month, at month * slots + slot. */
  readonly history: Float64Array;
  /** This month's credit of each slot under the rules, before terms. */
  readonly wanted: Float64Array;
  readonly failed: Uint8Array;
  /** Who takes part in the present month. */
  readonly there: There;
  readonly meanCredits: { credit: Cents; whole: Cents }[];
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
    credited: amounts(slots),
    gone: amounts(slots),
    history: amounts(forecast.expires ? slots * months.length : 0),
    wanted: amounts(slots),
    failed: new Uint8Array(slots),
    there: nobodyThere(slots),
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
  life.gone.fill(0);
  life.credited.fill(0);
  forecast.slotTracks.forEach((track, slot) => {
    life.track[slot] = track;
    life.from[slot] = 0;
    life.until[slot] = FOREVER;
    life.credited[slot] = amountAt(forecast.tracks.lots, track);
  });
}

/** An amount of a list, in cents. Lists are as long as there are slots, or months times tracks. */
export function amountAt(amounts: Float64Array, index: number): number {
  return amounts[index] ?? 0;
}

/** A number of a list: a slot, a place, a month. */
export function numberAt(numbers: Int32Array, index: number): number {
  return numbers[index] ?? 0;
}

/** Room for everyone. */
function nobodyThere(slots: number): There {
  const numbers = (): Int32Array => new Int32Array(slots);
  const sums = { count: 0, dues: 0, called: 0, calledForPot: 0, credit: 0, creditSpent: 0 };
  return { ...sums, slots: numbers(), places: numbers(), owing: numbers() };
}

/** Looks who takes part in a month. Where nobody comes or goes by chance it is the same in every run, and looked up once. */
export function gather(life: Life, month: number): There {
  const { forecast } = life;
  const known = forecast.still[month];
  if (known) return known;
  const there = forecast.comingAndGoing ? life.there : nobodyThere(forecast.slots);
  fill(there, life, month);
  if (!forecast.comingAndGoing) forecast.still[month] = there;
  return there;
}

// Millions of rounds go through here: sums are kept in variables, and written once.
function fill(there: There, life: Life, month: number): void {
  const { tracks } = life.forecast;
  const { from, until, track } = life;
  const { slots, places, owing } = there;
  const { present, due, duePot, credit, creditSpent } = tracks;
  const first = month * tracks.count;
  let [count, dues, called, calledForPot, credits, spent] = [0, 0, 0, 0, 0, 0];
  for (let slot = 0; slot < life.slots; slot += 1) {
    const place = first + numberAt(track, slot);
    if (numberAt(from, slot) > month || numberAt(until, slot) < month || present[place] !== 1) continue;
    const owed = amountAt(due, place);
    if (owed > 0) {
      owing[dues] = count;
      dues += 1;
      called += owed;
      calledForPot += amountAt(duePot, place);
    }
    slots[count] = slot;
    places[count] = place;
    count += 1;
    credits += amountAt(credit, place);
    spent += amountAt(creditSpent, place);
  }
  Object.assign(there, { count, dues, called, calledForPot, credit: credits, creditSpent: spent });
}
