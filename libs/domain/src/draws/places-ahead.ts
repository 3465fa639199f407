// How much room the fund has for newcomers: the look ahead with everything as it is, all credit spent, no arrears coming in.
import type { AdmissionRoom } from '../simulator/admission-room';
import { type FundPresent, lookAhead } from '../simulator/look-ahead';
import { simulate } from '../simulator/simulate';

const MONTHS = 12;
const ALL = 10_000;

/** The room for newcomers over the next twelve months; the same present has the same room. */
export function placesAhead(present: FundPresent): AdmissionRoom {
  const simulation = lookAhead(present, {
    draft: null,
    months: MONTHS,
    people: null,
    assumptions: {
      failureBasisPoints: null,
      recoveredBasisPoints: 0,
      spentBasisPoints: ALL,
      grants: [],
      ...{ joinersPerMonth: 0, joinersLike: [], leaversPerMonth: 0 },
    },
    whenShort: 'carry-on',
    seed: 'tablée',
  });
  return simulate(simulation).admission;
}
