// Seeing ahead in the browser: the same functions as in the api, for a person who moves a slider.
export type { AdmissionRoom } from './admission-room';
export type { Balancing, Remedy } from './balancing';
export type { DifferenceClass } from './classes-of-five';
export {
  compareRules,
  type Comparison,
  type Directions,
  type DraftAndInForce,
  type RulesComparison,
} from './compare-rules';
export type { Band } from './lines';
export { type MonthAhead, type Point, type Projection, simulate } from './simulate';
export {
  type Assumptions,
  type LotLeft,
  NOTHING_RANDOM,
  type OpenDue,
  type Opening,
  type PlannedUnits,
  plannedUnits,
  type SimulatedUnit,
  type Simulation,
  type WhenShort,
} from './simulation';
