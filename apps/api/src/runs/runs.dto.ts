import type { RunStanding } from '#domain/cycle';
import { Document, IdOf, ListOf, OneOf, Text, Whole, YesNo } from '../http/fields';

const LARGEST_COUNT = 100_000_000;

/** A step of a run. */
export class RunStepDto {
  @Text(64)
  step!: string;

  @OneOf(['running', 'done', 'stopped'])
  state!: string;

  @Whole({ from: 0, to: LARGEST_COUNT })
  done!: number;

  @Whole({ from: 0, to: LARGEST_COUNT })
  total!: number;

  @Text(500, { nullable: true, about: 'Pourquoi elle s’est arrêtée' })
  note!: string | null;

  @Document({ nullable: true, about: 'Ce qui en est sorti : des nombres' })
  summary!: object | null;
}

/** A run and where it stands. */
export class RunDto {
  @IdOf('exécution')
  runId!: string;

  @OneOf(['month', 'import', 'draw'])
  kind!: string;

  @YesNo({ about: 'Du travail est en cours ou attend' })
  underWay!: boolean;

  @Whole({ from: 0, to: LARGEST_COUNT, about: 'Lignes en erreur' })
  rowsInError!: number;

  @ListOf(() => RunStepDto, 20)
  steps!: RunStepDto[];
}

/** A row that a run could not do. */
export class RunErrorDto {
  @IdOf('erreur')
  errorId!: string;

  @Whole({ from: 1, to: 1_048_576, nullable: true, about: 'Numéro de la ligne dans le fichier' })
  rowNo!: number | null;

  @IdOf('sur quoi', { nullable: true })
  subjectId!: string | null;

  @Text(64, { nullable: true })
  field!: string | null;

  @Text(64)
  code!: string;

  @Text(500, { about: 'Ce qui ne va pas, et quoi faire' })
  detail!: string;
}

/** A run as it is shown. */
export function runDto({ runId, kind, underWay, rowsInError, steps }: RunStanding): RunDto {
  return { runId, kind, underWay, rowsInError, steps: steps.map(({ version: _seen, ...step }) => step) };
}
