import type { MonthDetail, MonthFigures, MonthView } from '#domain/cycle';
import { AmountCents, IdOf, ListOf, Moment, Month, OneOf, Part, Text, Whole } from '../http/fields';
import { FiguresDto, figuresDto } from '../ledger/ledger.dto';

const LARGEST_COUNT = 100_000_000;

/** What a month came to. */
export class MonthFiguresDto {
  @Whole({ from: 0, to: LARGEST_COUNT, about: 'Cotisations appelées' })
  dues!: number;

  @AmountCents({ about: 'Appelé, en centimes' })
  calledCents!: number;

  @AmountCents({ about: 'Reçu, en centimes' })
  receivedCents!: number;

  @AmountCents({ about: 'Échoué ou rejeté, en centimes' })
  failedCents!: number;

  @AmountCents({ about: 'En cours : ni reçu ni échoué, en centimes' })
  underWayCents!: number;

  @AmountCents({ about: 'Appelé aux tiers payeurs, compris dans l’appelé, en centimes' })
  payersCalledCents!: number;

  @AmountCents({ about: 'Reçu des tiers payeurs, compris dans le reçu, en centimes' })
  payersReceivedCents!: number;

  @Whole({ from: 0, to: LARGEST_COUNT, about: 'Comptes crédités' })
  creditedUnits!: number;

  @AmountCents({ about: 'Crédité, en centimes' })
  creditedCents!: number;

  @AmountCents({ about: 'Crédit arrivé à sa fin ce mois-là et revenu au pot, en centimes' })
  expiredCents!: number;

  @Part(() => FiguresDto)
  figures!: FiguresDto;
}

/** How far a step is. */
export class StepDto {
  @Text(64)
  step!: string;

  @OneOf(['running', 'done', 'stopped'])
  state!: string;

  @Whole({ from: 0, to: LARGEST_COUNT })
  done!: number;

  @Whole({ from: 0, to: LARGEST_COUNT })
  total!: number;

  @Text(500, { nullable: true })
  note!: string | null;
}

/** A month in a list. */
export class MonthDto {
  @IdOf('mois')
  monthRunId!: string;

  @Month()
  month!: string;

  @IdOf('version des règles')
  rulesVersionId!: string;

  @Moment()
  startedAt!: string;

  @Moment({ nullable: true })
  closedAt!: string | null;

  @Part(() => MonthFiguresDto, { nullable: true, about: 'À la clôture : ne change plus' })
  atClose!: MonthFiguresDto | null;
}

/** A month with its steps. */
export class MonthDetailDto extends MonthDto {
  @ListOf(() => StepDto, 20)
  steps!: StepDto[];

  @Part(() => MonthFiguresDto, { about: 'À ce jour' })
  toDate!: MonthFiguresDto;
}

/** A month as it is listed. */
export function monthDto(view: MonthView): MonthDto {
  return listed(view);
}

/** A month as it is shown. */
export function monthDetailDto(detail: MonthDetail): MonthDetailDto {
  return {
    ...listed(detail),
    steps: detail.steps.map(({ step, state, done, total, note }) => ({ step, state, done, total, note })),
    toDate: monthFiguresDto(detail.toDate),
  };
}

type Listed = { readonly [Field in keyof MonthDto]: MonthDto[Field] };

function listed({ monthRunId, month, rulesVersionId, startedAt, closedAt, atClose }: MonthView): Listed {
  return { monthRunId, month, rulesVersionId, startedAt, closedAt, atClose: atClose && monthFiguresDto(atClose) };
}

function monthFiguresDto({ figures, ...month }: MonthFigures): MonthFiguresDto {
  return { ...month, figures: figuresDto(figures) };
}
