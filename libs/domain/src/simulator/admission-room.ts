// How many units could be admitted this month: what is free after the reserve, by a prudent mean net cost (settled question 16).
import { type Cents, cents } from '../kernel/money';
import type { Forecast } from './forecast';
import type { Lines } from './lines';
import { wholeShare } from './whole-share';

/** How many, and how that is reckoned; in cents a month. */
export interface AdmissionRoom {
  /** Units that could join this month and stay; null: as many as wish, they bring what they cost. */
  readonly units: number | null;
  /** What the pot can spare each month to the end of the look ahead: the low line of *libre*, less the reserve. */
  readonly roomPerMonth: Cents;
  /** What a unit takes out of the pot in a month beyond what it brings, on average. */
  readonly meanNetCost: Cents;
  /** The same, so high that in nine draws of ten the units drawn cost no more; rounded up. */
  readonly prudentNetCost: Cents;
}

/** One draw in ten lies above a mean by more than so many standard deviations (normal distribution). */
const NINE_IN_TEN = 1.2816;
const MOST = 100_000;

/**
 * The room for newcomers. They are like the joiners assumed, or like those who are there; they enter as the rules say,
 * are credited in full from then on (no cap, nothing unspent comes back), and pay as surely as assumed. Contributions
 * count only in this mean: the draw itself ignores them. Few newcomers can all be costly ones, many hardly: the mean is
 * raised by 1.28 standard errors.
 */
export function admissionRoom(forecast: Forecast, lines: Lines): AdmissionRoom {
  return roomFor(netCosts(forecast, lines), roomPerMonth(forecast, lines));
}

/** The room for newcomers each of whom costs one of these amounts (cents a month), all as likely, where so much a month is free. */
export function roomFor(costs: readonly number[], room: Cents): AdmissionRoom {
  const mean = costs.reduce((a, b) => a + b, 0) / Math.max(1, costs.length);
  const spread = Math.sqrt(costs.reduce((total, cost) => total + (cost - mean) ** 2, 0) / Math.max(1, costs.length));
  const all = (count: number): number => count * mean + NINE_IN_TEN * spread * Math.sqrt(count);
  let units = 0;
  while (mean > 0 && units < MOST && all(units + 1) <= room) units += 1;
  const prudent = all(Math.max(1, units)) / Math.max(1, units);
  return {
    units: mean > 0 ? units : null,
    roomPerMonth: room,
    meanNetCost: cents(Math.ceil(mean)),
    prudentNetCost: cents(Math.ceil(prudent)),
  };
}

/** The low line of what is free above the reserve, shared over the months that a newcomer would take part in by then. */
function roomPerMonth({ months, joinersWait, simulation }: Forecast, lines: Lines): Cents {
  const reserve = simulation.rules.potResources.reserveCents;
  const rooms = months.flatMap((_, month) => {
    const takingPart = month + 1 - joinersWait;
    return takingPart < 1 ? [] : [(lines.band('free', month).low - reserve) / takingPart];
  });
  return cents(Math.max(0, Math.floor(Math.min(...(rooms.length > 0 ? rooms : [0])))));
}

/** What each possible newcomer costs the pot in a month, in cents; negative when it brings more than it takes. */
function netCosts({ tracks, joinerTracks, slotTracks, simulation, months }: Forecast, lines: Lines): number[] {
  const { rules, assumptions } = simulation;
  const month = months.length - 1;
  const candidates = [...(joinerTracks.length > 0 ? joinerTracks : slotTracks)];
  const topUp = rules.allocation.mode === 'mean-of-contributions' ? (rules.allocation.topUpToCents ?? 0) : 0;
  const mean = lines.mean('received', month) / Math.max(1, lines.mean('units', month));
  return candidates.flatMap((track) => {
    const place = month * tracks.count + track;
    if (tracks.present[place] !== 1) return [];
    const surely = 10_000 - assumptions.failureBasisPoints;
    const brings = wholeShare(tracks.duePot[place] ?? 0, surely, 10_000);
    // A mean of contributions hands on what comes in; only where it is topped up does a newcomer cost the difference.
    const byMean = topUp > mean ? topUp : wholeShare(tracks.due[place] ?? 0, surely, 10_000);
    const takes = rules.allocation.mode === 'mean-of-contributions' ? byMean : (tracks.credit[place] ?? 0);
    return [takes + (tracks.ceiling[place] ?? 0) - brings];
  });
}
