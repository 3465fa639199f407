import { createHash } from 'node:crypto';
import { AskUndoUseCase, ImportsQuery, StageImportUseCase, StartImportUseCase, TemplateQuery } from '#domain/imports';
import { Controller, Get, Header, HttpCode, Post, Query } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CSV_MARK, csvLine } from '../exports/csv';
import { IdIn } from '../http/id';
import { notThere } from '../http/not-there';
import { AnswersPageOf, page, type Page, PageQuery } from '../http/page';
import { FileSent, SHEET_TYPES } from '../http/upload';
import { MayCall } from '../sign-in/access';
import { FileQuery, ImportAskedDto, ImportDto, importDto, ImportRowDto, ImportRowsQuery } from './imports.dto';
import { readSheet } from './read-sheet';

/** Members brought in by file. */
@ApiTags('Imports')
@Controller('imports')
export class ImportsController {
  constructor(
    private readonly imports: ImportsQuery,
    private readonly templates: TemplateQuery,
    private readonly stage: StageImportUseCase,
    private readonly start: StartImportUseCase,
    private readonly askUndo: AskUndoUseCase,
  ) {}

  /** The file to fill in. */
  @Get('template')
  @MayCall('coordinator')
  @Header('content-type', 'text/csv; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="membres-a-importer.csv"')
  @ApiOperation({ summary: 'Le fichier à remplir : les colonnes de cette caisse et une ligne d’exemple' })
  @ApiOkResponse({ content: { 'text/csv': { schema: { type: 'string' } } } })
  async template(): Promise<string> {
    const { headings, example } = await this.templates.current();
    return CSV_MARK + csvLine(headings) + csvLine(example);
  }

  /** Reads a file. */
  @Post()
  @MayCall('coordinator')
  @ApiOperation({
    summary: 'Lire un fichier de membres à blanc : chaque ligne est expliquée, rien n’est importé',
    description:
      'Le fichier est le corps de la demande : CSV (point-virgule, tabulation ou virgule ; UTF-8 ou Windows-1252) ou XLSX ' +
      '(première feuille, formules jamais calculées). Au plus 10 Mo et 50 000 lignes.',
  })
  @ApiConsumes(...SHEET_TYPES)
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @ApiCreatedResponse({ type: ImportDto })
  async read(@Query() { fileName, again }: FileQuery, @FileSent() file: Buffer): Promise<ImportDto> {
    const sheet = await readSheet(file);
    const fingerprint = createHash('sha256').update(file).digest();
    const { runId } = await this.stage.run({ fileName, fingerprint, again: again === 'true', ...sheet });
    return this.one(runId);
  }

  /** All imports. */
  @Get()
  @MayCall('coordinator')
  @ApiOperation({ summary: 'Les imports, le plus récent d’abord' })
  @AnswersPageOf(ImportDto)
  list(@Query() query: PageQuery): Promise<Page<ImportDto>> {
    return page(
      query,
      async (asked) => (await this.imports.list(asked)).map(importDto),
      ({ runId }) => runId,
    );
  }

  /** One import. */
  @Get(':importId')
  @MayCall('coordinator')
  @ApiOperation({ summary: 'Un import' })
  @ApiOkResponse({ type: ImportDto })
  async one(@IdIn('importId') runId: string): Promise<ImportDto> {
    return importDto((await this.imports.one(runId)) ?? notThere('import-unknown'));
  }

  /** The rows of a file. */
  @Get(':importId/rows')
  @MayCall('coordinator')
  @ApiOperation({ summary: 'Les lignes d’un fichier : bonnes, ou ce qu’il faut corriger' })
  @AnswersPageOf(ImportRowDto)
  async rows(@IdIn('importId') runId: string, @Query() query: ImportRowsQuery): Promise<Page<ImportRowDto>> {
    if (!(await this.imports.one(runId))) notThere('import-unknown');
    return page(
      query,
      (asked) => this.imports.rows(runId, query.only === 'problems', asked),
      ({ rowId }) => rowId,
    );
  }

  /** Imports the good rows. */
  @Post(':importId/start')
  @HttpCode(200)
  @MayCall('coordinator')
  @ApiOperation({ summary: 'Importer les bonnes lignes ; à suivre sous /runs/{runId}/events' })
  @ApiOkResponse({ type: ImportAskedDto })
  begin(@IdIn('importId') runId: string): Promise<ImportAskedDto> {
    return this.start.run({ runId });
  }

  /** Takes an import back. */
  @Post(':importId/undo')
  @HttpCode(200)
  @MayCall('coordinator')
  @ApiOperation({
    summary: 'Annuler un import, dans les 24 heures',
    description: 'Ce qui a servi depuis est gardé, et listé sous /runs/{runId}/errors avec la raison.',
  })
  @ApiOkResponse({ type: ImportAskedDto })
  undo(@IdIn('importId') runId: string): Promise<ImportAskedDto> {
    return this.askUndo.run({ runId });
  }
}
