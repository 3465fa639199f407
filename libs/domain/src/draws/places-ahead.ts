// How much room the fund has for newcomers: the look ahead with everything as it is, all credit spent, no arrears coming in.
import { type Cents, cents } from '../kernel/money';
import type { AdmissionPlan, EffectOnFree } from '../lotteries/admission-plan';
import type { Rules } from '../rules/rules';
import type { AdmissionRoom } from '../simulator/admission-room';
import { type FundPresent, lookAhead } from '../simulator/look-ahead';
import { simulate } from '../simulator/simulate';

/** The present of an admission draw. */
export interface AdmissionAhead {
  readonly admission: Rules['admission'];
  readonly waiting: number;
  readonly plan: AdmissionPlan;
  /** What a newcomer is reckoned to take out of the pot, prudently, in cents a month; below 0: it brings more. */
  readonly netCost: Cents;
  /** *Libre* before and after, if so many enter. */
  readonly effectOf: (places: number) => EffectOnFree;
}

const MONTHS = 12;
const ALL = 10_000;

/** The room for newcomers, and the low line of *libre* at the end of the look ahead without them, in cents. */
export interface Ahead {
  readonly room: AdmissionRoom;
  readonly end: { readonly months: number; readonly free: Cents };
}

/** The room for newcomers over the next twelve months; the same present has the same room. */
export function placesAhead(present: FundPresent): Ahead {
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
  const { admission, months } = simulate(simulation);
  return { room: admission, end: { months: months.length, free: months.at(-1)?.free.low ?? cents(0) } };
}
