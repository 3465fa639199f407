import { PAYEE_KINDS, PAYOUT_METHODS, type PayoutMethod, type PayoutState, PAYOUT_STATES } from '#domain/payouts';
import { AmountCents, Day, IdOf, ListOf, OneOf, SumCents, Text, Whole, YesNo } from '../http/fields';
import { PageQuery } from '../http/page';

const LARGEST_NUMBER = 2_147_483_647;

/** Which payouts are wanted. */
export class PayoutsQueryDto extends PageQuery {
  @OneOf(PAYOUT_STATES, { optional: true, about: 'Sans indication : tous' })
  state?: PayoutState;
}

/** A payout. */
export class PayoutDto {
  @IdOf('règlement')
  payoutId!: string;

  @Whole({ from: 1, to: LARGEST_NUMBER, about: 'Numéro du règlement, à rappeler sur le virement', example: 12 })
  payoutNo!: number;

  @OneOf(PAYEE_KINDS, { about: 'Un point de vente, ou un compte à rembourser' })
  payeeKind!: string;

  @IdOf('qui est payé')
  payeeId!: string;

  @Text(200, { example: 'La ferme du Pré' })
  payeeName!: string;

  @OneOf(PAYOUT_STATES, {
    about:
      'Brouillon, à vérifier par une deuxième personne, repris sans signature, scellé (à payer), payé, rejeté (de nouveau dû)',
  })
  state!: string;

  @YesNo({ about: 'Reporté au prochain règlement : rien à payer, ou moins que le seuil de la caisse' })
  carriedForward!: boolean;

  @Day({ about: 'Sa première ligne', example: '2026-11-03' })
  fromDay!: string;

  @Day({ about: 'Ce qui est noté jusqu’à ce jour compris', example: '2026-11-30' })
  throughDay!: string;

  @Whole({ from: 0, to: LARGEST_NUMBER, about: 'Lignes', example: 31 })
  lines!: number;

  @SumCents({ about: 'Dû, en centimes ; négatif quand le point de vente doit à la caisse' })
  grossCents!: number;

  @AmountCents({ about: 'Retenu pour les frais de fonctionnement, en centimes', example: 100 })
  feeCents!: number;

  @SumCents({ about: 'À payer, en centimes ; négatif : reporté' })
  netCents!: number;

  @OneOf(PAYOUT_METHODS, { nullable: true, about: 'Virement, chèque ou espèces ; null : pas encore préparé' })
  method!: string | null;

  @Day({ nullable: true, about: 'Scellé le' })
  sealedOn!: string | null;

  @Day({ nullable: true, about: 'Payé le' })
  paidOn!: string | null;

  @Text(140, { nullable: true, example: 'VIR 2026-12-01' })
  paymentReference!: string | null;

  @Day({ nullable: true, about: 'Rejeté le' })
  rejectedOn!: string | null;

  @Text(2000, { nullable: true, about: 'Pourquoi il est rejeté, ou n’a pas été signé' })
  reason!: string | null;

  @IdOf('demande d’accord : qui a préparé, qui a vérifié ; dit à la coordination et à la trésorerie', {
    nullable: true,
  })
  approvalId!: string | null;
}

/** A payment to make. */
export class PayoutToPayDto {
  @IdOf('règlement')
  payoutId!: string;

  @Whole({ from: 1, to: LARGEST_NUMBER, about: 'Numéro du règlement', example: 12 })
  payoutNo!: number;

  @OneOf(PAYEE_KINDS)
  payeeKind!: string;

  @IdOf('qui est payé')
  payeeId!: string;

  @Text(200, { about: 'Titulaire du compte, exactement', example: 'GAEC du Pré' })
  holder!: string;

  @Text(34, { nullable: true, about: 'Null : par chèque ou en espèces', example: 'BE68539007547034' })
  iban!: string | null;

  @Text(11, { nullable: true, example: 'GEBABEBB' })
  bic!: string | null;

  @OneOf(PAYOUT_METHODS)
  method!: string;

  @AmountCents({ from: 1, about: 'À payer, en centimes' })
  netCents!: number;

  @Day({ about: 'Scellé le' })
  sealedOn!: string;

  @Text(140, { about: 'À rappeler sur le paiement', example: 'Règlement n° 12' })
  quoting!: string;
}

/** What is owed to one payee. */
export class OwedDto {
  @IdOf('compte du livre')
  accountId!: string;

  @OneOf(PAYEE_KINDS)
  payeeKind!: string;

  @IdOf('qui est payé')
  payeeId!: string;

  @Text(200, { example: 'La ferme du Pré' })
  payeeName!: string;

  @SumCents({ about: 'Dû en tout, en centimes ; négatif quand le point de vente doit à la caisse' })
  owedCents!: number;

  @SumCents({ about: 'Dont en brouillon ou à vérifier' })
  draftedCents!: number;

  @SumCents({ about: 'Dont dans aucun règlement encore' })
  openCents!: number;
}

/** What an outlet has to expect. */
export class OutletOutlookDto {
  @IdOf('point de vente')
  outletId!: string;

  @SumCents({ about: 'Dû en tout avant frais, en centimes ; négatif quand le point de vente doit à la caisse' })
  owedCents!: number;

  @SumCents({ about: 'Dont en brouillon ou à vérifier' })
  draftedCents!: number;

  @SumCents({ about: 'Dont dans aucun règlement encore : le début du prochain' })
  openCents!: number;

  @OneOf(['week', 'fortnight', 'month', 'threshold'], { about: 'Le rythme des règlements de la caisse' })
  every!: string;

  @AmountCents({ about: 'Moins que cela attend la fois d’après', example: 2_000 })
  thresholdCents!: number;

  @Whole({ from: 0, to: 10_000, about: 'Frais retenus, en centièmes de pour cent', example: 250 })
  feeBasisPoints!: number;

  @Day({ about: 'Dernier jour de la période en cours', example: '2026-11-30' })
  throughDay!: string;

  @Day({
    nullable: true,
    about: 'Jour du prochain brouillon ; null : dès que le seuil est atteint',
    example: '2026-12-01',
  })
  nextDraftOn!: string | null;
}

/** What a unit is paid back. */
export class ReimbursementsDto {
  @SumCents({ about: 'À rembourser en tout, en centimes' })
  owedCents!: number;

  @SumCents({ about: 'Dont dans aucun règlement encore' })
  openCents!: number;

  @ListOf(() => PayoutDto, 200)
  items!: PayoutDto[];

  @IdOf('dernier règlement de cette page, à donner à « after »', { nullable: true })
  next!: string | null;
}

/** Until when to draft. */
export class DraftPayoutsDto {
  @Day({ optional: true, about: 'Jusqu’à ce jour compris ; sans indication : la fin de la dernière période' })
  through?: string;
}

/** What was drafted. */
export class PayoutsDraftedDto {
  @Day({
    nullable: true,
    about: 'Jusqu’à ce jour compris ; null : la caisse n’a pas encore de règles',
    example: '2026-11-30',
  })
  through!: string | null;

  @Whole({ from: 0, to: LARGEST_NUMBER, about: 'Brouillons faits ou complétés', example: 8 })
  drafts!: number;
}

/** A draft to prepare. */
export class PayoutSeenDto {
  @IdOf('règlement')
  payoutId!: string;

  @AmountCents({ from: 1, about: 'Ce que vous avez lu qu’il paie : s’il a changé depuis, rien n’est préparé' })
  netCents!: number;
}

/** Drafts to prepare. */
export class PreparePayoutsDto {
  @ListOf(() => PayoutSeenDto, 500, { least: 1 })
  payouts!: PayoutSeenDto[];

  @OneOf(PAYOUT_METHODS, { about: 'Un virement demande un IBAN connu' })
  method!: PayoutMethod;

  @Text(2000, { optional: true, about: 'Pour la personne qui vérifie', example: 'Règlements de novembre' })
  note?: string;
}

/** What was prepared. */
export class PayoutsPreparedDto {
  @IdOf("demande d'accord")
  approvalId!: string;

  @OneOf(['awaiting-check', 'sealed'], { about: 'À vérifier par une autre personne, ou scellé' })
  state!: string;

  @Whole({ from: 1, to: LARGEST_NUMBER, about: 'Règlements', example: 8 })
  payouts!: number;

  @AmountCents({ about: 'À payer en tout, en centimes', example: 123_450 })
  totalCents!: number;
}

/** A payment made by hand. */
export class PayPayoutDto {
  @Day({ about: 'Le jour du paiement : entre le jour où il a été scellé et aujourd’hui' })
  paidOn!: string;

  @Text(140, { about: 'Ce qui le retrouve sur le relevé', example: 'VIR 2026-12-01' })
  reference!: string;
}

/** A payout that came back. */
export class RejectPayoutDto {
  @Text(2000, { example: 'Virement rejeté par la banque : compte clos' })
  reason!: string;
}

/** Where a payout stands now. */
export class PayoutEndedDto {
  @IdOf('règlement')
  payoutId!: string;

  @OneOf(['paid', 'rejected'])
  state!: string;
}
