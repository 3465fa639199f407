import type { Month as MonthOf } from '#domain/kernel';
import type { Comparison, RulesComparison } from '#domain/simulator';
import { Document, ListOf, Month, Part, SumCents, Whole } from '../http/fields';

const LARGEST_COUNT = 100_000_000;

/** A draft to compare with the rules in force. */
export class CompareRulesDto {
  @Document({ about: 'Le projet de règles' })
  document!: object;
}

/** How many pay or receive less, the same, more. */
export class DirectionsDto {
  @Whole({ from: 0, to: LARGEST_COUNT, nullable: true, about: 'null : ce serait dire moins de cinq comptes' })
  less!: number | null;

  @Whole({ from: 0, to: LARGEST_COUNT, nullable: true })
  same!: number | null;

  @Whole({ from: 0, to: LARGEST_COUNT, nullable: true })
  more!: number | null;
}

/** At least five units whose difference lies between two bounds. */
export class DifferenceClassDto {
  @SumCents({ nullable: true, about: 'Différence par mois, à partir de ; null : sans borne' })
  fromCents!: number | null;

  @SumCents({ nullable: true, about: 'Jusqu’à, compris ; null : sans borne' })
  toCents!: number | null;

  @Whole({ from: 5, to: LARGEST_COUNT, about: 'Nombre de comptes' })
  units!: number;
}

/** One side of the comparison; null for fewer than five units. */
export class ComparisonDto {
  @SumCents({ nullable: true, about: 'Total du mois sous les règles en vigueur' })
  inForceCents!: number | null;

  @SumCents({ nullable: true, about: 'Total du mois sous le projet' })
  draftCents!: number | null;

  @Part(() => DirectionsDto, { nullable: true })
  directions!: DirectionsDto | null;

  @ListOf(() => DifferenceClassDto, 20, { nullable: true, about: 'Projet moins vigueur, par compte' })
  classes!: DifferenceClassDto[] | null;
}

/** What a draft would change. */
export class RulesComparisonDto {
  @Month({ about: 'Le mois comparé : le premier qui n’a pas commencé' })
  month!: string;

  @Whole({ from: 0, to: LARGEST_COUNT, about: 'Comptes comparés' })
  units!: number;

  @Part(() => ComparisonDto, { about: 'Ce qui est payé' })
  pays!: ComparisonDto;

  @Part(() => ComparisonDto, { about: 'Ce qui est reçu, pour un mois entier' })
  gets!: ComparisonDto;

  @Part(() => ComparisonDto, { about: 'Reçu moins payé' })
  gains!: ComparisonDto;
}

/** A comparison as it is shown. */
export function comparisonDto(month: MonthOf, { units, pays, gets, gains }: RulesComparison): RulesComparisonDto {
  return { month: month.toString(), units, pays: sideDto(pays), gets: sideDto(gets), gains: sideDto(gains) };
}

function sideDto({ inForceCents, draftCents, directions, classes }: Comparison): ComparisonDto {
  return {
    inForceCents,
    draftCents,
    directions: directions && { less: directions.less, same: directions.same, more: directions.more },
    classes: classes && classes.map(({ fromCents, toCents, units }) => ({ fromCents, toCents, units })),
  };
}
