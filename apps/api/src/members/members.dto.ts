import { type Cents, cents, dayOf, monthOf } from '#domain/kernel';
import type { AdmitUnit, DeclaredPledge, PersonToAdmit } from '#domain/members';
import {
  AmountCents,
  BirthMonth,
  Day,
  Email,
  IdOf,
  ListOf,
  Moment,
  Month,
  OneOf,
  Part,
  Phone,
  Text,
  Whole,
  WordsOf,
} from '../http/fields';
import { GuidedAnswersDto } from './guided-contribution.dto';

const CHANNELS = ['letter', 'voice', 'sms', 'email', 'counter'] as const;
const MOST_PERSONS = 30;

/** A person who comes in. */
export class PersonToAdmitDto {
  @Text(200, { example: 'Camille Martin' })
  name!: string;

  @BirthMonth({ optional: true, nullable: true, about: 'Demandé seulement quand les règles pèsent les âges' })
  bornIn?: string | null;

  @Whole({ from: 1, to: 100, optional: true, about: 'Part dans ce foyer, en pour cent (50 en garde alternée)' })
  sharePercent?: number;

  @OneOf(CHANNELS, { optional: true, about: 'Comment la joindre' })
  channel?: (typeof CHANNELS)[number];

  @Email({ optional: true, nullable: true })
  email?: string | null;

  @Phone({ optional: true, nullable: true })
  phone?: string | null;
}

/** What is pledged: an amount, or an income from which the rules compute it. */
export class PledgeFieldsDto {
  @AmountCents({ optional: true, nullable: true, about: 'Cotisation par mois, en centimes' })
  pledgeCents?: number | null;

  @AmountCents({
    optional: true,
    nullable: true,
    about: 'Revenu net par mois, en centimes : sert au calcul, n’est pas gardé',
  })
  monthlyNetIncomeCents?: number | null;

  @Part(() => GuidedAnswersDto, {
    optional: true,
    nullable: true,
    about: 'Réponses aux questions, seulement dans une caisse dont les règles les gardent',
  })
  guided?: GuidedAnswersDto | null;
}

/** A unit to admit. */
export class AdmitUnitDto extends PledgeFieldsDto {
  @Text(200, { example: 'Foyer Martin' })
  label!: string;

  @Text(100, { optional: true, nullable: true, about: 'Secteur, où les règles en connaissent' })
  area?: string | null;

  @Day()
  joinedOn!: string;

  @ListOf(() => PersonToAdmitDto, MOST_PERSONS, { least: 1 })
  persons!: PersonToAdmitDto[];

  @IdOf('demande d’adhésion', { optional: true, nullable: true })
  applicationId?: string | null;
}

/** A changed pledge. */
export class ChangePledgeDto extends PledgeFieldsDto {}

/** A pause of whole months. */
export class PauseDto {
  @Month({ about: 'Premier mois de pause' })
  from!: string;

  @Month({ optional: true, nullable: true, about: 'Dernier mois de pause ; sans fin quand il manque' })
  until?: string | null;
}

/** The end of a pause. */
export class EndPauseDto {
  @Month({ about: 'Dernier mois de pause' })
  lastPausedMonth!: string;
}

/** A departure at a month's end. */
export class DepartureDto {
  @Month({ about: 'Dernier mois dans la caisse' })
  lastMonth!: string;
}

/** A person who joins a household. */
export class AddPersonDto extends PersonToAdmitDto {
  @Day({ about: 'Premier jour dans le foyer' })
  from!: string;
}

/** A person who leaves a household. */
export class RemovePersonDto {
  @Day({ about: 'Dernier jour dans le foyer' })
  lastDay!: string;
}

/** The unit that was admitted. */
export class UnitAdmittedDto {
  @IdOf('compte')
  accountUnitId!: string;

  @WordsOf([], { about: 'Identifiants des personnes' })
  personIds!: string[];
}

/** The pledge that was noted. */
export class PledgeChangedDto {
  @IdOf('engagement')
  pledgeId!: string;

  @Month({ about: 'Mois à partir duquel il vaut' })
  fromMonth!: string;
}

/** The pause that was noted. */
export class PausedDto {
  @IdOf('pause')
  pauseId!: string;
}

/** The departure that was noted. */
export class LeftDto {
  @Month()
  lastMonth!: string;

  @OneOf(['kept', 'kept-months', 'back-to-pot'], {
    about: 'Le crédit qui restera, selon les règles de ce mois : gardé, gardé quelques mois, ou rendu au pot',
  })
  unspent!: string;

  @Day({ nullable: true, about: 'Dernier jour pour le dépenser, s’il n’expire pas avant ; null : sans fin' })
  spendableUntil!: string | null;

  @OneOf(['stay-owed', 'written-off'], { about: 'Ce qui est encore dû ensuite : reste dû, ou abandonné' })
  arrears!: string;
}

/** The person who came or went. */
export class PersonNotedDto {
  @IdOf('personne')
  personId!: string;
}

/** A unit in a list. */
export class UnitDto {
  @IdOf('compte')
  accountUnitId!: string;

  @OneOf(['person', 'household'])
  kind!: 'person' | 'household';

  @Text(200)
  label!: string;

  @Text(100, { nullable: true })
  area!: string | null;

  @Day()
  joinedOn!: string;

  @Month({ nullable: true })
  lastMonth!: string | null;

  @Whole({ from: 0, to: 1_000 })
  persons!: number;
}

/** Somebody in a unit, with the days of their stay. */
export class StayDto {
  @IdOf('personne')
  personId!: string;

  @Text(200)
  name!: string;

  @BirthMonth({ nullable: true })
  bornIn!: string | null;

  @Whole({ from: 1, to: 100 })
  sharePercent!: number;

  @Day()
  from!: string;

  @Day({ nullable: true })
  until!: string | null;
}

/** A pledge in a unit's story. */
export class PledgeDto {
  @Month()
  fromMonth!: string;

  @AmountCents()
  amountCents!: number;

  @Moment()
  declaredAt!: string;

  @Part(() => GuidedAnswersDto, { nullable: true, about: 'Les réponses, où les règles les gardent' })
  guided!: Readonly<GuidedAnswersDto> | null;
}

/** A pause in a unit's story. */
export class PausePeriodDto {
  @Month()
  fromMonth!: string;

  @Month({ nullable: true })
  untilMonth!: string | null;
}

/** A unit with its whole story. */
export class UnitDetailDto extends UnitDto {
  @ListOf(() => StayDto, 1_000)
  people!: readonly StayDto[];

  @ListOf(() => PledgeDto, 1_000)
  pledges!: readonly PledgeDto[];

  @ListOf(() => PausePeriodDto, 1_000)
  pauses!: readonly PausePeriodDto[];
}

/** A person in a list. */
export class PersonDto {
  @IdOf('personne')
  personId!: string;

  @Text(200)
  name!: string;

  @OneOf(CHANNELS)
  channel!: string;

  @Email({ nullable: true })
  email!: string | null;

  @Phone({ nullable: true })
  phone!: string | null;

  @WordsOf([], { about: 'Comptes de cette personne' })
  accountUnitIds!: readonly string[];
}

/** A person as the use cases take them. */
export function personOf(dto: PersonToAdmitDto): PersonToAdmit {
  const { name, bornIn, sharePercent, channel, email, phone } = dto;
  return { name, sharePercent, channel, email, phone, bornIn: bornIn ? monthOf(bornIn) : null };
}

/** A pledge as the use cases take it. */
export function pledgeOf(dto: PledgeFieldsDto): DeclaredPledge {
  const { pledgeCents, monthlyNetIncomeCents, guided } = dto;
  return { pledge: amountOf(pledgeCents), monthlyNetIncome: amountOf(monthlyNetIncomeCents), guided: guided ?? null };
}

/** A unit as the use case takes it. */
export function unitOf(dto: AdmitUnitDto): AdmitUnit {
  const { label, area, joinedOn, persons, applicationId } = dto;
  return {
    label,
    area: area ?? null,
    joinedOn: dayOf(joinedOn),
    persons: persons.map(personOf),
    applicationId: applicationId ?? null,
    ...pledgeOf(dto),
  };
}

const amountOf = (amount: number | null | undefined): Cents | null => (amount == null ? null : cents(amount));
