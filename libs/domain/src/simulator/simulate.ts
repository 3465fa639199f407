// Seeing ahead: what becomes of the fund under these rules with these people, month by month, before anything is voted.
import { type Chance, chanceFrom, seedOf } from '../kernel/chance';
import type { Month } from '../kernel/calendar';
import { type Cents, cents } from '../kernel/money';
import { runwayMonths } from '../ledger/figures';
import { type AdmissionRoom, admissionRoom } from './admission-room';
import { type Balancing, balancing } from './balancing';
import { type Forecast, forecastOf } from './forecast';
import { lifeOf } from './life';
import { type Band, Lines } from './lines';
import { live } from './live';
import { checkSimulation, type Simulation } from './simulation';

/** The figures at the end of a month to come, in cents. */
export interface MonthAhead {
  readonly month: Month;
  readonly held: Band;
  readonly owedToMembers: Band;
  readonly owedToOutlets: Band;
  readonly free: Band;
  /** Called and not received by then: shown apart, never counted as held. */
  readonly inArrears: Band;
  readonly received: Band;
  readonly credited: Band;
  /** Credit that came to its end: back in *libre*, on a line of its own. */
  readonly expired: Band;
  /** Spent of credit, or claimed where purchases are reimbursed. */
  readonly spent: Band;
  /** Units that take part, on the middle line. */
  readonly units: number;
  /** Of a hundred times a hundred runs, in how many the pot could not bear this month or one before. */
  readonly shortBasisPoints: number;
  /** Months that *libre* after the reserve can hold from here at the mean outflow so far, on the middle line; null: no end. */
  readonly runwayMonths: number | null;
}

/** A month and what is free at its end, in cents. */
export interface Point {
  readonly month: Month;
  readonly free: Cents;
}

/** What a look ahead shows. */
export interface Projection {
  readonly months: readonly MonthAhead[];
  /** Where *libre* is lowest: on the middle line, and on the low one. */
  readonly lowest: Point;
  readonly lowestOfLow: Point;
  /** The first month by which the pot cannot bear the credits in at least half of the runs; null: none. */
  readonly cannotBear: Month | null;
  /** The same in at least one run in ten. */
  readonly mayNotBear: Month | null;
  /** Months from the first one at the mean outflow of all months; null: no end. */
  readonly runwayMonths: number | null;
  readonly balancing: Balancing;
  readonly admission: AdmissionRoom;
  /** How many runs were drawn: 1 when nothing is random. */
  readonly runs: number;
}

/**
 * Looks ahead. When nothing is random all three lines are what the real month would come to, to the cent; what is exact
 * and what is assumed is in docs/decisions/0010-simulator.md. All money in cents.
 * @throws RangeError for a look ahead that is none (see {@link checkSimulation})
 */
export function simulate(simulation: Simulation): Projection {
  checkSimulation(simulation);
  const forecast = forecastOf(simulation);
  const runs = forecast.random ? simulation.runs : 1;
  const lines = linesOf(forecast, runs);
  const unstopped = unstoppedLines(forecast, lines, runs);
  const months = forecast.months.map((month, index) => monthAhead(forecast, lines, { month, index }));
  return {
    months,
    lowest: lowestOf(months, ({ free }) => free.middle),
    lowestOfLow: lowestOf(months, ({ free }) => free.low),
    cannotBear: months.find(({ shortBasisPoints }) => shortBasisPoints >= 5_000)?.month ?? null,
    mayNotBear: months.find(({ shortBasisPoints }) => shortBasisPoints >= 1_000)?.month ?? null,
    runwayMonths: runway(forecast, { from: simulation.opening.free, at: months.length - 1, lines }),
    balancing: balancing(forecast, unstopped),
    admission: admissionRoom(forecast, unstopped),
    runs,
  };
}

function linesOf(forecast: Forecast, runs: number): Lines {
  const lines = new Lines(forecast.months.length, runs);
  const life = lifeOf(forecast);
  for (let run = 0; run < runs; run += 1) {
    lines.begin(run);
    live(life, chanceOf(forecast, run), lines);
  }
  return lines;
}

/**
 * The same lines of a fund that credits all the same, of which it is asked what would balance: a month that stops hides
 * what is missing. Runs in which no month was short are the same.
 */
function unstoppedLines(forecast: Forecast, lines: Lines, runs: number): Lines {
  const { simulation } = forecast;
  const all = Array.from({ length: runs }, (_, run) => run);
  if (simulation.whenShort === 'carry-on' || !all.some((run) => lines.isShort(run))) return lines;
  const carriedOn = new Lines(forecast.months.length, runs);
  const life = lifeOf({ ...forecast, simulation: { ...simulation, whenShort: 'carry-on' } });
  for (const run of all) {
    carriedOn.begin(run);
    if (lines.isShort(run)) live(life, chanceOf(forecast, run), carriedOn);
    else carriedOn.copy(lines);
  }
  return carriedOn;
}

function chanceOf({ simulation }: Forecast, run: number): Chance {
  return chanceFrom(seedOf(`${simulation.seed}/${run}`));
}

function monthAhead(forecast: Forecast, lines: Lines, { month, index }: { month: Month; index: number }): MonthAhead {
  const { owedToOutlets } = forecast.simulation.opening;
  const free = lines.band('free', index);
  return {
    month,
    free,
    held: lines.band('held', index),
    owedToMembers: lines.band('owedToMembers', index),
    owedToOutlets: { low: owedToOutlets, middle: owedToOutlets, high: owedToOutlets },
    inArrears: lines.band('inArrears', index),
    received: lines.band('received', index),
    credited: lines.band('credited', index),
    expired: lines.band('expired', index),
    spent: lines.band('spent', index),
    units: lines.band('units', index).middle,
    shortBasisPoints: Math.round(lines.mean('short', index) * 10_000),
    runwayMonths: runway(forecast, { from: free.middle, at: index, lines }),
  };
}

/** The months that an amount can hold at the mean monthly outflow of the middle line up to a month. */
function runway(forecast: Forecast, { from, at, lines }: { from: Cents; at: number; lines: Lines }): number | null {
  const { opening, rules } = forecast.simulation;
  const outflow = opening.free - lines.band('free', at).middle;
  return runwayMonths(from, rules.potResources.reserveCents, cents(Math.ceil(outflow / (at + 1))));
}

function lowestOf(months: readonly MonthAhead[], freeOf: (month: MonthAhead) => Cents): Point {
  const points = months.map((month) => ({ month: month.month, free: freeOf(month) }));
  const [first, ...rest] = points;
  if (!first) throw new RangeError('a projection has at least one month');
  return rest.reduce((lowest, point) => (point.free < lowest.free ? point : lowest), first);
}
