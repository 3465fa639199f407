// How many places a month's admission draw has, why there may be none, and what the draw does to what is free.
import { type Cents, cents, minus, plus, times } from '../kernel/money';
import { type AdmissionRoom, roomFor } from '../simulator/admission-room';

/** What decides the number of places. A place is an account unit. */
export interface PlanRequest {
  /** What the look ahead of this month leaves for newcomers. */
  readonly room: AdmissionRoom;
  /**
   * Room that earlier draws left and that the council kept aside for this one, in cents a month, if the look ahead does not
   * hold it: what stays in *libre* is in `room.roomPerMonth` already, and must not be counted twice.
   */
  readonly carriedOver: Cents;
  /** Account units on the waiting list. */
  readonly waiting: number;
  /** The most places the council wants this month; null: as many as there is room for. */
  readonly most: number | null;
}

/** Why nobody is drawn this month. Amounts in cents a month. */
export type NoPlaces =
  | { readonly code: 'nobody-waiting' }
  | { readonly code: 'no-places-voted' }
  /** The money does not do for one; `missing` a month would make one place. */
  | { readonly code: 'room-too-small'; readonly room: Cents; readonly needed: Cents; readonly missing: Cents };

/** The places of a month. Amounts in cents a month. */
export interface AdmissionPlan {
  readonly places: number;
  readonly none: NoPlaces | null;
  /** What there is for newcomers, with what was carried over. */
  readonly room: Cents;
  /** What the places are reckoned to cost; below 0 where newcomers bring more than they take. */
  readonly reckonedCost: Cents;
  /** Room that the places do not use: it stays, and the next draw has it. */
  readonly unused: Cents;
}

/** The places of this month: by the simulator's prudent mean, never more than wait or than the council wants. */
export function admissionPlan({ room, carriedOver, waiting, most }: PlanRequest): AdmissionPlan {
  const inAll = plus(room.roomPerMonth, carriedOver);
  const affordable = affordablePlaces(room, inAll);
  const places = Math.min(affordable, waiting, most ?? Infinity);
  const reckonedCost = times(room.prudentNetCost, places);
  return {
    places,
    none: places > 0 ? null : whyNone({ room, inAll, waiting, affordable }),
    room: inAll,
    reckonedCost,
    unused: cents(Math.max(0, inAll - Math.max(0, reckonedCost))),
  };
}

/** The prudent cost per place falls with their number, so a room made larger by what was carried over is reckoned high. */
function affordablePlaces({ units, roomPerMonth, prudentNetCost }: AdmissionRoom, inAll: Cents): number {
  if (units === null) return Infinity;
  const byPrudence = prudentNetCost > 0 && inAll > roomPerMonth ? Math.floor(inAll / prudentNetCost) : 0;
  return Math.max(units, byPrudence);
}

function whyNone(at: { room: AdmissionRoom; inAll: Cents; waiting: number; affordable: number }): NoPlaces {
  if (at.waiting === 0) return { code: 'nobody-waiting' };
  if (at.affordable > 0) return { code: 'no-places-voted' };
  const needed = at.room.prudentNetCost;
  return { code: 'room-too-small', room: at.inAll, needed, missing: minus(needed, at.inAll) };
}

/**
 * The places of a draw without a look ahead: by the same prudent mean, over those who wait.
 * @param costs what each of them would cost, in cents a month
 * @param room what the fund may take on, in cents a month; below 0: nothing
 */
export function planByMean(costs: readonly Cents[], room: Cents, most: number | null): AdmissionPlan {
  const free = roomFor(costs, cents(Math.max(0, room)));
  return admissionPlan({ room: free, carriedOver: cents(0), waiting: costs.length, most });
}

/** What is free, in cents, before newcomers and with them. */
export interface EffectOnFree {
  /** What the fund could still take on, each month. */
  readonly perMonth: { readonly before: Cents; readonly after: Cents };
  /** The low line of *libre* at the end of the look ahead; null where none was given. */
  readonly atEnd: { readonly months: number; readonly before: Cents; readonly after: Cents } | null;
}

/**
 * The effect of a draw on *libre*.
 * @param before the room in cents a month, and *libre* after so many months, both without the newcomers
 * @param netCost what the newcomers take out of the pot beyond what they bring, in cents a month; below 0 where they bring more
 */
export function effectOnFree(
  before: { readonly perMonth: Cents; readonly end: { readonly months: number; readonly free: Cents } | null },
  netCost: Cents,
): EffectOnFree {
  const { perMonth, end } = before;
  return {
    perMonth: { before: perMonth, after: minus(perMonth, netCost) },
    atEnd:
      end === null
        ? null
        : { months: end.months, before: end.free, after: minus(end.free, times(netCost, end.months)) },
  };
}

/** What a council's budget is reckoned from: the formula of the budget-aware draw. Amounts in cents; shares in basis points. */
export interface BudgetBasis {
  /** What is free now, and below what it may not fall. */
  readonly reserve: Cents;
  readonly floor: Cents;
  /** Over how many months what lies between the two may be spent. */
  readonly horizonMonths: number;
  /** A month's subsidies, contributions called and allocations of those who are there. */
  readonly subsidies: Cents;
  readonly contributions: Cents;
  readonly allocations: Cents;
  /** Which part of contributions called does not come in, in basis points. */
  readonly defaultBasisPoints: number;
}

/**
 * The greatest monthly net cost the fund may take on, in cents, rounded down: B = (R - F)/H + S + (1 - d)C - A. Below 0 when
 * the fund lives beyond its means already.
 */
export function budgetOf(basis: BudgetBasis): Cents {
  const spread = (basis.reserve - basis.floor) / basis.horizonMonths;
  return cents(Math.floor(spread + monthlyFlow(basis)));
}

/** What a month adds to the pot without newcomers, in cents: S + (1 - d)C - A. */
export function monthlyFlow(basis: BudgetBasis): number {
  const surely = (basis.contributions * (10_000 - basis.defaultBasisPoints)) / 10_000;
  return basis.subsidies + surely - basis.allocations;
}

/** A month's net cost of one who would join, in cents, rounded up: what it is credited less what surely comes in. */
export function netCostOf(
  one: { readonly contribution: Cents; readonly allocation: Cents },
  defaultBasisPoints: number,
): Cents {
  return cents(Math.ceil(one.allocation - (one.contribution * (10_000 - defaultBasisPoints)) / 10_000));
}

/** A contribution as its band counts, in cents: the lower edge of the band it lies in; without bands, as it is. */
export function bandOf(contribution: Cents, edges: readonly Cents[]): Cents {
  if (edges.length === 0) return contribution;
  return cents(Math.max(0, ...edges.filter((edge) => edge <= contribution)));
}

/**
 * In how many months a room of `needed` is there when it grows by `growth` a month (all in cents a month); null: not as long
 * as things stay as they are.
 */
export function monthsUntil(needed: Cents, room: Cents, growth: number): number | null {
  if (needed <= room) return 0;
  return growth > 0 ? Math.ceil((needed - room) / growth) : null;
}

/**
 * By how much a month's unused money raises what the fund can bear each month, in cents: it is kept, and spread over the
 * months looked ahead.
 */
export function growthOf(unusedPerMonth: number, horizonMonths: number): number {
  return Math.max(0, unusedPerMonth) / horizonMonths;
}
