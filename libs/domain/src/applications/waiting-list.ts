// Who comes next: the waiting list in its order, and how many places there are to offer.
import type { AdmissionRule, IncomeBandQuota } from '../rules/rules';

/** Somebody who waits; `since` is an ISO day, `no` the order in which they were put on the list. */
export interface Waiting {
  readonly applicationId: string;
  readonly since: string;
  readonly no: number;
  readonly incomeBand: string | null;
  readonly area: string | null;
}

/** The list in its order: by date, then by number. The order follows from the two and from nothing else. */
export function inOrder<One extends Pick<Waiting, 'since' | 'no'>>(list: readonly One[]): One[] {
  return [...list].sort((a, b) => (a.since < b.since ? -1 : a.since > b.since ? 1 : a.no - b.no));
}

/** The place of an application in the list, the first one is 1; null when it is not on it. */
export function placeOf(applicationId: string, list: readonly Waiting[]): number | null {
  const index = inOrder(list).findIndex((one) => one.applicationId === applicationId);
  return index < 0 ? null : index + 1;
}

/** A wave that was opened, in an area where the rules admit by area. */
export interface Wave {
  readonly no: number;
  readonly area: string | null;
}

/** Places opened, taken (accounts, and applications whose place is kept) and free; `total` null: without limit. */
export interface Places {
  /** The area they are in; null where the rules do not admit by area. */
  readonly area: string | null;
  readonly total: number | null;
  readonly taken: number;
  readonly free: number | null;
}

/**
 * The places of a fund: one line, or one an area that has had a wave. `taken` counts accounts and kept places by area
 * (null: of no area). Where the rules draw lots no place is given in the order of the list: no line.
 */
export function placesOf(
  admission: AdmissionRule,
  waves: readonly Wave[],
  taken: ReadonlyMap<string | null, number>,
): Places[] {
  const everybody = [...taken.values()].reduce((a, b) => a + b, 0);
  switch (admission.mode) {
    case 'open':
      return [places(null, null, everybody)];
    case 'first-come':
      return [places(null, admission.places, everybody)];
    case 'waves': {
      const opened = waves.map(({ no }) => admission.wavePlaces[no - 1] ?? 0);
      return [
        places(
          null,
          opened.reduce((a, b) => a + b, 0),
          everybody,
        ),
      ];
    }
    case 'by-area': {
      const areas = [...new Set(waves.map(({ area }) => area))];
      return areas.map((area) => {
        const opened = waves.filter((wave) => wave.area === area).map(({ no }) => admission.wavePlaces[no - 1] ?? 0);
        return places(
          area,
          opened.reduce((a, b) => a + b, 0),
          taken.get(area) ?? 0,
        );
      });
    }
    case 'lottery-weighted':
    case 'lottery-by-balance':
      return [];
  }
}

function places(area: string | null, total: number | null, taken: number): Places {
  return { area, total, taken, free: total === null ? null : Math.max(0, total - taken) };
}

/** How a band of income stands against its least share of a fund of `size` units. */
export interface QuotaStanding {
  readonly band: string;
  readonly leastBasisPoints: number;
  /** Units wanted, rounded up: a least share is not met by less. */
  readonly wanted: number;
  readonly present: number;
}

/** The bands of a fund of `size` units; `present` counts units and kept places by band. */
export function quotasOf(
  quotas: readonly IncomeBandQuota[],
  present: ReadonlyMap<string | null, number>,
  size: number,
): QuotaStanding[] {
  return quotas.map(({ band, leastBasisPoints }) => ({
    band,
    leastBasisPoints,
    wanted: Math.ceil((leastBasisPoints * size) / 10_000),
    present: present.get(band) ?? 0,
  }));
}

/**
 * Who is invited next, at most `free`, in the order of the list. As many places as a band still lacks are kept for it,
 * as long as somebody of it waits; where the bands lack more than there are places, each place goes to the first who
 * is of a band that lacks somebody.
 */
export function nextInvited(list: readonly Waiting[], free: number, quotas: readonly QuotaStanding[]): Waiting[] {
  const ordered = inOrder(list);
  const lacking = new Map<string | null, number>();
  for (const { band, wanted, present } of quotas) {
    const waiting = ordered.filter(({ incomeBand }) => incomeBand === band).length;
    lacking.set(band, Math.min(Math.max(0, wanted - present), waiting));
  }
  const invited: Waiting[] = [];
  for (const one of ordered) {
    if (invited.length >= free) break;
    const lacks = lacking.get(one.incomeBand) ?? 0;
    const kept = [...lacking.values()].reduce((a, b) => a + b, 0);
    if (lacks === 0 && free - invited.length <= kept) continue;
    if (lacks > 0) lacking.set(one.incomeBand, lacks - 1);
    invited.push(one);
  }
  return invited;
}
