import { PRODUCT_CATEGORIES } from '#domain/outlets';
import { Transform } from 'class-transformer';
import { AmountCents, Day, IdOf, ListOf, OneOf, Part, SumCents, Text, Whole } from '../http/fields';
import { ListQuery } from '../http/page';

const LARGEST_COUNT = 2_147_483_647;
const BASIS_POINTS = { from: 0, to: 1_000_000 };

/** Which days are told. */
export class SpendingPeriodQuery {
  @Day({
    optional: true,
    about: 'Sans indication : onze mois avant le premier du mois de « to »',
    example: '2026-01-01',
  })
  from?: string;

  @Day({ optional: true, about: 'Sans indication : aujourd’hui' })
  to?: string;
}

class PeriodListQuery extends ListQuery {
  @Day({
    optional: true,
    about: 'Sans indication : onze mois avant le premier du mois de « to »',
    example: '2026-01-01',
  })
  from?: string;

  @Day({ optional: true, about: 'Sans indication : aujourd’hui' })
  to?: string;
}

/** Which outlets' spending. */
export class OutletSpendingQuery extends PeriodListQuery {
  @IdOf('dernier point de vente de la page précédente', { optional: true })
  after?: string;
}

/** Which weeks. */
export class WeekSpendingQuery extends PeriodListQuery {
  @Day({ optional: true, about: 'Dernière semaine de la page précédente', example: '2026-11-16' })
  after?: string;
}

/** Which kinds of products. */
export class CategorySpendingQuery extends PeriodListQuery {
  @OneOf([...PRODUCT_CATEGORIES, 'not-told'], { optional: true, about: 'Dernière catégorie de la page précédente' })
  after?: string;
}

/** How long without a purchase. */
export class QuietOutletsQuery extends ListQuery {
  @Whole({ from: 1, to: 366, optional: true, about: 'Jours sans achat, 30 sans indication', example: 30 })
  @Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^\d{1,3}$/.test(value) ? Number(value) : value,
  )
  days?: number;

  @IdOf('dernier point de vente de la page précédente', { optional: true })
  after?: string;
}

/** How much goes to few outlets. */
export class ConcentrationDto {
  @Whole({ from: 0, to: LARGEST_COUNT, about: 'Points de vente où quelque chose a été dépensé', example: 12 })
  outlets!: number;

  @Whole({ ...BASIS_POINTS, nullable: true, about: 'Part du plus grand, en centièmes de pour cent', example: 3_150 })
  largestBasisPoints!: number | null;

  @Whole({ ...BASIS_POINTS, nullable: true, about: 'Part des trois plus grands', example: 6_020 })
  largestThreeBasisPoints!: number | null;

  @Whole({ ...BASIS_POINTS, nullable: true, about: 'Part des cinq plus grands', example: 7_900 })
  largestFiveBasisPoints!: number | null;
}

/** What was spent at an age. */
export class AgeClassDto {
  @Whole({ from: 0, to: 100_000, nullable: true, about: 'Au plus tant de jours ; null : davantage', example: 7 })
  toDays!: number | null;

  @AmountCents({ about: 'Dépensé à cet âge, en centimes' })
  amountCents!: number;
}

/** How long credit lies before it is spent. */
export class CreditAgeDto {
  @Whole({ from: 0, to: 100_000, nullable: true, about: 'En moyenne, en jours', example: 16 })
  meanDays!: number | null;

  @Whole({
    from: 0,
    to: 100_000,
    nullable: true,
    about: 'La moitié est dépensée en tant de jours au plus',
    example: 12,
  })
  medianDays!: number | null;

  @ListOf(() => AgeClassDto, 10)
  classes!: AgeClassDto[];
}

/** The spending of a period. */
export class SpendingOverviewDto {
  @Day({ example: '2026-01-01' })
  from!: string;

  @Day()
  to!: string;

  @SumCents({ about: 'Allocations versées, en centimes' })
  creditedCents!: number;

  @SumCents({ about: 'Dépensé par les comptes des membres et en tickets, remboursements retirés' })
  spentCents!: number;

  @SumCents({ about: 'Porté par le pot : trois prix, écart papier ; négatif quand il a reçu' })
  potCents!: number;

  @Whole({
    ...BASIS_POINTS,
    nullable: true,
    about: 'Dépensé sur la période rapporté à ce qui y a été versé, en centièmes de pour cent ; null : rien versé',
    example: 8_740,
  })
  spentBasisPoints!: number | null;

  @Whole({
    ...BASIS_POINTS,
    nullable: true,
    about: 'Part du papier (tickets, fiches) dans ce qui est dépensé',
    example: 1_210,
  })
  paperBasisPoints!: number | null;

  @Part(() => ConcentrationDto)
  concentration!: ConcentrationDto;

  @Part(() => CreditAgeDto, { about: 'Âge du crédit au moment où il est dépensé, le plus ancien d’abord' })
  creditAge!: CreditAgeDto;
}

/** What an outlet had. */
export class OutletSpendingDto {
  @IdOf('point de vente')
  outletId!: string;

  @Whole({ from: 1, to: LARGEST_COUNT, nullable: true, about: 'Numéro du point de vente', example: 3 })
  outletNo!: number | null;

  @Text(200, { nullable: true, example: 'La ferme du Pré' })
  name!: string | null;

  @Whole({ from: 0, to: LARGEST_COUNT, about: 'Achats, tickets, fiches, jours de marché', example: 42 })
  purchases!: number;

  @SumCents({ about: 'Par les comptes des membres et en tickets' })
  spentCents!: number;

  @SumCents({ about: 'Par le pot ; négatif quand le point de vente lui a rendu' })
  potCents!: number;

  @Day({ about: 'Dernier jour écrit' })
  lastOn!: string;
}

/** What a week had. */
export class WeekSpendingDto {
  @Day({ about: 'Le lundi', example: '2026-11-16' })
  weekOf!: string;

  @Whole({ from: 0, to: LARGEST_COUNT, about: 'Achats, tickets, fiches, jours de marché', example: 42 })
  purchases!: number;

  @Whole({ from: 0, to: LARGEST_COUNT, about: 'Points de vente', example: 9 })
  outlets!: number;

  @SumCents({ about: 'Par les comptes des membres et en tickets' })
  spentCents!: number;

  @SumCents({ about: 'Par le pot ; négatif quand il a reçu' })
  potCents!: number;
}

/** What a kind of product had. */
export class CategorySpendingDto {
  @OneOf([...PRODUCT_CATEGORIES, 'not-told'], { about: '« not-told » : tickets dont le point de vente n’a rien dit' })
  category!: string;

  @Whole({ from: 0, to: LARGEST_COUNT, about: 'Achats', example: 42 })
  purchases!: number;

  @AmountCents({ about: 'Acheté, au prix du point de vente' })
  boughtCents!: number;

  @AmountCents({ about: 'Dont payé par les comptes' })
  accountCents!: number;
}

/** An outlet where nothing is bought any more. */
export class QuietOutletDto {
  @IdOf('point de vente')
  outletId!: string;

  @Whole({ from: 1, to: LARGEST_COUNT, about: 'Numéro du point de vente', example: 3 })
  outletNo!: number;

  @Text(200, { example: 'La ferme du Pré' })
  name!: string;

  @Day({ nullable: true, about: 'Dernier achat ; null : jamais' })
  lastOn!: string | null;
}
