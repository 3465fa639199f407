import { AmountCents, IdOf, Moment, Text, YesNo } from '../http/fields';

/** Asking that a household be separated. */
export class AskSeparationDto {
  @IdOf('personne', {
    optional: true,
    nullable: true,
    about: 'Qui demande, quand la coordination le note ; un membre demande toujours pour soi ou pour qui il agit',
  })
  personId?: string | null;

  @YesNo({ about: 'Mettre de côté, jusqu’au partage, la part du crédit de qui demande' })
  freeze!: boolean;
}

/** The request that is open now. */
export class SeparationAskedDto {
  @IdOf('demande')
  requestId!: string;

  @AmountCents({ about: 'Crédit mis de côté jusqu’au partage, en centimes' })
  heldCents!: number;
}

/** Taking a request back. */
export class DropSeparationDto {
  @Text(2_000, { about: 'Pourquoi', example: 'Nous restons ensemble' })
  reason!: string;
}

/** The request that was taken back. */
export class SeparationDroppedDto {
  @IdOf('demande')
  requestId!: string;
}

/** An open request in the coordinator's list. */
export class SeparationRequestDto extends SeparationAskedDto {
  @IdOf('compte')
  accountUnitId!: string;

  @Text(200)
  label!: string;

  @IdOf('personne qui demande', { nullable: true })
  askedBy!: string | null;

  @Text(200, { nullable: true })
  askedByName!: string | null;

  @Moment()
  askedAt!: string;
}
