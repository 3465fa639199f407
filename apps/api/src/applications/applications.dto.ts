import { APPLICATION_STATES, type ApplicationForm, type ApplicationState, DECISIONS } from '#domain/applications';
import { monthOf } from '#domain/kernel';
import { BirthMonth, Day, Email, IdOf, ListOf, OneOf, Phone, Text, Whole } from '../http/fields';

const CHANNELS = ['letter', 'voice', 'sms', 'email', 'counter'] as const;
const MOST = 100_000;

/** Somebody of the household that applies. */
export class PersonInFormDto {
  @BirthMonth({ optional: true, nullable: true, about: 'Demandé seulement quand les règles pèsent les âges' })
  bornIn?: string | null;

  @Whole({ from: 1, to: 100, optional: true, about: 'Part dans ce foyer, en pour cent (50 en garde alternée)' })
  sharePercent?: number;
}

/** An answer to one of the fund's own questions. */
export class AnswerDto {
  @Text(64, { about: 'Clé de la question' })
  question!: string;

  @Text(2_000, { about: '« yes » ou « no », un des choix, ou un texte' })
  answer!: string;
}

/** Somebody asks to join. A band of income at most, never an income; neither e-mail nor telephone is needed. */
export class ApplyDto {
  @Text(200, { example: 'Camille Martin' })
  name!: string;

  @Text(100, { optional: true, nullable: true })
  commune?: string | null;

  @Text(100, { optional: true, nullable: true, about: 'Secteur, où les règles en connaissent' })
  area?: string | null;

  @Text(100, { optional: true, nullable: true, about: 'Tranche de revenus de la caisse, jamais le revenu' })
  incomeBand?: string | null;

  @ListOf(() => PersonInFormDto, 30, { least: 1 })
  persons!: PersonInFormDto[];

  @Day({ optional: true, nullable: true, about: 'Jour de la réunion d’information suivie' })
  metOn?: string | null;

  @ListOf(() => AnswerDto, 50, { optional: true })
  answers?: AnswerDto[];

  @OneOf(CHANNELS, { about: 'Comment la joindre' })
  channel!: (typeof CHANNELS)[number];

  @Email({ optional: true, nullable: true })
  email?: string | null;

  @Phone({ optional: true, nullable: true })
  phone?: string | null;

  @Text(500, { optional: true, nullable: true })
  postalAddress?: string | null;
}

/** A paper form that is typed in. */
export class EnterApplicationDto extends ApplyDto {
  @Day({ optional: true, nullable: true, about: 'Jour écrit sur le papier ; aujourd’hui quand il manque' })
  receivedOn?: string | null;
}

/** What is told to whoever applied, and nothing else. */
export class ApplicationReceiptDto {
  @Whole({ from: 1, to: MOST, about: 'Numéro de la demande' })
  number!: number;

  @Text(12, { about: 'Numéro à garder : il permet de suivre la demande', example: '7K2M9QX4TR0B' })
  receipt!: string;
}

/** What an applicant may read. */
export class ApplicationStandingDto {
  @Whole({ from: 1, to: MOST })
  number!: number;

  @OneOf(APPLICATION_STATES)
  state!: ApplicationState;

  @Day()
  receivedOn!: string;

  @Text(2_000, { nullable: true, about: 'Motif de la dernière décision' })
  reason!: string | null;

  @Day({ nullable: true, about: 'Dernier jour pour répondre à l’invitation' })
  answerBy!: string | null;

  @Whole({ from: 1, to: MOST, nullable: true, about: 'Place dans la liste d’attente' })
  place!: number | null;

  @Whole({ from: 0, to: MOST, about: 'Personnes dans la liste d’attente' })
  waiting!: number;
}

/** A decision. */
export class DecideApplicationDto {
  @OneOf(DECISIONS)
  decision!: (typeof DECISIONS)[number];

  @Text(2_000, { optional: true, nullable: true, about: 'Motif, que la personne peut lire' })
  reason?: string | null;

  @Text(2_000, { optional: true, nullable: true, about: 'Note interne, que la personne ne lit pas' })
  innerNote?: string | null;
}

/** Where a decision has led. */
export class DecidedDto {
  @OneOf(APPLICATION_STATES)
  state!: ApplicationState;
}

/** The day on which somebody was told of their invitation. */
export class TellInvitationDto {
  @Day()
  toldOn!: string;
}

/** Until when they have. */
export class ToldDto {
  @Day()
  answerBy!: string;
}

/** Another day from which somebody waits. */
export class MoveInLineDto {
  @Day()
  since!: string;

  @Text(2_000, { about: 'Décision qui le dit' })
  reason!: string;
}

/** From when somebody waits. */
export class MovedDto {
  @Day()
  since!: string;
}

/** An application in a list. */
export class ApplicationDto extends ApplicationReceiptDto {
  @IdOf('demande d’adhésion')
  applicationId!: string;

  @OneOf(APPLICATION_STATES)
  state!: ApplicationState;

  @OneOf(['form', 'by-hand'])
  cameBy!: 'form' | 'by-hand';

  @Day()
  receivedOn!: string;

  @Text(200, { nullable: true })
  name!: string | null;

  @Text(100, { nullable: true })
  commune!: string | null;

  @Text(100, { nullable: true })
  area!: string | null;

  @Text(100, { nullable: true })
  incomeBand!: string | null;

  @Day({ nullable: true })
  waitingSince!: string | null;

  @Day({ nullable: true })
  invitedOn!: string | null;

  @Day({ nullable: true })
  toldOn!: string | null;

  @Day({ nullable: true })
  answerBy!: string | null;

  @Text(2_000, { nullable: true })
  reason!: string | null;

  @OneOf(CHANNELS, { nullable: true })
  channel!: string | null;

  @Email({ nullable: true })
  email!: string | null;

  @Phone({ nullable: true })
  phone!: string | null;

  @Text(500, { nullable: true })
  postalAddress!: string | null;
}

/** A form as the use case takes it. */
export function formOf(dto: ApplyDto): ApplicationForm {
  return {
    name: dto.name,
    commune: dto.commune ?? null,
    area: dto.area ?? null,
    incomeBand: dto.incomeBand ?? null,
    persons: dto.persons.map(({ bornIn, sharePercent }) => ({
      bornIn: bornIn ? monthOf(bornIn) : null,
      sharePercent: sharePercent ?? 100,
    })),
    metOn: dto.metOn ?? null,
    answers: Object.fromEntries((dto.answers ?? []).map(({ question, answer }) => [question, answer])),
    channel: dto.channel,
    email: dto.email ?? null,
    phone: dto.phone ?? null,
    postalAddress: dto.postalAddress ?? null,
  };
}
