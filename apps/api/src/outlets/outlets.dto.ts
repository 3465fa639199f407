import { dayOf, RuleBroken } from '#domain/kernel';
import { type DecideOutlet, OUTLET_KINDS, OUTLET_STATES, type ProposeOutlet } from '#domain/outlets';
import { Day, Email, IdOf, ListOf, Moment, OneOf, Phone, Text, Whole, WordsOf } from '../http/fields';
import { PageQuery } from '../http/page';
import {
  OutletContactDto,
  contactOf,
  LineDraftDto,
  linesOf,
  LineTermsDto,
  SiteDraftDto,
  SiteDto,
  siteOf,
} from './outlet-terms.dto';

const LARGEST_NUMBER = 2_147_483_647;
const CAME_BY = ['outlet-form', 'resident-form', 'member', 'team'] as const;
const OUTCOMES = ['approved', 'approved-in-part', 'refused'] as const;

/** An outlet that is proposed. */
export class ProposeOutletDto extends OutletContactDto {
  @Text(200, { example: 'La ferme du Pré' })
  name!: string;

  @OneOf(OUTLET_KINDS)
  kind!: (typeof OUTLET_KINDS)[number];

  @Text(2_000, { about: 'Pourquoi le proposer', example: 'Légumes bio à 6 km, vus au marché' })
  why!: string;

  @ListOf(() => SiteDraftDto, 20, { optional: true, about: 'Où et quand il vend' })
  sites?: SiteDraftDto[];
}

/** The public form: by the outlet itself, or by a resident. */
export class ApplyOutletDto extends ProposeOutletDto {
  @OneOf(['outlet', 'resident'], { about: 'Qui écrit : le point de vente lui-même, ou un habitant' })
  by!: 'outlet' | 'resident';
}

/** An outlet that was proposed. */
export class OutletProposedDto {
  @IdOf('point de vente')
  outletId!: string;

  @Whole({ from: 1, to: LARGEST_NUMBER, about: 'Son numéro dans la caisse' })
  outletNo!: number;
}

/** What is told to whoever sent the public form, and nothing else. */
export class OutletReceiptDto {
  @Whole({ from: 1, to: LARGEST_NUMBER, about: 'Numéro du point de vente' })
  outletNo!: number;

  @Text(12, { about: 'Numéro à garder : il permet de suivre le dossier', example: '7K2M9QX4TR0B' })
  receipt!: string;
}

/** A step, as the outlet reads it. */
export class OutletStepDto {
  @IdOf('étape')
  stepId!: string;

  @Text(40, { example: 'approved' })
  what!: string;

  @Text(2_000, { about: 'L’explication, que le point de vente lit' })
  explanation!: string;

  @Day()
  happenedOn!: string;

  @OneOf(OUTLET_STATES, { nullable: true, about: 'Son état ensuite, quand il change' })
  stateAfter!: string | null;
}

/** What somebody reads by the receipt of the form. */
export class OutletStandingDto {
  @Whole({ from: 1, to: LARGEST_NUMBER })
  outletNo!: number;

  @Text(200)
  name!: string;

  @OneOf(OUTLET_STATES)
  state!: string;

  @ListOf(() => OutletStepDto, 200)
  steps!: OutletStepDto[];
}

/** Which outlets are asked for. */
export class OutletsAsked extends PageQuery {
  @OneOf(OUTLET_STATES, { optional: true, about: 'Seulement dans cet état' })
  state?: (typeof OUTLET_STATES)[number];
}

/** Until when outlets are to be looked at again. */
export class OutletsToReview extends PageQuery {
  @Whole({
    from: 0,
    to: 52,
    optional: true,
    about: 'Dans combien de semaines au plus ; sans indication : six',
    example: 6,
  })
  weeks?: number;
}

/** An outlet in a list. */
export class OutletDto extends OutletProposedDto {
  @Text(200)
  name!: string;

  @OneOf(OUTLET_KINDS)
  kind!: string;

  @OneOf(OUTLET_STATES)
  state!: string;

  @OneOf(CAME_BY)
  cameBy!: string;

  @Text(2_000, { nullable: true })
  description!: string | null;

  @Text(200, { nullable: true })
  contact!: string | null;

  @Email({ nullable: true })
  email!: string | null;

  @Phone({ nullable: true })
  phone!: string | null;

  @Text(500, { nullable: true })
  address!: string | null;

  @Day({ nullable: true, about: 'Jour où le conventionnement est revu' })
  reviewOn!: string | null;

  @Day({ nullable: true, about: 'Dernier jour annoncé du conventionnement' })
  endsOn!: string | null;

  @Moment()
  recordedAt!: string;

  @WordsOf([], { about: 'Communes de ses lieux de vente' })
  communes!: string[];
}

/** An outlet whole. */
export class OutletDetailDto extends OutletDto {
  @ListOf(() => SiteDto, 200)
  sites!: SiteDto[];
}

/** An approved outlet as those who buy there see it. */
export class OpenOutletDto extends OutletProposedDto {
  @Text(200)
  name!: string;

  @OneOf(OUTLET_KINDS)
  kind!: string;

  @Text(2_000, { nullable: true })
  description!: string | null;

  @ListOf(() => SiteDto, 200)
  sites!: SiteDto[];

  @ListOf(() => LineTermsDto, 500)
  lines!: LineTermsDto[];
}

/** A decision on the dossier of an outlet. */
export class DecideOutletDto {
  @OneOf(OUTCOMES, { about: 'Conventionné en entier, en partie, ou refusé' })
  outcome!: (typeof OUTCOMES)[number];

  @Text(2_000, { about: 'Les raisons, que le point de vente lit', example: 'Décision du comité du 12 novembre' })
  explanation!: string;

  @ListOf(() => LineDraftDto, 50, { optional: true, about: 'Ce qui est pris en charge ; rien en cas de refus' })
  lines?: LineDraftDto[];

  @Day({ optional: true, nullable: true, about: 'Jour où le conventionnement sera revu' })
  reviewOn?: string | null;
}

/** What was decided. */
export class OutletDecidedDto {
  @OneOf(OUTLET_STATES)
  state!: string;

  @Whole({ from: 0, to: 100, nullable: true, about: 'Note du dossier, en pour cent ; null sans critère pondéré' })
  scorePercent!: number | null;

  @WordsOf([], { about: 'Identifiants des lignes ajoutées' })
  lineIds!: string[];
}

/** Where the outlet stands then. */
export class StandingChangedDto {
  @OneOf(OUTLET_STATES)
  state!: string;

  @Whole({ from: 0, to: 1_000_000, about: 'Clients des 60 derniers jours à prévenir' })
  customersTold!: number;
}

/** The outlet that a call proposes, by somebody. */
export function proposalOf(
  body: ProposeOutletDto,
  by: Pick<ProposeOutlet, 'cameBy' | 'proposedBy' | 'formKey'>,
): ProposeOutlet {
  const { name, kind, why, sites } = body;
  return { ...contactOf(body), name, kind, why, sites: (sites ?? []).map(siteOf), ...by };
}

/** The decision that a call describes. @throws RuleBroken `input-invalid` when one that refuses has lines */
export function decisionOf(outletId: string, body: DecideOutletDto): DecideOutlet {
  const { outcome, explanation, reviewOn, lines = [] } = body;
  if (outcome === 'refused' && lines.length > 0) {
    throw new RuleBroken('input-invalid', {
      errors: [{ pointer: '/lines', detail: 'ne donnez pas de ligne avec un refus' }],
    });
  }
  return { outletId, outcome, explanation, lines: linesOf(lines), reviewOn: reviewOn ? dayOf(reviewOn) : null };
}
