import { AmountCents, Day, IdOf, ListOf, Moment, OneOf, Text, Whole } from '../http/fields';
import { MEDIA, MOST_LINES } from './pay.dto';

/** A purchase of a unit. */
export class UnitPurchaseDto {
  @IdOf('passage en caisse')
  purchaseId!: string;

  @OneOf(MEDIA)
  medium!: string;

  @AmountCents({ about: 'Le panier' })
  totalCents!: number;

  @AmountCents({ about: 'Payé par le compte' })
  accountCents!: number;

  @AmountCents({ about: 'Remboursé sur le compte' })
  refundedCents!: number;

  @Day()
  boughtOn!: string;

  @Text(200, { nullable: true, about: 'null : qui a acheté le garde pour soi' })
  outletName!: string | null;

  @Moment({ nullable: true, about: 'null : qui a acheté le garde pour soi' })
  occurredAt!: string | null;
}

/** A purchase at an outlet. */
export class OutletPurchaseDto {
  @IdOf('passage en caisse')
  purchaseId!: string;

  @IdOf('point de vente')
  outletId!: string;

  @Text(200)
  outletName!: string;

  @OneOf(MEDIA)
  medium!: string;

  @AmountCents({ about: 'Le panier' })
  totalCents!: number;

  @AmountCents({ about: 'Payé par le compte' })
  accountCents!: number;

  @AmountCents({ about: 'Remboursé sur le compte' })
  refundedCents!: number;

  @Day()
  boughtOn!: string;

  @Moment()
  occurredAt!: string;

  @Text(10, { nullable: true, about: 'Seulement si la caisse l’a voté', example: 'C. D.' })
  initials!: string | null;
}

/** A line of a purchase. */
export class PurchaseLineDto {
  @Text(200)
  title!: string;

  @Text(40)
  category!: string;

  @Whole({ from: 0, to: 100, about: 'Prise en charge, en pour cent' })
  coveragePercent!: number;

  @AmountCents()
  amountCents!: number;
}

/** A refund of a purchase. */
export class RefundLineDto {
  @IdOf('remboursement')
  refundId!: string;

  @AmountCents()
  amountCents!: number;

  @Day()
  refundedOn!: string;

  @OneOf(['outlet', 'fund'])
  refundedBy!: string;

  @Text(2_000)
  reason!: string;
}

/** A purchase whole. */
export class PurchaseDetailDto {
  @IdOf('passage en caisse')
  purchaseId!: string;

  @IdOf('compte', { nullable: true, about: 'Jamais dit au point de vente' })
  accountUnitId!: string | null;

  @IdOf('point de vente', { nullable: true })
  outletId!: string | null;

  @Text(200, { nullable: true })
  outletName!: string | null;

  @OneOf(MEDIA)
  medium!: string;

  @AmountCents({ about: 'Le panier' })
  totalCents!: number;

  @AmountCents({ about: 'Payé par le compte' })
  accountCents!: number;

  @AmountCents({ about: 'Remboursé sur le compte' })
  refundedCents!: number;

  @Day()
  boughtOn!: string;

  @Day({ about: 'Le jour des livres' })
  bookedOn!: string;

  @Moment({ nullable: true })
  occurredAt!: string | null;

  @Text(10, { nullable: true })
  initials!: string | null;

  @ListOf(() => PurchaseLineDto, MOST_LINES)
  lines!: PurchaseLineDto[];

  @ListOf(() => RefundLineDto, 1_000)
  refunds!: RefundLineDto[];
}

/** A refund to make. */
export class RefundDto {
  @AmountCents({ from: 1, optional: true, about: 'Sans indication : tout ce qui reste', example: 500 })
  amountCents?: number;

  @Text(2_000, { example: 'une caisse de tomates abîmées' })
  reason!: string;
}

/** What was given back. */
export class RefundedDto {
  @IdOf('remboursement')
  refundId!: string;

  @AmountCents({ about: 'Remboursé sur le compte' })
  refundedCents!: number;

  @AmountCents({ about: 'Reste remboursable' })
  leftCents!: number;
}

/** Something refused to a unit. */
export class UnitRefusalDto {
  @IdOf('refus')
  refusalId!: string;

  @Text(200, { nullable: true, about: 'Point de vente' })
  outletName!: string | null;

  @OneOf(MEDIA)
  medium!: string;

  @Text(60, { about: 'Le code du motif précis, que l’écran du point de vente ne montre pas', example: 'pin-wrong' })
  reason!: string;

  @Day()
  refusedOn!: string;
}

/** A refusal. */
export class PurchaseRefusalDto {
  @IdOf('refus')
  refusalId!: string;

  @IdOf('point de vente', { nullable: true })
  outletId!: string | null;

  @OneOf(MEDIA)
  medium!: string;

  @Text(60, { about: 'Le code du motif', example: 'balance-too-low' })
  reason!: string;

  @Day()
  refusedOn!: string;
}
