// Everything of a look ahead that is the same in each of its runs, worked out before the first.
import { compareDays, compareMonths, dayInMonth, firstDay, type Month } from '../kernel/calendar';
import { minus, NO_MONEY, sum } from '../kernel/money';
import { dueDay } from '../contributions/contribution';
import { shareNextReceipt } from '../contributions/running-cost-share';
import { canEnd } from '../lots/ended-credit';
import { presenceIn } from '../members/presence';
import type { Rules } from '../rules/rules';
import type { SimulatedUnit, Simulation } from './simulation';
import { monthsKept } from './ends';
import { type Known, knownIn } from './there';
import { type Tracks, tracksOf } from './tracks';

/** Days between a debit's date and the money (as the practice bank has it, and most banks). */
const DAYS_TO_SETTLE = 2;

/** A look ahead prepared. A slot is a place for one unit: those there are, then those who may join. */
export interface Forecast {
  readonly simulation: Simulation;
  readonly months: readonly Month[];
  readonly tracks: Tracks;
  /** The track of each unit there is. */
  readonly slotTracks: Int32Array;
  /** The unspent credit of each, in cents. */
  readonly slotLots: Float64Array;
  /** The tracks joiners may be on. */
  readonly joinerTracks: readonly number[];
  readonly slots: number;
  /** Joiners take part from so many months after the one they join in. */
  readonly joinersWait: number;
  readonly expires: boolean;
  /** How many months the credit of who leaves by chance can still be spent; null: as long as that of the others. */
  readonly monthsKept: number | null;
  readonly grants: Float64Array;
  /** Arrears there are, in cents: what of them is for the pot, and for running costs. */
  readonly arrearsPot: number;
  readonly arrearsCosts: number;
  /** Months in which the mean of contributions is taken before any came in. */
  readonly meanComesFirst: readonly boolean[];
  readonly random: boolean;
  /** Whether units come or go that are not known yet. */
  readonly comingAndGoing: boolean;
  /** Who takes part in each month of the units there are, as long as none of them leaves by chance. */
  readonly known: readonly Known[];
  /** Whether credit has to be given unit by unit, and not only in sum. */
  readonly unitByUnit: boolean;
}

/** Prepares a look ahead. */
export function forecastOf(simulation: Simulation): Forecast {
  const { rules, units, opening, assumptions } = simulation;
  const months = Array.from({ length: simulation.months }, (_, index) => simulation.firstMonth.add({ months: index }));
  const joiners = Math.ceil(assumptions.joinersPerMonth);
  const like = joiners === 0 ? [] : joinersLike(simulation);
  const kinds = [...new Set([...units, ...like])];
  const trackOf = new Map(kinds.map((unit, track) => [unit, track]));
  const tracks = tracksOf(simulation, months, kinds);
  const arrears = opening.openDues.map(({ amount, received }) =>
    shareNextReceipt(rules, received, minus(amount, received)),
  );
  const slotTracks = Int32Array.from(units, (unit) => trackOf.get(unit) ?? 0);
  const slotLots = Float64Array.from(slotTracks, (track) => tracks.lots[track] ?? 0);
  const expires = canEnd(rules) || tracks.lotsExpired.some((ended) => ended > 0);
  return {
    simulation,
    months,
    tracks,
    slotTracks,
    slotLots,
    joinerTracks: like.map((unit) => trackOf.get(unit) ?? 0),
    slots: units.length + (like.length === 0 ? 0 : joiners * months.length),
    joinersWait: joinersWait(rules, simulation.firstMonth),
    expires,
    monthsKept: monthsKept(rules),
    grants: Float64Array.from(months, (month) =>
      sum(assumptions.grants.map((grant) => (grant.month.equals(month) ? grant.amount : NO_MONEY))),
    ),
    arrearsPot: sum(arrears.map(({ pot }) => pot)),
    arrearsCosts: sum(arrears.map(({ runningCosts }) => runningCosts)),
    meanComesFirst: months.map((month) => meanComesFirst(rules, month)),
    random: isRandom(simulation, like.length),
    comingAndGoing: joiners > 0 || assumptions.leaversPerMonth > 0,
    known: months.map((_, month) => knownIn(tracks, slotTracks, month)),
    unitByUnit: expires || isUnitByUnit(simulation),
  };
}

/** Joiners are like those given, or like those who are there: each kind once for each time it is there. */
function joinersLike({ units, assumptions, firstMonth }: Simulation): SimulatedUnit[] {
  const there = units.filter(({ stay }) => stay.lastMonth === null || compareMonths(stay.lastMonth, firstMonth) >= 0);
  const models = assumptions.joinersLike.length > 0 ? assumptions.joinersLike : there;
  const newcomers = new Map<SimulatedUnit, SimulatedUnit>();
  for (const model of models) {
    if (!newcomers.has(model))
      newcomers.set(model, staysThroughout(model, firstMonth) ? model : newcomer(model, firstMonth));
  }
  return newcomers.size === 1 ? [...newcomers.values()] : models.map((model) => newcomers.get(model) ?? model);
}

/** Whether the unit is there for the whole of every month to come: then a newcomer like it owes and receives what it does. */
function staysThroughout({ stay, persons }: SimulatedUnit, firstMonth: Month): boolean {
  const now = firstDay(firstMonth);
  const settled = compareDays(stay.joinedOn, now) < 0 && stay.lastMonth === null && stay.pauses.length === 0;
  return settled && persons.every(({ from, until }) => until === null && compareDays(from, now) <= 0);
}

/** The same people and pledge, there for the whole of every month: from when they take part is the slot's affair. */
function newcomer(model: SimulatedUnit, firstMonth: Month): SimulatedUnit {
  const before = firstMonth.subtract({ months: 1 });
  const last = model.pledges.at(-1);
  return {
    persons: model.persons
      .filter(({ until }) => until === null)
      .map((person) => ({ ...person, from: firstDay(before) })),
    pledges: last ? [{ from: before, amount: last.amount }] : [],
    stay: { joinedOn: firstDay(before), lastMonth: null, pauses: [] },
    lots: [],
  };
}

/** 0 when who joins on the 1st takes part in that month, else 1. */
function joinersWait({ entry }: Rules, month: Month): number {
  return presenceIn(month, entry, { joinedOn: firstDay(month), lastMonth: null, pauses: [] }) ? 0 : 1;
}

/** Whether the day of credit comes before the day on which contributions have come in. */
function meanComesFirst(rules: Rules, month: Month): boolean {
  const { allocation, credited, collection } = rules;
  if (allocation.mode !== 'mean-of-contributions' || credited.mode !== 'day-of-month') return false;
  const wait = collection.mode === 'direct-debit' ? DAYS_TO_SETTLE : 0;
  return compareDays(dayInMonth(month, credited.day), dueDay(month, rules).add({ days: wait })) < 0;
}

function isUnitByUnit({ rules, whenShort }: Simulation): boolean {
  const { allocation, unspent, credited } = rules;
  const noted = unspent.mode === 'cap' || allocation.mode === 'mean-of-contributions';
  return noted || credited.mode === 'when-settled' || whenShort === 'reduce-equally';
}

function isRandom({ assumptions, units }: Simulation, kindsOfJoiners: number): boolean {
  const { failureBasisPoints, joinersPerMonth, leaversPerMonth } = assumptions;
  const oneOfThem = !Number.isInteger(joinersPerMonth) || !Number.isInteger(leaversPerMonth);
  const whoFails = failureBasisPoints > 0 && failureBasisPoints < 10_000;
  const whoJoins = joinersPerMonth > 0 && kindsOfJoiners > 1;
  const whoLeaves = leaversPerMonth > 0 && (new Set(units).size > 1 || joinersPerMonth > 0);
  return oneOfThem || whoFails || whoJoins || whoLeaves;
}
