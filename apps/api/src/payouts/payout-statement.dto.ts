import { PAYEE_KINDS, PAYOUT_METHODS, PAYOUT_STATES, STATEMENT_LINE_KINDS, STATEMENT_MEDIA } from '#domain/payouts';
import { AmountCents, Day, IdOf, ListOf, OneOf, Part, SumCents, Text, Whole, YesNo } from '../http/fields';

/** One line of a statement: what its CSV has for columns. */
export class PayoutLineDto {
  @IdOf('mouvement du livre')
  movementId!: string;

  @OneOf(STATEMENT_LINE_KINDS, { about: 'Vente, remboursement, ou correction d’une écriture' })
  kind!: string;

  @OneOf(STATEMENT_MEDIA, { about: 'Comment c’était payé' })
  medium!: string;

  @Day({ about: 'Jour de l’achat, où il est connu', example: '2026-11-03' })
  on!: string;

  @Day({ about: 'Jour où c’est noté dans le livre', example: '2026-11-03' })
  bookedOn!: string;

  @Text(64, { nullable: true, about: 'Numéro du ticket ou de la fiche', example: '2026-0412' })
  number!: string | null;

  @SumCents({ nullable: true, about: 'Tout l’achat, en centimes ; null : on ne connaît que la part de la caisse' })
  totalCents!: number | null;

  @SumCents({ about: 'Ce que la caisse doit, en centimes ; négatif : repris' })
  accountCents!: number;

  @SumCents({ about: 'Frais retenus sur cette ligne, en centimes', example: 100 })
  feeCents!: number;

  @SumCents({ about: 'Payé pour cette ligne, en centimes', example: 3_900 })
  netCents!: number;

  @Text(8, { nullable: true, about: 'Initiales, si les règles de la caisse le permettent', example: 'C. D.' })
  initials!: string | null;
}

/** The fund as a statement is headed. */
export class StatementFundDto {
  @Text(200)
  name!: string;

  @Text(200)
  place!: string;

  @YesNo({ about: 'Données inventées' })
  demonstration!: boolean;
}

/** Who is paid. */
export class StatementPayeeDto {
  @OneOf(PAYEE_KINDS)
  kind!: string;

  @IdOf('qui est payé')
  id!: string;

  @Text(200, { example: 'La ferme du Pré' })
  name!: string;
}

/** A statement, with a page of its lines. */
export class PayoutStatementDto {
  @IdOf('règlement')
  payoutId!: string;

  @Whole({ from: 1, to: 2_147_483_647, about: 'Numéro du règlement', example: 12 })
  payoutNo!: number;

  @OneOf(PAYOUT_STATES)
  state!: string;

  @Part(() => StatementFundDto)
  fund!: StatementFundDto;

  @Part(() => StatementPayeeDto)
  payee!: StatementPayeeDto;

  @Day({ example: '2026-11-03' })
  fromDay!: string;

  @Day({ example: '2026-11-30' })
  throughDay!: string;

  @SumCents({ about: 'Dû, en centimes' })
  grossCents!: number;

  @Whole({ from: 0, to: 10_000, about: 'Frais, en centièmes de pour cent', example: 250 })
  feeBasisPoints!: number;

  @AmountCents({ about: 'Retenu pour les frais de fonctionnement, en centimes', example: 100 })
  feeCents!: number;

  @SumCents({ about: 'À payer, en centimes ; négatif : reporté' })
  netCents!: number;

  @OneOf(PAYOUT_METHODS, { nullable: true })
  method!: string | null;

  @Day({ nullable: true })
  sealedOn!: string | null;

  @Day({ nullable: true })
  paidOn!: string | null;

  @Text(140, { nullable: true, example: 'VIR 2026-12-01' })
  paymentReference!: string | null;

  @Day({ nullable: true })
  rejectedOn!: string | null;

  @Text(2000, { nullable: true, about: 'Pourquoi il est rejeté, ou n’a pas été signé' })
  reason!: string | null;

  @ListOf(() => PayoutLineDto, 200)
  items!: PayoutLineDto[];

  @IdOf('dernière ligne de cette page, à donner à « after »', { nullable: true })
  next!: string | null;
}
