import { AmountCents, IdOf, OneOf, Text } from '../http/fields';

/** What is not to be asked for any more. */
export class ForgiveDto {
  @AmountCents({ from: 1, optional: true, about: 'Sans indication : tout ce qui reste' })
  amountCents?: number;

  @Text(2_000)
  reason!: string;
}

/** Done, or waiting for a second person. */
export class ForgivingDto {
  @OneOf(['forgiven', 'awaiting-approval'])
  state!: string;

  @IdOf('décision')
  approvalId!: string;
}

/** What a person found out about a payment that hangs. */
export class ResolveDto {
  @OneOf(['collected', 'not-collected', 'paid-back'], {
    about: 'L’argent est arrivé, il n’est pas arrivé, ou le trop-perçu a été rendu',
  })
  outcome!: 'collected' | 'not-collected' | 'paid-back';

  @Text(2_000)
  reason!: string;
}

/** Where the payment stands now. */
export class ResolvedDto {
  @Text(20)
  state!: string;

  @AmountCents({ about: 'Trop-perçu gardé pour la personne' })
  overpaidCents!: number;

  @OneOf(['open', 'partly-paid', 'paid', 'cancelled', 'written-off'])
  dueState!: string;
}

/** A payment that hangs. */
export class AttemptInQuestionDto {
  @IdOf('encaissement')
  attemptId!: string;

  @IdOf('cotisation')
  dueId!: string;

  @IdOf('compte')
  accountUnitId!: string;

  @Text(200)
  label!: string;

  @Text(7, { about: 'Le mois de la cotisation' })
  month!: string;

  @AmountCents()
  amountCents!: number;

  @AmountCents({ about: 'Trop-perçu pas encore rendu' })
  overpaidCents!: number;

  @OneOf(['unknown', 'paid'], { about: 'unknown : à trancher ; paid : un trop-perçu est à rendre' })
  state!: string;

  @Text(64, { nullable: true })
  reasonCode!: string | null;
}
