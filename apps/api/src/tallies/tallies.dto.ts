import { cents } from '#domain/kernel';
import type { TallyEntered } from '#domain/tallies';
import { AmountCents, Day, IdOf, SumCents, Text, Whole, WordsOf } from '../http/fields';

const WARNINGS = ['near-day-ceiling', 'pot-below-reserve'] as const;

/** What customers paid, by price. */
export class TotalsDto {
  @AmountCents({ about: 'Payé au prix accessible', example: 6_500 })
  accessibleCents!: number;

  @AmountCents({ about: 'Payé au prix juste', example: 10_000 })
  fairCents!: number;

  @AmountCents({ about: 'Payé au prix solidaire', example: 12_500 })
  solidarityCents!: number;

  @Text(2_000, {
    optional: true,
    about: 'Pourquoi ce jour dépasse le plafond ; ne compte que de la coordination',
    example: 'Fête du marché, votée en conseil',
  })
  beyondCeilingReason?: string;
}

/** A market day. */
export class EnterTallyDto extends TotalsDto {
  @Whole({
    from: 1,
    to: 2_147_483_647,
    optional: true,
    about: 'Numéro du point de vente ; sans indication : celui pour lequel vous servez',
    example: 7,
  })
  outletNo?: number;

  @Day({ about: 'Jour de marché' })
  marketOn!: string;
}

/** What a market day comes to. */
export class TallyEnteredDto {
  @IdOf('relevé', { nullable: true, about: 'null : le relevé est repris et rien ne le remplace' })
  tallyId!: string | null;

  @AmountCents({ about: 'Ce que le point de vente reçoit en tout : le prix juste' })
  fairValueCents!: number;

  @AmountCents({ about: 'Le pot le doit au point de vente (prix accessible)' })
  potPaysCents!: number;

  @AmountCents({ about: 'Le point de vente le doit au pot (prix solidaire)' })
  potGetsCents!: number;

  @WordsOf(WARNINGS, { about: 'Plafond du jour proche ; pot entamé sous sa réserve' })
  warnings!: string[];
}

/** A tally in a list. */
export class TallyDto {
  @IdOf('relevé')
  tallyId!: string;

  @IdOf('point de vente')
  outletId!: string;

  @Text(200)
  outletName!: string;

  @Day({ about: 'Jour de marché' })
  marketOn!: string;

  @AmountCents({ about: 'Payé au prix accessible' })
  accessibleCents!: number;

  @AmountCents({ about: 'Payé au prix juste' })
  fairCents!: number;

  @AmountCents({ about: 'Payé au prix solidaire' })
  solidarityCents!: number;

  @SumCents({ about: 'Valeur au prix juste' })
  fairValueCents!: number;

  @AmountCents({ about: 'Dû par le pot' })
  potPaysCents!: number;

  @AmountCents({ about: 'Dû au pot' })
  potGetsCents!: number;

  @Text(2_000, { nullable: true, about: 'Pourquoi ce jour dépasse le plafond' })
  beyondCeilingReason!: string | null;

  @Day({ about: 'Jour des écritures' })
  bookedOn!: string;

  @Day({ nullable: true, about: 'Jour où il a été repris' })
  correctedOn!: string | null;

  @IdOf('relevé', { nullable: true, about: 'Le relevé qu’il remplace' })
  correctsTallyId!: string | null;
}

/** The totals as the room takes them. */
export function totalsOf(body: TotalsDto): { accessible: Cents; fair: Cents; solidarity: Cents } {
  return {
    accessible: cents(body.accessibleCents),
    fair: cents(body.fairCents),
    solidarity: cents(body.solidarityCents),
  };
}

type Cents = ReturnType<typeof cents>;

/** A tally as it is told; how the pot stands is told to the fund's own people only. */
export function enteredOf(tally: TallyEntered, ofFund: boolean): TallyEnteredDto {
  return {
    tallyId: tally.tallyId,
    fairValueCents: tally.fairValue,
    potPaysCents: tally.potPays,
    potGetsCents: tally.potGets,
    warnings: tally.warnings.filter((warning) => ofFund || warning !== 'pot-below-reserve'),
  };
}
