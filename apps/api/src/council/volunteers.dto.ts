import { VOLUNTEER_STATES, VOLUNTEER_STEPS, type VolunteerForm, type VolunteerView } from '#domain/council';
import { Document, Email, IdOf, ListOf, Moment, OneOf, Phone, Text, Whole, YesNo } from '../http/fields';
import { PageQuery } from '../http/page';
import { CouncilCriterionDto } from './charter.dto';

const CHANNELS = ['letter', 'voice', 'sms', 'email', 'counter'] as const;
const MOST = 100_000;

/** The class somebody is of, in one criterion. */
export class VolunteerAnswerDto {
  @Text(64, { about: 'Clé du critère', example: 'age' })
  criterion!: string;

  @Text(64, { about: 'Clé de la classe', example: '60-74' })
  class!: string;
}

/** Somebody is ready to sit in the council. */
export class StandDto {
  @Text(200, { example: 'Camille Martin' })
  name!: string;

  @OneOf(CHANNELS, { about: 'Comment la joindre' })
  channel!: (typeof CHANNELS)[number];

  @Email({ optional: true, nullable: true })
  email?: string | null;

  @Phone({ optional: true, nullable: true })
  phone?: string | null;

  @Text(500, {
    optional: true,
    nullable: true,
    about: 'Adresse : dit seulement qui habite ensemble ; elle n’est pas gardée',
  })
  address?: string | null;

  @ListOf(() => VolunteerAnswerDto, 30)
  answers!: VolunteerAnswerDto[];

  @OneOf(['yes'], { about: 'La personne accepte que ces données servent au tirage' })
  consent!: 'yes';
}

/** A paper form that is typed in. */
export class EnterVolunteerDto extends StandDto {
  @IdOf('personne de la caisse', { optional: true, nullable: true })
  personId?: string | null;
}

/** What is told to whoever stands, and nothing else. */
export class VolunteerReceiptDto {
  @Whole({ from: 1, to: MOST })
  volunteerNo!: number;

  @Text(12, { about: 'Numéro à garder : il ouvre sa propre ligne dans un tirage', example: '7K2M9QX4TR0B' })
  receipt!: string;
}

/** Which volunteers are wanted. */
export class VolunteersAskedDto extends PageQuery {
  @OneOf(VOLUNTEER_STATES, { optional: true, about: 'Sans indication : tous' })
  state?: (typeof VOLUNTEER_STATES)[number];
}

/** Somebody who is ready to sit. */
export class VolunteerDto {
  @IdOf('volontaire')
  volunteerId!: string;

  @Whole({ from: 1, to: MOST })
  volunteerNo!: number;

  @IdOf('personne de la caisse', { nullable: true })
  personId!: string | null;

  @Text(200, { nullable: true, about: 'null une fois effacé' })
  name!: string | null;

  @Text(10, { nullable: true })
  channel!: string | null;

  @Text(254, { nullable: true })
  email!: string | null;

  @Text(32, { nullable: true })
  phone!: string | null;

  @Text(10)
  cameBy!: string;

  @OneOf(VOLUNTEER_STATES)
  state!: (typeof VOLUNTEER_STATES)[number];

  @Text(2_000, { nullable: true })
  stateReason!: string | null;

  @Moment()
  consentedAt!: string;

  @YesNo({ about: 'Rappelé·e au second tour d’appel' })
  askedAgain!: boolean;

  @Document({ nullable: true, about: 'Sa classe dans chaque critère' })
  answers!: VolunteerView['answers'];
}

/** How many stand for a class. */
export class ClassTallyDto {
  @Text(64)
  criterion!: string;

  @Text(100)
  criterionLabel!: string;

  @Text(64)
  key!: string;

  @Text(100)
  label!: string;

  @Whole({ from: 0, to: MOST })
  min!: number;

  @Whole({ from: 0, to: MOST })
  max!: number;

  @Whole({ from: 0, to: MOST, about: 'Volontaires de cette classe' })
  standing!: number;
}

/** How many stand for each class. */
export class TallyOfClassesDto {
  @ListOf(() => ClassTallyDto, 1_500)
  classes!: readonly ClassTallyDto[];
}

/** A decision of a volunteer. */
export class DecideVolunteerDto {
  @OneOf(VOLUNTEER_STEPS)
  step!: (typeof VOLUNTEER_STEPS)[number];

  @Text(2_000, { about: 'Motif' })
  reason!: string;
}

/** Where a decision has led. */
export class VolunteerDecidedDto {
  @OneOf(VOLUNTEER_STATES)
  state!: (typeof VOLUNTEER_STATES)[number];
}

/** Somebody who is asked again. */
export class AskedAgainOneDto {
  @IdOf('volontaire')
  volunteerId!: string;
}

/** Who was asked again. */
export class AskAgainDto {
  @ListOf(() => AskedAgainOneDto, 5_000, { least: 1 })
  volunteers!: AskedAgainOneDto[];
}

/** How many were asked for the first time. */
export class AskedAgainDto {
  @Whole({ from: 0, to: MOST })
  asked!: number;
}

/** What the fund asks of volunteers. */
export class CouncilFormDto {
  @Text(200)
  fundName!: string;

  @YesNo({ about: 'Données inventées' })
  demonstration!: boolean;

  @Whole({ from: 2, to: 500 })
  seats!: number;

  @Whole({ from: 1, to: 120 })
  termMonths!: number;

  @Whole({ from: 0, to: 3_660, about: 'Jours après le mandat avant que les critères soient effacés' })
  blankAfterDays!: number;

  @ListOf(() => CouncilCriterionDto, 30)
  criteria!: readonly CouncilCriterionDto[];
}

/** As it is asked of the use case. */
export function volunteerOf({ answers, address, ...form }: EnterVolunteerDto): VolunteerForm {
  return {
    name: form.name,
    channel: form.channel,
    email: form.email ?? null,
    phone: form.phone ?? null,
    household: address ?? null,
    personId: form.personId ?? null,
    answers: Object.fromEntries(answers.map((answer) => [answer.criterion, answer.class])),
  };
}
