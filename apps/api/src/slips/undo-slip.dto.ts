import { AmountCents, Day, Text } from '../http/fields';

/** Why a paper that was paid is undone. */
export class UndoSlipDto {
  @Text(2_000, {
    about: 'Pourquoi ; le membre et le point de vente le lisent',
    example: 'saisie au mauvais point de vente',
  })
  reason!: string;
}

/** What went back. */
export class SlipUndoneDto {
  @AmountCents({ about: 'Revenu sur le compte' })
  accountCents!: number;

  @AmountCents({ about: 'Revenu au pot, là où rien n’est versé d’avance' })
  reimbursedCents!: number;

  @AmountCents({ about: 'Écart papier, revenu au pot' })
  shortfallCents!: number;

  @Day()
  undoneOn!: string;
}
