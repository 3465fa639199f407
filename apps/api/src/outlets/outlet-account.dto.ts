import { IdOf, Moment, OneOf, Text, Whole } from '../http/fields';

/** A new account of an outlet. */
export class ChangeOutletIbanDto {
  @Text(42, { example: 'FR14 2004 1010 0505 0001 3M02 606', about: 'Avec ou sans espaces' })
  iban!: string;

  @Text(14, { optional: true, nullable: true, example: 'PSSTFRPPXXX' })
  bic?: string | null;

  @Text(140, { about: 'Titulaire, exactement comme à la banque', example: 'EARL du Pré' })
  holder!: string;

  @Text(2_000, { about: 'Pourquoi, et comment on en est sûr', example: 'RIB remis en main propre le 12 novembre' })
  reason!: string;
}

/** The account of an outlet, by the end of its IBAN. */
export class OutletAccountDto {
  @IdOf('compte bancaire')
  bankAccountId!: string;

  @Text(140)
  holder!: string;

  @Text(4, { about: 'Les quatre derniers signes de l’IBAN', example: '2606' })
  ibanEndsWith!: string;

  @Text(11, { nullable: true, example: 'PSSTFRPPXXX' })
  bic!: string | null;

  @Moment({ nullable: true, about: 'En vigueur depuis' })
  since!: string | null;
}

/** A change of account, past or waiting. */
export class OutletAccountChangeDto extends OutletAccountDto {
  @Text(2_000)
  reason!: string;

  @OneOf(['awaiting', 'confirmed', 'refused', 'withdrawn'])
  state!: string;

  @IdOf("demande d'accord")
  approvalId!: string;

  @Moment()
  proposedAt!: string;

  @Whole({ from: 0, to: 1_000_000, about: 'Autres points de vente au même IBAN : à regarder avant de signer' })
  alsoOfOutlets!: number;
}
