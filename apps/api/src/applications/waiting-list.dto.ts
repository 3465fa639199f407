import { IdOf, ListOf, OneOf, Text, Whole, WordsOf, YesNo, Day } from '../http/fields';

const MOST = 100_000;

/** Places opened, taken and free; null: without limit. */
export class PlacesDto {
  @Text(100, { nullable: true, about: 'Secteur, où les règles admettent par secteur' })
  area!: string | null;

  @Whole({ from: 0, to: MOST, nullable: true })
  total!: number | null;

  @Whole({ from: 0, to: MOST, about: 'Comptes, et places gardées pour des personnes invitées ou acceptées' })
  taken!: number;

  @Whole({ from: 0, to: MOST, nullable: true })
  free!: number | null;
}

/** How a band of income stands against its least share. */
export class QuotaDto {
  @Text(100)
  band!: string;

  @Whole({ from: 0, to: 10_000, about: 'Part au moins, en centièmes de pour cent' })
  leastBasisPoints!: number;

  @Whole({ from: 0, to: MOST })
  wanted!: number;

  @Whole({ from: 0, to: MOST })
  present!: number;
}

/** A wave that was opened. */
export class WaveDto {
  @Whole({ from: 1, to: 1_000 })
  no!: number;

  @Text(100, { nullable: true })
  area!: string | null;
}

/** Somebody who waits. */
export class WaitingDto {
  @IdOf('demande d’adhésion')
  applicationId!: string;

  @Whole({ from: 1, to: MOST })
  place!: number;

  @Day()
  since!: string;

  @Text(100, { nullable: true })
  incomeBand!: string | null;

  @Text(100, { nullable: true })
  area!: string | null;
}

/** The waiting list in its order, and the places there are. */
export class WaitingListDto {
  @ListOf(() => PlacesDto, 1_000)
  places!: readonly PlacesDto[];

  @ListOf(() => QuotaDto, 1_000)
  quotas!: readonly QuotaDto[];

  @ListOf(() => WaveDto, 1_000)
  waves!: readonly WaveDto[];

  @ListOf(() => WaitingDto, MOST)
  list!: readonly WaitingDto[];
}

/** Somebody whom a decision names. */
export class NamedDto {
  @IdOf('demande d’adhésion')
  applicationId!: string;
}

/** Whom to invite. */
export class InviteDto {
  @Whole({ from: 1, to: 10_000, optional: true, nullable: true, about: 'Combien ; toutes les places quand il manque' })
  count?: number | null;

  @ListOf(() => NamedDto, 1_000, {
    least: 1,
    optional: true,
    about: 'Personnes nommées par une décision (un tirage au sort)',
  })
  named?: NamedDto[];

  @Whole({ from: 1, to: 366, about: 'Jours pour répondre, à partir du jour où la personne a été prévenue' })
  answerDays!: number;

  @Text(2_000, { optional: true, nullable: true, about: 'Décision ; nécessaire quand des personnes sont nommées' })
  reason?: string | null;
}

/** Who was invited. */
export class InvitedDto {
  @WordsOf([], { about: 'Demandes invitées, dans l’ordre' })
  invited!: readonly string[];
}

/** A wave to open. */
export class OpenWaveDto {
  @Text(100, { optional: true, nullable: true, about: 'Secteur, où les règles admettent par secteur' })
  area?: string | null;

  @Text(2_000, { about: 'Décision qui l’ouvre' })
  note!: string;
}

/** The wave that was opened. */
export class WaveOpenedDto {
  @Whole({ from: 1, to: 1_000 })
  wave!: number;

  @Whole({ from: 0, to: MOST })
  places!: number;
}

/** One of the fund's own questions. */
export class QuestionDto {
  @Text(64)
  key!: string;

  @Text(2_000)
  text!: string;

  @OneOf(['yes-no', 'choice', 'text'])
  kind!: string;

  @WordsOf([])
  options!: readonly string[];
}

/** What a fund asks of those who apply. */
export class ApplicationFormDto {
  @Text(200)
  fundName!: string;

  @YesNo({ about: 'Caisse de démonstration : données inventées' })
  demonstration!: boolean;

  @OneOf(['person', 'household'])
  unit!: string;

  @YesNo({ about: 'Mois de naissance à donner' })
  asksBirthMonth!: boolean;

  @YesNo({ about: 'Réunion d’information à suivre' })
  asksMeeting!: boolean;

  @WordsOf([], { nullable: true, about: 'Communes de la caisse ; toutes quand il manque' })
  communes!: readonly string[] | null;

  @WordsOf([], { nullable: true, about: 'Secteurs de la caisse' })
  areas!: readonly string[] | null;

  @WordsOf([], { about: 'Tranches de revenus demandées' })
  incomeBands!: readonly string[];

  @ListOf(() => QuestionDto, 100)
  questions!: readonly QuestionDto[];
}
