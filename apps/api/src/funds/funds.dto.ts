import { presets } from '#domain/rules';
import { Document, IdOf, ListOf, Moment, Month, OneOf, Slug, Text, Whole, YesNo } from '../http/fields';

/** Where funds are: the zones of the French territory. */
const TIME_ZONES = [
  'Europe/Paris',
  'America/Cayenne',
  'America/Guadeloupe',
  'America/Martinique',
  'America/Miquelon',
  'Indian/Mayotte',
  'Indian/Reunion',
  'Pacific/Noumea',
  'Pacific/Tahiti',
  'Pacific/Wallis',
];

/** A fund's card. */
export class FundDto {
  @IdOf('caisse')
  fundId!: string;

  @Slug()
  slug!: string;

  @Text(200)
  name!: string;

  @Text(200)
  place!: string;

  @Text(3, { example: '61' })
  departement!: string;

  @Text(100)
  region!: string;

  @Text(64, { example: 'Europe/Paris' })
  timeZone!: string;

  @YesNo({ about: 'Données inventées, pour montrer' })
  demonstration!: boolean;

  @Text(64, { nullable: true, about: 'La caisse réelle dont elle est partie' })
  presetKey!: string | null;
}

/** A fund to create, with its first rules. */
export class CreateFundDto {
  @Slug({ about: "Nom d'adresse, unique" })
  slug!: string;

  @Text(200, { example: "Caisse de l'alimentation de Flers" })
  name!: string;

  @Text(200, { example: 'Flers' })
  place!: string;

  @Text(3, { example: '61' })
  departement!: string;

  @Text(100, { example: 'Normandie' })
  region!: string;

  @OneOf(TIME_ZONES, { optional: true })
  timeZone?: string;

  @YesNo({ about: 'Données inventées, pour montrer' })
  demonstration!: boolean;

  @OneOf(presets().map(({ key }) => key), { nullable: true, optional: true })
  presetKey?: string | null;

  @Document({ about: 'Le document des règles, sur tous les axes' })
  rules!: object;

  @Month({ about: 'Mois à partir duquel ces règles valent' })
  from!: string;

  @Text(2000, { about: 'La décision derrière ces règles', example: "Vote de l'assemblée du 12 octobre" })
  decisionNote!: string;
}

/** The fund that was created. */
export class FundCreatedDto {
  @IdOf('caisse')
  fundId!: string;

  @IdOf('version des règles')
  rulesVersionId!: string;
}

/** The month whose rules are wanted. */
export class RulesOfMonthQuery {
  @Month({ optional: true, about: 'Sans indication : le mois en cours' })
  month?: string;
}

/** A version of the rules. */
export class RulesVersionDto {
  @IdOf('version des règles')
  rulesVersionId!: string;

  @Month({ about: 'Mois à partir duquel cette version vaut' })
  from!: string;

  @Document()
  document!: object;

  @Text(2000)
  decisionNote!: string;

  @Moment()
  publishedAt!: string;

  @Moment({ nullable: true, about: 'Retirée avant son mois' })
  withdrawnAt!: string | null;

  @Text(2000, { nullable: true, about: 'Pourquoi elle a été retirée' })
  withdrawnReason!: string | null;
}

/** Rules to look at without publishing them. */
export class ValidateRulesDto {
  @Document({ about: 'Le document des règles' })
  document!: object;
}

/** One thing to mend in a document. */
export class FaultDto {
  @Text(500, { about: 'Pointeur JSON dans le document' })
  pointer!: string;

  @Text(2000, { about: 'Le défaut et son remède' })
  detail!: string;
}

/** Rules to publish. */
export class PublishRulesDto {
  @Document({ about: 'Le document des règles' })
  document!: object;

  @Month({ about: 'Un mois qui n’a pas commencé' })
  from!: string;

  @Text(2000, { about: 'La décision derrière ces règles' })
  decisionNote!: string;
}

/** What became of rules to publish. */
export class RulesPublishedDto {
  @OneOf(['published', 'awaiting-approval'], { about: 'Publiées, ou en attente d’une deuxième signature' })
  state!: 'published' | 'awaiting-approval';

  @IdOf('version des règles')
  rulesVersionId!: string;

  @IdOf("demande d'accord")
  approvalId!: string;
}

/** Why a version is taken back. */
export class WithdrawRulesDto {
  @Text(2000, { example: 'Le conseil veut d’abord entendre les points de vente' })
  reason!: string;
}

/** The version that was taken back. */
export class RulesWithdrawnDto {
  @IdOf('version des règles')
  rulesVersionId!: string;
}

/** How far a fund's record of acts is sealed. */
export class AuditHeadDto {
  @Slug()
  slug!: string;

  @Whole({ from: 1, to: Number.MAX_SAFE_INTEGER, about: 'Nombre d’actes scellés' })
  seq!: number;

  @Text(64, { about: 'Empreinte (sha256) du dernier acte et de tous ceux d’avant', example: 'c0ffee…' })
  hash!: string;

  @Moment()
  publishedAt!: string;
}

/** The last published heads of a fund. */
export class AuditHeadsDto {
  @ListOf(() => AuditHeadDto, 100, { about: 'La plus récente d’abord' })
  heads!: AuditHeadDto[];
}
