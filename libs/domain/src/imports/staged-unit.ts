// A unit that waits to be imported, as it is kept between the reading of its file and its admission.
import { dayOf, monthOf } from '../kernel/calendar';
import { cents } from '../kernel/money';
import type { NewPerson } from '../members/admitted-person';
import type { UnitRead } from './units-of-rows';

/** A unit with the ids that it and its people will have; days as `2026-11-22`, months as `2026-11`, cents a month. */
export interface StagedUnit {
  readonly label: string;
  readonly area: string | null;
  readonly joinedOn: string;
  readonly pledgeCents: number | null;
  readonly persons: readonly (Omit<NewPerson, 'bornIn'> & {
    readonly personId: string;
    readonly bornIn: string | null;
  })[];
}

/** A unit as it is kept; `personId` gives each person an id. */
export function staged(unit: UnitRead, personId: () => string): StagedUnit {
  return {
    label: unit.label,
    area: unit.area,
    joinedOn: unit.joinedOn.toString(),
    pledgeCents: unit.pledge,
    persons: unit.persons.map(({ bornIn, ...person }) => ({
      personId: personId(),
      ...person,
      bornIn: bornIn?.toString() ?? null,
    })),
  };
}

/** A unit as it is admitted. */
export function admissionOf(
  accountUnitId: string,
  unit: StagedUnit,
): Omit<UnitRead, 'rowNos' | 'persons'> & {
  readonly accountUnitId: string;
  readonly persons: readonly (NewPerson & { readonly personId: string })[];
} {
  return {
    accountUnitId,
    label: unit.label,
    area: unit.area,
    joinedOn: dayOf(unit.joinedOn),
    pledge: unit.pledgeCents === null ? null : cents(unit.pledgeCents),
    persons: unit.persons.map(({ bornIn, ...person }) => ({ ...person, bornIn: bornIn ? monthOf(bornIn) : null })),
  };
}
