import { DRAW_KINDS, DRAW_STATES, type DrawDetail, type DrawTermsKept, type SeedWish } from '#domain/draws';
import type { PublicValue } from '#domain/lotteries';
import { Document, IdOf, Moment, OneOf, Part, Text, Whole, YesNo } from '../http/fields';

const MOST = 100_000;
const HASH = {
  about: 'Empreinte SHA-256',
  example: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
};
const SOURCES = ['drand', 'dice', 'given'] as const;

const CHECKED = {
  checkedAt: '2026-11-22T09:00:00Z',
  standing: 40,
  leftOut: [],
  possible: true,
  cause: null,
  relaxations: [],
  never: [
    {
      subjectId: '01981f2a-7c00-7000-8000-000000000001',
      subjectNo: 12,
      rows: ['quota/area/Nord'],
      reasons: [{ code: 'stratum', column: 'area', value: 'Nord', min: null, max: 0 }],
      comesFirstInMonths: null,
      words: 'les places de « Nord » (secteur) sont limitées (au plus 0)',
    },
  ],
  admission: {
    listHash: HASH.example,
    places: { asked: 4, bearable: 4, none: null },
    netCostCents: 7_500,
    effect: {
      perMonth: { before: 35_000, after: 5_000 },
      atEnd: { months: 12, before: 620_000, after: 260_000 },
    },
    first: { waiting: 2, served: 2 },
    monthsOfList: 10,
    words: ['Libre chaque mois : 350,00 € avant, 50,00 € après.'],
  },
};

/** A draw in a list. */
export class DrawDto {
  @IdOf('tirage')
  drawId!: string;

  @Whole({ from: 1, to: MOST, about: 'Numéro, jamais réutilisé' })
  drawNo!: number;

  @OneOf(DRAW_KINDS)
  kind!: (typeof DRAW_KINDS)[number];

  @YesNo({ about: 'Tirage d’essai' })
  test!: boolean;

  @Text(200)
  title!: string;

  @OneOf(DRAW_STATES)
  state!: (typeof DRAW_STATES)[number];

  @Whole({ from: 1, to: MOST, nullable: true, about: 'Sièges ou places' })
  seats!: number | null;

  @Text(20, { example: 'leximin' })
  method!: string;

  @Whole({ from: 1, to: MOST, nullable: true, about: 'Rang parmi les engagements de la caisse' })
  commitmentNo!: number | null;

  @Text(64, { nullable: true, ...HASH })
  commitmentHash!: string | null;

  @Moment()
  preparedAt!: string;

  @Moment({ nullable: true })
  committedAt!: string | null;

  @Moment({ nullable: true })
  drawnAt!: string | null;

  @Moment({ nullable: true })
  publishedAt!: string | null;

  @Moment({ nullable: true })
  cancelledAt!: string | null;

  @Text(2_000, { nullable: true, about: 'Pourquoi il a été annulé' })
  cancelReason!: string | null;
}

/** One draw. */
export class DrawDetailDto extends DrawDto {
  @Document({ about: 'Ce qui a été décidé : critères et quotas, ou places, secteurs et billets' })
  terms!: DrawTermsKept;

  @Whole({ from: 100, to: 10_000 })
  panelCount!: number;

  @Document({
    nullable: true,
    about:
      'Ce que la dernière vérification a trouvé : ce qui manque, qui ne peut pas être tiré (numéro de demande), le libre',
    example: CHECKED,
  })
  checked!: DrawDetail['checked'];

  @Whole({ from: 0, to: MOST, about: 'Personnes dans la liste gelée' })
  entries!: number;

  @Document({ nullable: true, about: 'La valeur publique à venir' })
  publicValue!: DrawDetail['publicValue'];

  @IdOf('accord attendu ou donné', { nullable: true })
  approvalId!: string | null;

  @Moment({ nullable: true, about: 'Quand les critères personnels ont été effacés' })
  blankedAt!: string | null;
}

/** A draw that was prepared. */
export class DrawPreparedDto {
  @IdOf('tirage')
  drawId!: string;

  @Whole({ from: 1, to: MOST })
  drawNo!: number;
}

/** Something that happened to a draw. */
export class DrawEventDto {
  @IdOf('évènement')
  eventId!: string;

  @Text(60, { example: 'committed' })
  event!: string;

  @Document()
  facts!: object;

  @Moment()
  happenedAt!: string;
}

/** Work in the back office, to be watched under « Exécutions ». */
export class SumsAskedDto {
  @IdOf('travail à suivre (/runs/{runId}/events)')
  runId!: string;
}

/** Which public value makes the seed: said before anybody can know it. */
export class SeedDto {
  @OneOf(SOURCES, {
    about: '« drand » : balise publique ; « dice » : dés devant témoins ; « given » : essais et démonstrations',
  })
  source!: (typeof SOURCES)[number];

  @Moment({ optional: true, about: 'drand : le premier tour à partir de cet instant' })
  after?: string;

  @Whole({ from: 1, to: 200, optional: true, about: 'Dés : combien de lancers (20 au moins)' })
  throws?: number;

  @Text(500, { optional: true, about: 'Dés : devant qui, où et quand' })
  before?: string;
}

/** The fund binds itself. */
export class CommitDrawDto {
  @Part(() => SeedDto)
  seed!: SeedDto;
}

/** What was committed to. */
export class DrawCommittedDto {
  @IdOf('tirage')
  drawId!: string;

  @Whole({ from: 1, to: MOST })
  commitmentNo!: number;

  @Text(64, HASH)
  commitmentHash!: string;

  @Whole({ from: 1, to: MOST, about: 'Personnes dans la liste gelée' })
  entries!: number;
}

/** The public value, as it came. */
export class PublicValueDto {
  @OneOf(SOURCES)
  source!: (typeof SOURCES)[number];

  @Text(64, { optional: true, about: 'drand : la chaîne' })
  chain?: string;

  @Whole({ from: 1, to: Number.MAX_SAFE_INTEGER, optional: true, about: 'drand : le tour' })
  round?: number;

  @Text(200, { optional: true, about: 'drand : la signature du tour' })
  signature?: string;

  @Text(200, { optional: true, about: 'Dés : les lancers dans leur ordre', example: '31526414265361524361' })
  throws?: string;

  @Text(64, { optional: true, about: 'Essais et démonstrations : la graine' })
  seed?: string;
}

/** To draw with the public value that came. */
export class HoldDrawDto {
  @Part(() => PublicValueDto)
  publicValue!: PublicValueDto;

  @Text(2_000, { optional: true, nullable: true, about: 'Pour la personne qui signe' })
  note?: string | null;
}

/** What became of it. */
export class DrawHeldDto {
  @IdOf('tirage')
  drawId!: string;

  @IdOf('accord')
  approvalId!: string;

  @OneOf(['awaiting-approval', 'drawn'])
  state!: string;
}

/** Why. */
export class ReasonDto {
  @Text(2_000, { about: 'Motif' })
  reason!: string;
}

/** Where a draw now stands. */
export class DrawEndedDto {
  @IdOf('tirage')
  drawId!: string;

  @OneOf(DRAW_STATES)
  state!: (typeof DRAW_STATES)[number];
}

/** The sealed record is asked for, or open. */
export class SealedRecordOpenedDto {
  @IdOf('tirage')
  drawId!: string;

  @IdOf('accord')
  approvalId!: string;

  @OneOf(['awaiting-approval', 'opened'])
  state!: string;
}

/** As it is asked of the use case; what is missing is refused by it. */
export function seedOf({ source, after, throws, before }: SeedDto): SeedWish {
  switch (source) {
    case 'drand':
      return { source, after: after === undefined ? 0 : Date.parse(after) };
    case 'dice':
      return { source, throws: throws ?? 0, before: before ?? '' };
    case 'given':
      return { source };
  }
}

/** As it is asked of the use case; what is missing is refused by it. */
export function publicValueOf({ source, chain, round, signature, throws, seed }: PublicValueDto): PublicValue {
  switch (source) {
    case 'drand':
      return { source, chain: chain ?? '', round: round ?? 0, signature: signature ?? '' };
    case 'dice':
      return { source, throws: throws ?? '' };
    case 'given':
      return { source, seed: seed ?? '' };
  }
}
