import { dayOf } from '#domain/kernel';
import { LINE_SCOPES, type LineDraft, type OutletContact, PRODUCT_CATEGORIES, type SiteDraft } from '#domain/outlets';
import { Day, Email, IdOf, ListOf, OneOf, Phone, Text, TimeOfDay, Whole, WordsOf } from '../http/fields';

/** Open hours of one day of the week. */
export class HoursDto {
  @Whole({ from: 1, to: 7, about: 'Jour : 1 lundi à 7 dimanche', example: 6 })
  weekday!: number;

  @TimeOfDay({ example: '08:00' })
  from!: string;

  @TimeOfDay({ example: '12:30' })
  until!: string;
}

/** A place where an outlet sells. */
export class SiteDraftDto {
  @Text(200, { example: 'Marché de Flers, place du Marché' })
  name!: string;

  @Text(500, { optional: true, nullable: true })
  address?: string | null;

  @Text(100, { optional: true, nullable: true, example: 'Flers' })
  commune?: string | null;

  @ListOf(() => HoursDto, 50, { about: 'Jours et heures d’ouverture ou de marché' })
  hours!: HoursDto[];
}

/** A place where an outlet sells, with its id. */
export class SiteDto {
  @IdOf('lieu de vente')
  siteId!: string;

  @Text(200)
  name!: string;

  @Text(500, { nullable: true })
  address!: string | null;

  @Text(100, { nullable: true })
  commune!: string | null;

  @ListOf(() => HoursDto, 50)
  hours!: HoursDto[];
}

/** How an outlet is reached. */
export class OutletContactDto {
  @Text(2_000, { optional: true, nullable: true, about: 'Ce qu’on y trouve' })
  description?: string | null;

  @Text(200, { optional: true, nullable: true, about: 'La personne à joindre' })
  contact?: string | null;

  @Email({ optional: true, nullable: true })
  email?: string | null;

  @Phone({ optional: true, nullable: true, example: '02 33 00 00 00' })
  phone?: string | null;

  @Text(500, { optional: true, nullable: true, about: 'Adresse postale' })
  address?: string | null;
}

/** What a line covers. */
export class LineTermsDto {
  @OneOf(LINE_SCOPES, { about: 'Tout ce qui y est vendu, un producteur, un label ou des produits' })
  scope!: (typeof LINE_SCOPES)[number];

  @Text(200, { about: 'Le producteur, le label ou les produits, en mots', example: 'Légumes de saison' })
  title!: string;

  @OneOf(PRODUCT_CATEGORIES, { about: 'Pour les statistiques' })
  category!: (typeof PRODUCT_CATEGORIES)[number];

  @Whole({ from: 0, to: 100, about: 'Part prise en charge, en pour cent ; 0 : vendu là, jamais pris en charge' })
  coveragePercent!: number;
}

/** A line to record. */
export class LineDraftDto extends LineTermsDto {
  @Day({
    optional: true,
    nullable: true,
    about: 'Premier jour, au plus tôt aujourd’hui ; sans indication : aujourd’hui',
  })
  validFrom?: string | null;
}

/** A line of an approval. */
export class ApprovalLineDto extends LineTermsDto {
  @IdOf('ligne de conventionnement')
  approvalLineId!: string;

  @Day()
  validFrom!: string;

  @Day({ nullable: true, about: 'Dernier jour, compris ; null : sans fin' })
  validUntil!: string | null;
}

/** Why something is done, in words that the outlet reads. */
export class ExplainedDto {
  @Text(2_000, { about: 'L’explication, que le point de vente lit', example: 'À sa demande, pour l’hiver' })
  explanation!: string;
}

/** Lines to add. */
export class AddLinesDto extends ExplainedDto {
  @ListOf(() => LineDraftDto, 50, { least: 1 })
  lines!: LineDraftDto[];
}

/** A line to end. */
export class EndLineDto extends ExplainedDto {
  @Day({ optional: true, nullable: true, about: 'Dernier jour, au plus tôt aujourd’hui' })
  lastDay?: string | null;
}

/** What became of lines. */
export class LinesChangedDto {
  @WordsOf([], { about: 'Identifiants des lignes ajoutées' })
  lineIds!: string[];

  @Day({ nullable: true, about: 'Dernier jour de la ligne qui finit' })
  lastDay!: string | null;
}

/** What a site is then. */
export class SiteToldDto {
  @IdOf('lieu de vente', { nullable: true })
  siteId!: string | null;
}

/** The contact that a call describes; what is left out is unknown. */
export function contactOf({ description, contact, email, phone, address }: OutletContactDto): OutletContact {
  return {
    description: description ?? null,
    contact: contact ?? null,
    email: email ?? null,
    phone: phone ?? null,
    address: address ?? null,
  };
}

/** The site that a call describes. */
export function siteOf({ name, address, commune, hours }: SiteDraftDto): SiteDraft {
  return {
    name,
    address: address ?? null,
    commune: commune ?? null,
    hours: hours.map(({ weekday, from, until }) => ({ weekday, from, until })),
  };
}

/** The lines that a call describes. */
export function linesOf(lines: readonly LineDraftDto[]): LineDraft[] {
  return lines.map(({ scope, title, category, coveragePercent, validFrom }) => ({
    scope,
    title,
    category,
    coveragePercent,
    validFrom: validFrom ? dayOf(validFrom) : null,
  }));
}
