import { AmountCents, Day, IdOf, OneOf, Text } from '../http/fields';

const KINDS = ['grant', 'opening-balance'] as const;
const DESTINATIONS = ['pot', 'running-costs'] as const;
const SOURCES = ['public', 'private', 'own'] as const;

/** Money that is no contribution. */
export class ReceiveGrantDto {
  @OneOf(KINDS, { about: 'Subvention, ou ce que la caisse avait en commençant' })
  kind!: (typeof KINDS)[number];

  @OneOf(DESTINATIONS, { about: 'Pour le pot, ou pour le fonctionnement' })
  destination!: (typeof DESTINATIONS)[number];

  @OneOf(SOURCES, { about: 'Argent public, privé, ou propre' })
  moneySource!: (typeof SOURCES)[number];

  @Text(200, { example: 'Département de l’Orne' })
  funder!: string;

  @AmountCents({ from: 1 })
  amountCents!: number;

  @Day()
  receivedOn!: string;
}

/** A grant. */
export class GrantDto {
  @IdOf('subvention')
  grantId!: string;

  @OneOf(KINDS)
  kind!: string;

  @OneOf(DESTINATIONS)
  destination!: string;

  @OneOf(SOURCES)
  moneySource!: string;

  @Text(200)
  funder!: string;

  @AmountCents()
  amountCents!: number;

  @Day()
  receivedOn!: string;
}

/** The grant that was noted. */
export class GrantReceivedDto {
  @IdOf('subvention')
  grantId!: string;
}
