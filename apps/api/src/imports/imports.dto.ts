import type { ImportView } from '#domain/imports';
import { IdOf, Moment, OneOf, Text, Whole, WordsOf, YesNo } from '../http/fields';
import { PageQuery } from '../http/page';

const MOST_ROWS = 50_000;

/** What is said of a file beside its bytes. */
export class FileQuery {
  @Text(200, { about: 'Nom du fichier, pour le retrouver', example: 'membres.csv' })
  fileName!: string;

  @OneOf(['true'], { optional: true, about: 'Importer une seconde fois un fichier déjà importé' })
  again?: string;
}

/** Which rows of a file are wanted. */
export class ImportRowsQuery extends PageQuery {
  @OneOf(['problems'], { optional: true, about: 'Seulement les lignes à corriger' })
  only?: string;
}

/** An import. */
export class ImportDto {
  @IdOf('import, aussi exécution : à suivre sous /runs')
  runId!: string;

  @Text(200)
  fileName!: string;

  @OneOf(['staged', 'importing', 'imported', 'undoing', 'undone', 'forgotten'], {
    about: 'Lu (à blanc), en cours, importé, en cours d’annulation, annulé, effacé (une semaine après)',
  })
  state!: string;

  @Whole({ from: 0, to: MOST_ROWS, about: 'Lignes du fichier' })
  rows!: number;

  @Whole({ from: 0, to: MOST_ROWS, about: 'Lignes bonnes à importer' })
  goodRows!: number;

  @Whole({ from: 0, to: MOST_ROWS, about: 'Comptes à créer' })
  units!: number;

  @WordsOf([], { about: 'Colonnes que personne ne connaît : elles ne sont pas lues' })
  ignoredColumns!: readonly string[];

  @Moment()
  stagedAt!: string;

  @Moment({ nullable: true })
  importedAt!: string | null;

  @Moment({ nullable: true, about: 'On peut l’annuler jusque-là' })
  undoUntil!: string | null;

  @Moment({ nullable: true })
  undoneAt!: string | null;
}

/** A row of a file. */
export class ImportRowDto {
  @IdOf('ligne')
  rowId!: string;

  @Whole({ from: 1, to: 1_048_576, about: 'Numéro dans le fichier (les titres sont la ligne 1)' })
  rowNo!: number;

  @YesNo({ about: 'Bonne à importer' })
  good!: boolean;

  @Text(200, { nullable: true })
  name!: string | null;

  @IdOf('compte', { nullable: true })
  accountUnitId!: string | null;

  @Text(64, { nullable: true, about: 'La colonne à corriger' })
  field!: string | null;

  @Text(64, { nullable: true })
  code!: string | null;

  @Text(500, { nullable: true, about: 'Ce qui ne va pas, et quoi écrire' })
  detail!: string | null;
}

/** An import that was asked for. */
export class ImportAskedDto {
  @IdOf('exécution')
  runId!: string;
}

/** An import as it is shown. */
export function importDto(view: ImportView): ImportDto {
  return { ...view };
}
