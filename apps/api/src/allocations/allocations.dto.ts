import { UNPAID_CHOICES, type UnpaidChoice } from '#domain/allocations';
import { AmountCents, Day, IdOf, Moment, Month, OneOf, Text } from '../http/fields';
import { PageQuery } from '../http/page';

/** The month whose allocations are wanted. */
export class AllocationsOfMonthQuery extends PageQuery {
  @Month()
  month!: string;
}

/** A credit. */
export class CreditDto {
  @IdOf('allocation')
  creditId!: string;

  @IdOf('compte')
  accountUnitId!: string;

  @Text(200)
  label!: string;

  @Month()
  month!: string;

  @AmountCents()
  amountCents!: number;

  @Day({ nullable: true, about: 'Dernier jour où il peut être dépensé' })
  expiresOn!: string | null;

  @Moment()
  creditedAt!: string;
}

/** What was decided when the pot could not bear a month. */
export class CreditDecisionDto {
  @OneOf(['use-reserve', 'reduce-equally', 'postpone'])
  decision!: 'use-reserve' | 'reduce-equally' | 'postpone';

  @Text(1000, { about: 'Pourquoi, pour le registre' })
  reason!: string;
}

/** The decision that was noted. */
export class CreditDecidedDto {
  @OneOf(['use-reserve', 'reduce-equally', 'postpone'])
  decision!: string;
}

/** A due unpaid after the deadline, for which somebody has to choose. */
export class UnpaidDto {
  @IdOf('cotisation')
  dueId!: string;

  @IdOf('compte')
  accountUnitId!: string;

  @Text(200)
  label!: string;

  @AmountCents({ about: 'Appelé, en centimes' })
  amountCents!: number;

  @AmountCents({ about: 'Reçu, en centimes' })
  receivedCents!: number;

  @OneOf(['open', 'partly-paid', 'paid', 'cancelled', 'written-off'])
  state!: string;

  @Day({ about: 'Jour où elle était due' })
  dueOn!: string;

  @Day({ about: 'Échéance de la caisse : ensuite, quelqu’un choisit' })
  deadlineOn!: string;

  @OneOf(UNPAID_CHOICES, { nullable: true, about: 'Dernier choix noté ; null : aucun' })
  choice!: string | null;

  @Day({ nullable: true, about: 'Quand regarder de nouveau' })
  waitUntil!: string | null;
}

/** What is chosen for an unpaid due. */
export class UnpaidChoiceDto {
  @OneOf(UNPAID_CHOICES, { about: 'Créditer quand même, attendre, ou ne pas créditer ce mois' })
  choice!: UnpaidChoice;

  @Day({ optional: true, about: 'Pour attendre : le jour où regarder de nouveau' })
  until?: string;

  @Text(1000, { about: 'Pourquoi, pour le registre' })
  reason!: string;
}

/** The choice that was noted. */
export class UnpaidChosenDto {
  @IdOf('cotisation')
  dueId!: string;

  @OneOf(UNPAID_CHOICES)
  choice!: string;
}
