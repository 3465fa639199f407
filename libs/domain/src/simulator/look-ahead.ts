// What a person asks to see of the months to come, and the look ahead that answers it.
import { compareMonths, type Month } from '../kernel/calendar';
import type { Cents } from '../kernel/money';
import { RuleBroken } from '../kernel/rule-broken';
import type { Rules } from '../rules/rules';
import {
  type Assumptions,
  type Opening,
  type PlannedUnits,
  plannedUnits,
  type SimulatedUnit,
  type Simulation,
  type WhenShort,
} from './simulation';

/** Where a look ahead begins: with the first month that has not begun, under the rules in force in it. */
export interface FundPresent {
  readonly today: string;
  readonly rules: Rules;
  readonly firstMonth: Month;
  readonly units: readonly SimulatedUnit[];
  /** As of today's books, with `creditsToCome` counted as made. */
  readonly opening: Opening;
  /** What the present month, which has begun, has still to credit, in cents. */
  readonly creditsToCome: Cents;
  /** Of what was called in the last months that closed, the part that never came, in hundredths of a per cent. */
  readonly unpaidBasisPoints: number;
}

/** What may be left to the fund's present: null is as it is now. */
export interface Wish {
  /** A draft in place of the rules in force. */
  readonly draft: Rules | null;
  readonly months: number;
  /** A planned mix in place of the units there are. */
  readonly people: readonly PlannedUnits[] | null;
  /** `failureBasisPoints` null: as in the last months that closed. */
  readonly assumptions: Omit<Assumptions, 'failureBasisPoints' | 'joinersLike'> & {
    readonly failureBasisPoints: number | null;
    readonly joinersLike: readonly PlannedUnits[];
  };
  readonly whenShort: WhenShort;
  readonly seed: string;
}

/** The most units that a look ahead holds, those who may join included. */
export const MOST_UNITS = 20_000;

const USUAL_RUNS = 200;
const FEWEST_RUNS = 50;
/** Units times months times runs that a look ahead of usual size takes: 500 households, 24 months, 200 runs. */
const USUAL_WORK = 500 * 24 * USUAL_RUNS;

/**
 * The look ahead that a wish asks for. Large ones draw fewer lives, so that nobody waits for the api meanwhile.
 * @throws RuleBroken `unit-cannot-change` for a draft that counts people otherwise than the fund that has some,
 * `input-invalid` for a grant outside the months looked at, or more units than {@link MOST_UNITS}
 */
export function lookAhead(present: FundPresent, wish: Wish): Simulation {
  const { firstMonth, opening } = present;
  const { months, people, whenShort, seed } = wish;
  checkUnit(present, wish);
  checkGrants(firstMonth, wish);
  const { failureBasisPoints, joinersLike, ...assumed } = wish.assumptions;
  const units = people === null ? present.units : plannedUnits(people, firstMonth);
  return {
    rules: wish.draft ?? present.rules,
    ...{ firstMonth, months, units, opening, whenShort, seed },
    assumptions: {
      ...assumed,
      failureBasisPoints: failureBasisPoints ?? present.unpaidBasisPoints,
      joinersLike: plannedUnits(joinersLike, firstMonth),
    },
    runs: runsFor(units.length + Math.ceil(assumed.joinersPerMonth) * months, months),
  };
}

function runsFor(units: number, months: number): number {
  if (units > MOST_UNITS) {
    const detail = `demandez au plus ${MOST_UNITS} comptes, arrivées comprises : il y en aurait ${units}`;
    throw new RuleBroken('input-invalid', { errors: [{ pointer: '/people', detail }] });
  }
  const affordable = Math.floor(USUAL_WORK / Math.max(1, units * months));
  return Math.min(USUAL_RUNS, Math.max(FEWEST_RUNS, affordable));
}

function checkUnit({ rules, units }: FundPresent, { draft, people }: Wish): void {
  if (draft === null || people !== null || units.length === 0 || draft.unit === rules.unit) return;
  throw new RuleBroken('unit-cannot-change', { unit: rules.unit });
}

function checkGrants(firstMonth: Month, { months, assumptions }: Wish): void {
  const last = firstMonth.add({ months: months - 1 });
  const outside = assumptions.grants.flatMap(({ month }, index) =>
    compareMonths(month, firstMonth) < 0 || compareMonths(month, last) > 0 ? [index] : [],
  );
  if (outside.length === 0) return;
  const detail = `choisissez un mois de ${firstMonth.toString()} à ${last.toString()} : ceux que la projection regarde`;
  throw new RuleBroken('input-invalid', {
    errors: outside.map((index) => ({ pointer: `/grants/${index}/month`, detail })),
  });
}
