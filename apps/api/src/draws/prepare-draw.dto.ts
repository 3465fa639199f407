import { dayOf } from '#domain/kernel';
import type { PrepareAdmissionDraw, PrepareCouncilDraw } from '#domain/draws';
import { Day, ListOf, OneOf, Text, Whole, YesNo } from '../http/fields';

const METHODS = ['leximin', 'maximin', 'equal'] as const;
const USUAL_PANELS = 1_000;
const USUAL_ANSWER_DAYS = 15;
const MOST = 100_000;

/** What both kinds of draw are told. */
class PrepareDrawDto {
  @Text(200, { example: 'Conseil 2027' })
  title!: string;

  @YesNo({ optional: true, about: 'Tirage d’essai : marqué comme tel, il ne peut ni être publié ni prendre effet' })
  test?: boolean;

  @OneOf(METHODS, {
    optional: true,
    about: 'Sans indication « leximin » : la plus petite chance aussi grande que possible',
  })
  method?: (typeof METHODS)[number];

  @Whole({
    from: 100,
    to: 10_000,
    optional: true,
    about: `Listes numérotées publiées, ${USUAL_PANELS} sans indication`,
  })
  panelCount?: number;
}

/** A draw of the council, under its charter. */
export class PrepareCouncilDrawDto extends PrepareDrawDto {
  @Day({ about: 'Premier jour des mandats', example: '2027-01-01' })
  termFrom!: string;

  @Whole({
    from: 1,
    to: 500,
    optional: true,
    nullable: true,
    about: 'Sièges à tirer ; ceux de la charte sans indication',
  })
  seats?: number | null;
}

/** At least and at most so many places for those of a class. */
export class StratumDto {
  @OneOf(['income-band', 'area'], { about: 'Tranche de revenus ou secteur' })
  column!: 'income-band' | 'area';

  @Text(100)
  value!: string;

  @Whole({ from: 0, to: MOST, nullable: true, optional: true })
  min?: number | null;

  @Whole({ from: 0, to: MOST, nullable: true, optional: true })
  max?: number | null;
}

/** A draw among those who wait; the number of places comes from the look ahead. */
export class PrepareAdmissionDrawDto extends PrepareDrawDto {
  @Whole({
    from: 0,
    to: MOST,
    optional: true,
    nullable: true,
    about: 'Places au plus ; sans indication, autant que la caisse peut',
  })
  most?: number | null;

  @OneOf(['equal', 'waiting'], {
    optional: true,
    about: 'Billets égaux (sans indication), ou un de plus par mois d’attente',
  })
  tickets?: 'equal' | 'waiting';

  @Whole({ from: 1, to: 600, optional: true, nullable: true, about: 'Servis d’abord après tant de mois d’attente' })
  firstAfterMonths?: number | null;

  @ListOf(() => StratumDto, 100, { optional: true })
  strata?: StratumDto[];

  @Whole({ from: 1, to: 366, optional: true, about: `Jours pour répondre, ${USUAL_ANSWER_DAYS} sans indication` })
  answerDays?: number;
}

function common({
  title,
  test,
  method,
  panelCount,
}: PrepareDrawDto): Pick<PrepareCouncilDraw, 'title' | 'test' | 'method' | 'panelCount'> {
  return { title, test: test ?? false, method: method ?? 'leximin', panelCount: panelCount ?? USUAL_PANELS };
}

/** As it is asked of the use case. */
export function councilDrawOf(body: PrepareCouncilDrawDto): PrepareCouncilDraw {
  return { ...common(body), kind: 'council', termFrom: dayOf(body.termFrom), seats: body.seats ?? null };
}

/** As it is asked of the use case. */
export function admissionDrawOf(body: PrepareAdmissionDrawDto): PrepareAdmissionDraw {
  const { most, tickets, firstAfterMonths, strata, answerDays } = body;
  return {
    ...common(body),
    kind: 'admission',
    most: most ?? null,
    tickets: { mode: tickets ?? 'equal', most: null, firstAfterMonths: firstAfterMonths ?? null },
    strata: (strata ?? []).map(({ column, value, min, max }) => ({
      column,
      value,
      min: min ?? null,
      max: max ?? null,
    })),
    answerDays: answerDays ?? USUAL_ANSWER_DAYS,
  };
}
