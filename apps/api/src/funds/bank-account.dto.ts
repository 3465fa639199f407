import { IdOf, Moment, OneOf, Text } from '../http/fields';

/** A new bank account for the fund. */
export class ChangeIbanDto {
  @Text(42, { example: 'FR14 2004 1010 0505 0001 3M02 606', about: 'Avec ou sans espaces' })
  iban!: string;

  @Text(14, { optional: true, nullable: true, example: 'PSSTFRPPXXX' })
  bic?: string | null;

  @Text(140, { about: 'Titulaire du compte', example: 'Caisse de l’alimentation de Flers' })
  holder!: string;

  @Text(2000, { about: 'Pourquoi ce changement', example: 'Nouvelle banque, décidée le 12 octobre' })
  reason!: string;
}

/** What became of a change of bank account. */
export class IbanChangeDto {
  @IdOf('compte bancaire')
  bankAccountId!: string;

  @OneOf(['awaiting-approval', 'confirmed'])
  state!: string;

  @IdOf("demande d'accord")
  approvalId!: string;
}

/** Where to pay the fund. */
export class BankAccountDto {
  @Text(34)
  iban!: string;

  @Text(11, { nullable: true, example: 'PSSTFRPPXXX' })
  bic!: string | null;

  @Text(140)
  holder!: string;

  @Moment({ nullable: true, about: 'En vigueur depuis' })
  since!: string | null;
}

/** A change of the fund's bank account, past or waiting. */
export class BankAccountChangeDto extends BankAccountDto {
  @IdOf('compte bancaire')
  bankAccountId!: string;

  @Text(2000)
  reason!: string;

  @OneOf(['awaiting', 'confirmed', 'refused', 'withdrawn'])
  state!: string;

  @IdOf("demande d'accord")
  approvalId!: string;

  @Moment()
  proposedAt!: string;
}
