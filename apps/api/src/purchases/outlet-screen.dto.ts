import type { ShownAtTill } from '#domain/cards';
import { RuleBroken } from '#domain/kernel';
import { AmountCents, IdOf, ListOf, Moment, OneOf, Text, Whole, YesNo } from '../http/fields';
import { BasketDto, OfferedLineDto } from './pay.dto';

const LARGEST_NUMBER = 2_147_483_647;

/** An outlet on its own screen. */
export class OutletScreenDto {
  @Whole({ from: 1, to: LARGEST_NUMBER, about: 'Le numéro de l’affichette', example: 7 })
  outletNo!: number;

  @Text(200, { example: 'La ferme du Pré' })
  name!: string;

  @Text(20, { example: 'approved' })
  state!: string;

  @Text(40, {
    nullable: true,
    about: 'Le mot du jour ; null jusqu’au premier paiement de la caisse',
    example: 'noisette',
  })
  word!: string | null;

  @ListOf(() => OfferedLineDto, 1_000)
  lines!: OfferedLineDto[];
}

/** A payment at the outlet's screen. */
export class PayAtScreenDto extends BasketDto {
  @Text(20, { optional: true, about: 'Le numéro de la carte, lu ou tapé', example: 'C2345678' })
  cardNo?: string;

  @Text(20, { optional: true, about: 'Le numéro de membre', example: 'M2345678' })
  memberNo?: string;

  @Text(12, { about: 'Le code, tapé par la personne', example: '4071' })
  pin!: string;

  @AmountCents({
    from: 1,
    optional: true,
    about: 'La part à payer avec le compte ; sans indication, tout ce qui est pris en charge',
  })
  accountCents?: number;

  @YesNo({
    optional: true,
    about: 'Si le compte ne contient pas assez, prendre ce qu’il contient et payer le reste ici',
  })
  partIfLow?: boolean;
}

/** A request to make. */
export class AskPaymentDto extends BasketDto {}

/** A request that was made. */
export class PaymentAskedDto {
  @IdOf('demande de paiement')
  requestId!: string;

  @Text(6, { about: 'À taper sur le téléphone', example: 'K7PM4X' })
  code!: string;

  @AmountCents({ example: 1_250 })
  totalCents!: number;

  @Moment()
  expiresAt!: string;
}

const STATES = ['open', 'paid', 'withdrawn', 'expired'] as const;

/** A request on the outlet's screen. */
export class RequestOfOutletDto extends PaymentAskedDto {
  @OneOf(STATES)
  state!: string;

  @AmountCents({ nullable: true, about: 'Payé par le compte ; null tant que rien n’est payé' })
  accountCents!: number | null;

  @IdOf('passage en caisse', { nullable: true })
  purchaseId!: string | null;
}

/** A line of a request. */
export class RequestLineDto {
  @IdOf('ligne de convention')
  approvalLineId!: string;

  @Text(200)
  title!: string;

  @Whole({ from: 0, to: 100, about: 'Prise en charge, en pour cent' })
  coveragePercent!: number;

  @AmountCents()
  amountCents!: number;
}

/** A request on the member's phone. */
export class RequestToConfirmDto {
  @Text(6, { example: 'K7PM4X' })
  code!: string;

  @OneOf(STATES)
  state!: string;

  @Whole({ from: 1, to: LARGEST_NUMBER, about: 'Le numéro du point de vente' })
  outletNo!: number;

  @Text(200)
  outletName!: string;

  @AmountCents({ about: 'Le panier', example: 1_250 })
  totalCents!: number;

  @AmountCents({ about: 'Ce que le compte paierait', example: 875 })
  accountCents!: number;

  @AmountCents({ about: 'Ce qui reste à payer au point de vente', example: 375 })
  atOutletCents!: number;

  @Moment()
  expiresAt!: string;

  @ListOf(() => RequestLineDto, 50)
  lines!: RequestLineDto[];
}

/** A request confirmed. */
export class ConfirmRequestDto {
  @IdOf('compte')
  accountUnitId!: string;

  @AmountCents({
    from: 1,
    optional: true,
    about: 'La part à payer avec le compte ; sans indication, tout ce qui est pris en charge',
  })
  accountCents?: number;
}

/** Whether the others of the unit see where and when. */
export class PlaceConsentDto {
  @YesNo({ about: 'true : les autres personnes du foyer voient où et quand j’achète' })
  shown!: boolean;
}

/** What was shown at the till, and the medium it is. @throws RuleBroken `input-invalid` when it is none or both */
export function shownOf({ cardNo, memberNo, pin }: PayAtScreenDto): {
  readonly shown: ShownAtTill;
  readonly medium: 'card' | 'outlet-screen';
} {
  if (cardNo !== undefined && memberNo === undefined) return { shown: { cardNo, pin }, medium: 'card' };
  if (memberNo !== undefined && cardNo === undefined) return { shown: { memberNo, pin }, medium: 'outlet-screen' };
  throw new RuleBroken('input-invalid', {
    errors: [{ pointer: '/cardNo', detail: 'donnez le numéro de la carte, ou le numéro de membre : l’un des deux' }],
  });
}
