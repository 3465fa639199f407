import { type Charter, RENEWALS } from '#domain/council';
import { ListOf, Moment, OneOf, Text, Whole, YesNo } from '../http/fields';

const MOST = 500;
const USUAL_BLANK_DAYS = 90;

/** A class of a criterion, with its quota. */
export class QuotaClassDto {
  @Text(64, { example: '60-74' })
  key!: string;

  @Text(100, { example: '60-74 ans' })
  label!: string;

  @Whole({ from: 0, to: MOST, about: 'Au moins', example: 3 })
  min!: number;

  @Whole({ from: 0, to: MOST, about: 'Au plus', example: 6 })
  max!: number;
}

/** Something that the council is to be varied in. */
export class CouncilCriterionDto {
  @Text(64, { example: 'age' })
  key!: string;

  @Text(100, { example: 'Âge' })
  label!: string;

  @ListOf(() => QuotaClassDto, 50, { least: 1 })
  classes!: readonly QuotaClassDto[];
}

/** How the council is composed. */
export class WriteCharterDto {
  @Whole({ from: 2, to: MOST, about: 'Sièges', example: 22 })
  seats!: number;

  @Whole({ from: 1, to: 120, about: 'Durée d’un mandat, en mois', example: 12 })
  termMonths!: number;

  @OneOf(RENEWALS, { about: '« whole » : tous ensemble ; « thirds » : par tiers' })
  renewal!: Charter['renewal'];

  @YesNo({ about: 'Une personne par foyer au plus' })
  onePerHousehold!: boolean;

  @Whole({
    from: 0,
    to: 3_660,
    optional: true,
    about: `Jours après le mandat avant d’effacer les critères, ${USUAL_BLANK_DAYS} sans indication`,
  })
  blankAfterDays?: number;

  @ListOf(() => CouncilCriterionDto, 30)
  criteria!: CouncilCriterionDto[];

  @Text(2_000, { about: 'Qui l’a décidé, et quand', example: 'Assemblée du 12 novembre 2026' })
  note!: string;
}

/** A charter that was written. */
export class CharterWrittenDto {
  @Whole({ from: 1, to: 100_000 })
  charterNo!: number;
}

/** The charter in force. */
export class CharterDto {
  @Whole({ from: 1, to: 100_000 })
  charterNo!: number;

  @Whole({ from: 2, to: MOST })
  seats!: number;

  @Whole({ from: 1, to: 120 })
  termMonths!: number;

  @OneOf(RENEWALS)
  renewal!: Charter['renewal'];

  @YesNo()
  onePerHousehold!: boolean;

  @Whole({ from: 0, to: 3_660 })
  blankAfterDays!: number;

  @ListOf(() => CouncilCriterionDto, 30)
  criteria!: readonly CouncilCriterionDto[];

  @Text(2_000)
  note!: string;

  @Moment()
  writtenAt!: string;
}

/** A class and its share of the territory. */
export class ShareDto {
  @Text(100, { example: '60-74 ans' })
  label!: string;

  @Whole({
    from: 0,
    to: 100_000_000,
    about: 'Part ou nombre d’habitants : seuls les rapports comptent',
    example: 2_150,
  })
  share!: number;
}

/** Figures of a territory, to be made quotas of. */
export class ProposeQuotasDto {
  @Whole({ from: 2, to: MOST, example: 22 })
  seats!: number;

  @Whole({ from: 0, to: MOST, optional: true, about: 'Écart toléré, en sièges ; 1 sans indication' })
  tolerance?: number;

  @ListOf(() => ShareDto, 50, { least: 1 })
  shares!: ShareDto[];
}

/** A quota that is proposed, to be edited. */
export class ProposedQuotaDto {
  @Text(100)
  label!: string;

  @Whole({ from: 0, to: MOST })
  min!: number;

  @Whole({ from: 0, to: MOST })
  max!: number;
}

/** Quotas that are proposed. */
export class ProposedQuotasDto {
  @ListOf(() => ProposedQuotaDto, 50)
  quotas!: ProposedQuotaDto[];
}

/** As it is asked of the use case. */
export function charterOf({ note, blankAfterDays, ...charter }: WriteCharterDto): { charter: Charter; note: string } {
  return { charter: { ...charter, blankAfterDays: blankAfterDays ?? USUAL_BLANK_DAYS }, note };
}
