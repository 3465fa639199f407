import { BY_HAND, type ByHand } from '#domain/budget';
import { AmountCents, Day, IdOf, OneOf, Text } from '../http/fields';

/** A movement of the fund's own money by hand. */
export class RecordManualMovementDto {
  @OneOf(BY_HAND, { about: 'Compte débité' })
  debit!: ByHand;

  @OneOf(BY_HAND, { about: 'Compte crédité' })
  credit!: ByHand;

  @AmountCents({ from: 1 })
  amountCents!: number;

  @Text(2000, { about: 'Pourquoi', example: 'Dépôt en banque de la caisse du marché' })
  reason!: string;
}

/** What was recorded. */
export class ManualMovementRecordedDto {
  @IdOf('mouvement manuel')
  manualMovementId!: string;

  @IdOf("demande d'accord")
  approvalId!: string;

  @OneOf(['awaiting-approval', 'confirmed'])
  state!: string;

  @Day({ about: 'Dernier jour pour la deuxième signature' })
  signByOn!: string;
}

/** A movement by hand. */
export class ManualMovementDto {
  @IdOf('mouvement manuel')
  manualMovementId!: string;

  @OneOf(BY_HAND)
  debit!: string;

  @OneOf(BY_HAND)
  credit!: string;

  @AmountCents()
  amountCents!: number;

  @Text(2000)
  reason!: string;

  @Day()
  bookedOn!: string;

  @Day({ about: 'Dernier jour pour la deuxième signature' })
  signByOn!: string;

  @IdOf('qui', { nullable: true })
  recordedBy!: string | null;

  @IdOf("demande d'accord")
  approvalId!: string;

  @OneOf(['awaiting', 'confirmed', 'refused', 'withdrawn'])
  state!: string;

  @IdOf('qui a répondu', { nullable: true })
  decidedBy!: string | null;
}
