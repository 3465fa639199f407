import { type Criterion, CRITERION_KINDS, MEASURES, OUTLET_STATES, WEIGHINGS } from '#domain/outlets';
import { Day, Hundredths, IdOf, ListOf, Moment, OneOf, Text, WebLink, Whole, WordsOf } from '../http/fields';

const LARGEST_MEASURE = 1_000_000;

/** A label that meets a criterion. */
export class LabelDto {
  @Text(100, { example: 'Nature & Progrès' })
  name!: string;
}

/** A criterion of the fund. */
export class CriterionDto {
  @Text(40, { about: 'Nom court, unique dans la grille', example: 'distance' })
  key!: string;

  @OneOf(CRITERION_KINDS)
  kind!: (typeof CRITERION_KINDS)[number];

  @Text(200, { example: 'Distance entre la ferme et le marché, en kilomètres' })
  title!: string;

  @OneOf(WEIGHINGS, { about: 'Obligatoire, pondéré, ou seulement pour information' })
  weighing!: (typeof WEIGHINGS)[number];

  @Whole({ from: 1, to: 100, optional: true, nullable: true, about: 'Poids, pour un critère pondéré' })
  weight?: number | null;

  @OneOf(MEASURES, { about: 'Oui ou non, un label, un nombre au plus ou au moins, ou une note de 0 à 4' })
  measure!: (typeof MEASURES)[number];

  @Hundredths({
    from: 0,
    to: LARGEST_MEASURE,
    optional: true,
    nullable: true,
    about: 'Limite, dans l’unité du critère',
  })
  limit?: number | null;

  @ListOf(() => LabelDto, 30, { optional: true, about: 'Labels qui le remplissent' })
  labels?: LabelDto[];
}

/** Criteria to publish. */
export class PublishCriteriaDto {
  @ListOf(() => CriterionDto, 50, { about: 'La grille entière' })
  criteria!: CriterionDto[];

  @Text(2_000, { about: 'La décision qui la porte', example: 'Comité du 12 novembre' })
  decisionNote!: string;
}

/** A version that was published. */
export class CriteriaPublishedDto {
  @Whole({ from: 1, to: 1_000_000, about: 'Numéro de la version' })
  versionNo!: number;
}

/** A version of the criteria. */
export class CriteriaDto extends CriteriaPublishedDto {
  @IdOf('grille')
  gridId!: string;

  @ListOf(() => CriterionDto, 50)
  criteria!: CriterionDto[];

  @Text(2_000)
  decisionNote!: string;

  @Moment()
  publishedAt!: string;
}

/** What a fund asks of outlets, for whoever thinks of applying. */
export class OutletFormDto {
  @Text(200)
  fundName!: string;

  @ListOf(() => CriterionDto, 50)
  criteria!: CriterionDto[];
}

/** What was found about a criterion. */
export class AddFindingDto {
  @Text(40)
  criterionKey!: string;

  @Hundredths({
    from: 0,
    to: LARGEST_MEASURE,
    optional: true,
    nullable: true,
    about: 'Kilomètres, hectares, note de 0 à 4 ; 1 pour oui, 0 pour non',
  })
  measure?: number | null;

  @Text(100, { optional: true, nullable: true, about: 'Le label, pour un critère de label ; rien : il n’en a pas' })
  label?: string | null;

  @Text(2_000, { about: 'Ce qui le montre, en mots', example: 'Certificat vu le 3 novembre' })
  evidence!: string;

  @WebLink({ optional: true, nullable: true, example: 'https://www.agencebio.org/' })
  link?: string | null;
}

/** A finding as it was recorded. */
export class OutletFindingDto {
  @IdOf('constat')
  findingId!: string;

  @Text(40)
  criterionKey!: string;

  @Hundredths({ from: 0, to: LARGEST_MEASURE, nullable: true })
  measure!: number | null;

  @Text(100, { nullable: true })
  label!: string | null;

  @Text(2_000)
  evidence!: string;

  @WebLink({ nullable: true })
  link!: string | null;

  @Moment()
  recordedAt!: string;
}

/** A visit to record. */
export class AddVisitDto {
  @Day()
  visitedOn!: string;

  @Text(200, { about: 'Qui y est allé', example: 'Ali et Bintou' })
  visitors!: string;

  @Text(4_000, { about: 'Ce qui a été vu ; le point de vente le lit' })
  note!: string;

  @Text(4_000, { optional: true, nullable: true, about: 'Note interne, que le point de vente ne lit pas' })
  innerNote?: string | null;
}

/** A visit. */
export class VisitDto {
  @IdOf('visite')
  visitId!: string;

  @Day()
  visitedOn!: string;

  @Text(200)
  visitors!: string;

  @Text(4_000)
  note!: string;

  @Text(4_000, { nullable: true, about: 'Pour l’équipe seulement' })
  innerNote!: string | null;
}

/** A dossier whole. */
export class DossierDto {
  @IdOf('dossier')
  dossierId!: string;

  @Day()
  openedOn!: string;

  @Day({ nullable: true })
  decidedOn!: string | null;

  @OneOf(['approved', 'approved-in-part', 'refused'], { nullable: true })
  outcome!: string | null;

  @Whole({ from: 0, to: 100, nullable: true, about: 'Note, en pour cent ; null sans critère pondéré' })
  scorePercent!: number | null;

  @WordsOf([], { about: 'Critères obligatoires qui ne sont pas remplis' })
  unmet!: string[];

  @WordsOf([], { about: 'Critères obligatoires ou pondérés encore à regarder' })
  missing!: string[];

  @ListOf(() => CriterionDto, 50)
  criteria!: CriterionDto[];

  @ListOf(() => OutletFindingDto, 1_000)
  findings!: OutletFindingDto[];

  @ListOf(() => VisitDto, 1_000)
  visits!: VisitDto[];
}

/** What was added to a dossier. */
export class ExaminedDto {
  @OneOf(OUTLET_STATES)
  state!: string;

  @IdOf('constat ou visite', { nullable: true })
  addedId!: string | null;
}

/** The criteria that a call describes. */
export function criteriaOf(criteria: readonly CriterionDto[]): Criterion[] {
  return criteria.map(({ key, kind, title, weighing, weight, measure, limit, labels }) => ({
    key,
    kind,
    title,
    weighing,
    weight: weight ?? null,
    measure,
    limit: limit ?? null,
    labels: (labels ?? []).map(({ name }) => name),
  }));
}

/** Criteria as they are shown. */
export function shownCriteria(criteria: readonly Criterion[]): CriterionDto[] {
  return criteria.map(({ labels, ...criterion }) => ({ ...criterion, labels: labels.map((name) => ({ name })) }));
}
