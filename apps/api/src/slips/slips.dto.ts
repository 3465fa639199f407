import { AmountCents, Day, IdOf, OneOf, Text } from '../http/fields';
import { PageQuery } from '../http/page';

const STATES = ['issued', 'lost', 'unused', 'used'] as const;
const CLOSED = ['lost', 'unused'] as const;

/** A slip to hand out. */
export class IssueSlipDto {
  @IdOf('compte')
  accountUnitId!: string;

  @AmountCents({ from: 1, optional: true, about: 'Plafond de la fiche ; sans indication : celui des règles' })
  ceilingCents?: number;
}

/** The slip to print. */
export class SlipIssuedDto {
  @IdOf('fiche')
  slipId!: string;

  @Text(12, { about: 'À écrire sur la fiche : nombre et trois lettres', example: '12-KTR' })
  slipNumber!: string;

  @AmountCents({ about: 'Plafond, réservé sur le compte' })
  ceilingCents!: number;

  @Day()
  issuedOn!: string;
}

/** Why a slip will not be paid. */
export class CloseSlipDto {
  @OneOf(CLOSED, { about: 'Perdue, ou rendue sans avoir servi' })
  why!: (typeof CLOSED)[number];
}

/** A slip that is closed. */
export class SlipClosedDto {
  @OneOf(CLOSED)
  state!: string;

  @Day()
  closedOn!: string;
}

/** A slip in a list. */
export class SlipDto {
  @IdOf('fiche')
  slipId!: string;

  @Text(12, { example: '12-KTR' })
  slipNumber!: string;

  @IdOf('compte')
  accountUnitId!: string;

  @Text(200, { about: 'Nom du compte' })
  label!: string;

  @AmountCents({ about: 'Plafond' })
  ceilingCents!: number;

  @Day()
  issuedOn!: string;

  @OneOf(STATES)
  state!: string;

  @Day({ nullable: true, about: 'Jour où elle a été notée perdue ou rendue' })
  closedOn!: string | null;
}

/** Which slips to list. */
export class SlipsQueryDto extends PageQuery {
  @OneOf(STATES, { optional: true })
  state?: (typeof STATES)[number];
}

/** What is owed to a member. */
export class ClaimDto {
  @IdOf('compte')
  accountUnitId!: string;

  @Text(200, { about: 'Nom du compte' })
  label!: string;

  @AmountCents({ about: 'À rembourser' })
  owedCents!: number;
}
