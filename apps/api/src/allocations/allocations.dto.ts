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
