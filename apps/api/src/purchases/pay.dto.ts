import { cents, RuleBroken } from '#domain/kernel';
import type { Payer, Wish } from '#domain/purchases';
import { AmountCents, Day, IdOf, ListOf, Moment, OneOf, SumCents, Text, Whole } from '../http/fields';
import type { Caller } from '../sign-in/caller';

/** How a purchase was paid. */
export const MEDIA = ['member-phone', 'outlet-screen', 'card', 'paper-ticket', 'reimbursement-slip'] as const;
/** The most lines of a basket. */
export const MOST_LINES = 50;
const LARGEST_NUMBER = 2_147_483_647;

/** One line of a basket. */
export class BasketLineDto {
  @IdOf('ligne de convention')
  approvalLineId!: string;

  @AmountCents({ from: 1, example: 850 })
  amountCents!: number;
}

/** What is bought. */
export class BasketDto {
  @AmountCents({
    from: 1,
    optional: true,
    about: 'Le total, là où il n’y a qu’une ligne de convention',
    example: 1_250,
  })
  amountCents?: number;

  @ListOf(() => BasketLineDto, MOST_LINES, { optional: true, about: 'Combien par ligne de convention' })
  lines?: BasketLineDto[];
}

/** A purchase by phone. */
export class PayByPhoneDto extends BasketDto {
  @IdOf('compte')
  accountUnitId!: string;

  @AmountCents({
    from: 1,
    optional: true,
    about: 'La part à payer avec le compte ; sans indication, tout ce qui est pris en charge',
  })
  accountCents?: number;
}

/** A line of approval that is valid today. */
export class OfferedLineDto {
  @IdOf('ligne de convention')
  approvalLineId!: string;

  @Text(200, { example: 'Légumes en agriculture biologique' })
  title!: string;

  @Text(40, { example: 'vegetables-fruit' })
  category!: string;

  @Whole({ from: 0, to: 100, about: 'Prise en charge, en pour cent', example: 70 })
  coveragePercent!: number;
}

/** An outlet at its till. */
export class OutletTillDto {
  @Whole({ from: 1, to: LARGEST_NUMBER, about: 'Le numéro de l’affichette', example: 7 })
  outletNo!: number;

  @Text(200, { example: 'La ferme du Pré' })
  name!: string;

  @Text(20, { example: 'approved' })
  state!: string;

  @ListOf(() => OfferedLineDto, 1_000)
  lines!: OfferedLineDto[];
}

/** The proof of a payment. */
export class PurchaseReceiptDto {
  @IdOf('passage en caisse')
  purchaseId!: string;

  @Whole({ from: 1, to: LARGEST_NUMBER, about: 'Le numéro du point de vente', example: 7 })
  outletNo!: number;

  @Text(200, { example: 'La ferme du Pré' })
  outletName!: string;

  @OneOf(MEDIA)
  medium!: string;

  @AmountCents({ about: 'Le panier', example: 1_250 })
  totalCents!: number;

  @AmountCents({ about: 'Payé par le compte', example: 875 })
  accountCents!: number;

  @AmountCents({ about: 'Reste à payer au point de vente', example: 375 })
  atOutletCents!: number;

  @Day()
  boughtOn!: string;

  @Moment()
  occurredAt!: string;

  @Text(40, { about: 'Le mot du jour de ce point de vente', example: 'noisette' })
  word!: string;

  @SumCents({ optional: true, about: 'Ce qui reste sur le compte ; dit au membre seul' })
  remainingCents?: number;
}

/** What a body wishes to pay. */
export function wishOf({ amountCents, lines = [], accountCents }: BasketDto & { accountCents?: number }): Wish {
  return {
    amount: amountCents === undefined ? null : cents(amountCents),
    lines: lines.map(({ approvalLineId, amountCents: amount }) => ({ approvalLineId, amount: cents(amount) })),
    chosen: accountCents === undefined ? null : cents(accountCents),
  };
}

/** A caller as a payer. @throws RuleBroken `account-unit-unknown` for who is no person of the fund */
export function payerOf({ personId }: Caller): Payer {
  if (personId === null) throw new RuleBroken('account-unit-unknown');
  return { kind: 'asker', personId };
}
