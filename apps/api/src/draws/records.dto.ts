import { DRAW_KINDS, DRAW_STATES, type OwnEntry } from '#domain/draws';
import type { Commitment, PublishedDraw, PublishedLottery } from '#domain/lotteries';
import { Document, ListOf, Moment, OneOf, Part, Text, Whole, YesNo } from '../http/fields';

const MOST = 100_000;

/** What everybody may read of a draw that is on record: no name, no criterion of anybody, no cost. */
export class PublicDrawDto {
  @Whole({ from: 1, to: MOST })
  drawNo!: number;

  @OneOf(DRAW_KINDS)
  kind!: (typeof DRAW_KINDS)[number];

  @YesNo({ about: 'Tirage d’essai : ne prend jamais effet' })
  test!: boolean;

  @Text(200)
  title!: string;

  @OneOf(DRAW_STATES)
  state!: (typeof DRAW_STATES)[number];

  @Whole({ from: 1, to: MOST, about: 'Rang parmi les engagements : aucun ne manque' })
  commitmentNo!: number;

  @Text(64, { about: 'Empreinte de l’engagement' })
  commitmentHash!: string;

  @Moment()
  committedAt!: string;

  @Moment({ nullable: true })
  drawnAt!: string | null;

  @Moment({ nullable: true })
  publishedAt!: string | null;

  @Text(2_000, { nullable: true, about: 'Pourquoi il a été annulé' })
  cancelReason!: string | null;
}

/** The public record, as far as the draw has come; « record » is the whole once it was drawn, to be verified by anybody. */
export class PublicRecordDto extends PublicDrawDto {
  @Document({ about: 'L’engagement : liste gelée par codes, quotas, méthode, graine à venir' })
  commitment!: Commitment;

  @Document({ nullable: true, about: 'Les chances et les listes numérotées' })
  lottery!: PublishedLottery | null;

  @Document({ nullable: true, about: 'La graine, le numéro, la liste tirée et la réserve' })
  draw!: PublishedDraw | null;

  @Document({ nullable: true, about: 'Le procès-verbal entier, à donner à « npm run -s draw -- verify »' })
  record!: object | null;
}

/** Why somebody could not be drawn. */
export class NotDrawableDto {
  @Text(2_000, {
    about: 'Pourquoi vous ne pouviez pas être tiré·e, et à partir de quand',
    example: 'les places de « Nord » (secteur) sont limitées (au plus 0)',
  })
  words!: string;

  @Whole({
    from: 1,
    to: MOST,
    nullable: true,
    about: 'Dans tant de mois, votre demande passera d’abord ; null : ce n’est pas l’attente qui décide',
  })
  comesFirstInMonths!: number | null;

  @Document({
    about: 'Ce qui l’empêche, en codes, avec ce qu’il faudrait',
    example: { reasons: [{ code: 'stratum', column: 'area', value: 'Nord', min: null, max: 0 }] },
  })
  facts!: object;
}

/** One's own line in one draw. */
export class OwnLineDto {
  @Whole({ from: 1, to: MOST })
  drawNo!: number;

  @OneOf(DRAW_KINDS)
  kind!: (typeof DRAW_KINDS)[number];

  @YesNo()
  test!: boolean;

  @Text(200)
  title!: string;

  @OneOf(DRAW_STATES)
  state!: (typeof DRAW_STATES)[number];

  @Text(32, { about: 'Votre code dans tout ce qui est public', example: '7K3Q-9XRM' })
  code!: string;

  @Document({
    nullable: true,
    about: 'Votre ligne avec son sel, à vérifier contre l’engagement ; null une fois effacée',
  })
  line!: object | null;

  @Part(() => NotDrawableDto, { nullable: true, about: 'Admission : null si vous pouviez être tiré·e' })
  notNow!: NotDrawableDto | null;

  @Text(40, { nullable: true, about: 'Votre chance d’être tiré·e', example: '0.213115' })
  chance!: string | null;
}

/** One's own lines, the last draw first. */
export class OwnLinesDto {
  @ListOf(() => OwnLineDto, MOST)
  lines!: OwnLineDto[];
}

/** One's own lines as they are shown. */
export function ownLinesDto(entries: readonly OwnEntry[]): OwnLinesDto {
  return {
    lines: entries.map(({ drawNo, kind, test, title, state, code, chance, salted, commitmentHash, notNow }) => ({
      ...{ drawNo, kind, test, title, state, code },
      notNow: notNow && notDrawableDto(notNow),
      chance: chance === null ? null : String(chance),
      line: salted && { format: 'tablee-ligne/1', commitment: commitmentHash, ...salted },
    })),
  };
}

function notDrawableDto({ words, comesFirstInMonths, reasons }: NonNullable<OwnEntry['notNow']>): NotDrawableDto {
  return { words, comesFirstInMonths, facts: { reasons } };
}
