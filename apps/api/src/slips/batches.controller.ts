import { cents } from '#domain/kernel';
import {
  CloseBatchUseCase,
  CorrectBatchUseCase,
  EnterSlipsUseCase,
  OpenBatchUseCase,
  SlipsQuery,
  ValidateBatchUseCase,
} from '#domain/slips';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdIn } from '../http/id';
import { notThere } from '../http/not-there';
import { AnswersPageOf, page, type Page, PageQuery } from '../http/page';
import { MayCall } from '../sign-in/access';
import {
  SlipBatchCountedDto,
  SlipBatchDto,
  SlipBatchOpenedDto,
  SlipBatchStandDto,
  SlipBatchValidatedDto,
  EnvelopeDto,
  enteredOf,
  SlipEntryDto,
  paperOf,
  PapersEnteredDto,
  standOf,
  TypedPaperDto,
  TypedPapersDto,
  ValidateSlipBatchDto,
} from './batches.dto';

/** Slips typed in by the envelope. */
@ApiTags('Fiches de remboursement')
@Controller('slip-batches')
export class BatchesController {
  constructor(
    private readonly slips: SlipsQuery,
    private readonly openBatch: OpenBatchUseCase,
    private readonly enterSlips: EnterSlipsUseCase,
    private readonly correctBatch: CorrectBatchUseCase,
    private readonly closeBatch: CloseBatchUseCase,
    private readonly validateBatch: ValidateBatchUseCase,
  ) {}

  /** All batches. */
  @Get()
  @MayCall('coordinator', 'treasurer')
  @ApiOperation({ summary: 'Les lots de fiches, et où ils en sont' })
  @AnswersPageOf(SlipBatchDto)
  list(@Query() query: PageQuery): Promise<Page<SlipBatchDto>> {
    return page(
      query,
      (asked) => this.slips.batches(null, asked),
      ({ batchId }) => batchId,
    );
  }

  /** Opens a batch. */
  @Post()
  @MayCall('coordinator', 'treasurer', 'volunteer')
  @ApiOperation({ summary: 'Ouvrir un lot : noter le nombre et le total écrits sur l’enveloppe' })
  @ApiCreatedResponse({ type: SlipBatchOpenedDto })
  open(@Body() { controlCount, controlCents }: EnvelopeDto): Promise<SlipBatchOpenedDto> {
    return this.openBatch.run({ count: controlCount, total: cents(controlCents) });
  }

  /** One batch. */
  @Get(':slipBatchId')
  @MayCall('coordinator', 'treasurer')
  @ApiOperation({ summary: 'Un lot : ce qui est écrit sur l’enveloppe, ce qui est saisi' })
  @ApiOkResponse({ type: SlipBatchDto })
  one(@IdIn('slipBatchId') batchId: string): Promise<SlipBatchDto> {
    return this.found(batchId);
  }

  /** The papers of a batch. */
  @Get(':slipBatchId/entries')
  @MayCall('coordinator', 'treasurer')
  @ApiOperation({ summary: 'Les papiers d’un lot, ligne par ligne' })
  @AnswersPageOf(SlipEntryDto)
  async entries(@IdIn('slipBatchId') batchId: string, @Query() query: PageQuery): Promise<Page<SlipEntryDto>> {
    await this.found(batchId);
    return page(
      query,
      (asked) => this.slips.entries(batchId, asked),
      ({ entryId }) => entryId,
    );
  }

  /** Types one paper. */
  @Post(':slipBatchId/entries')
  @MayCall('coordinator', 'treasurer', 'volunteer')
  @ApiOperation({ summary: 'Saisir un papier ; ce qui ne va pas est dit tout de suite' })
  @ApiCreatedResponse({ type: PapersEnteredDto })
  async enter(@IdIn('slipBatchId') batchId: string, @Body() body: TypedPaperDto): Promise<PapersEnteredDto> {
    return enteredOf(await this.enterSlips.run({ batchId, papers: [paperOf(body)], together: true }));
  }

  /** Types many papers. */
  @Post(':slipBatchId/entries/bulk')
  @MayCall('coordinator', 'treasurer', 'volunteer')
  @ApiOperation({ summary: 'Saisir plusieurs papiers ; chacun reçoit sa réponse' })
  @ApiCreatedResponse({ type: PapersEnteredDto })
  async enterMany(@IdIn('slipBatchId') batchId: string, @Body() { papers }: TypedPapersDto): Promise<PapersEnteredDto> {
    return enteredOf(await this.enterSlips.run({ batchId, papers: papers.map(paperOf), together: false }));
  }

  /** Takes a paper out. */
  @Post(':slipBatchId/entries/:slipEntryId/remove')
  @HttpCode(200)
  @MayCall('coordinator', 'treasurer', 'volunteer')
  @ApiOperation({ summary: 'Retirer du lot un papier mal saisi' })
  @ApiOkResponse({ type: SlipBatchStandDto })
  async remove(@IdIn('slipBatchId') batchId: string, @IdIn('slipEntryId') entryId: string): Promise<SlipBatchStandDto> {
    return standOf(await this.correctBatch.run({ batchId, change: { remove: entryId } }));
  }

  /** Writes the envelope anew. */
  @Post(':slipBatchId/control')
  @HttpCode(200)
  @MayCall('coordinator', 'treasurer', 'volunteer')
  @ApiOperation({ summary: 'Corriger le nombre et le total de l’enveloppe, recomptés' })
  @ApiOkResponse({ type: SlipBatchStandDto })
  async recount(
    @IdIn('slipBatchId') batchId: string,
    @Body() { controlCount, controlCents }: EnvelopeDto,
  ): Promise<SlipBatchStandDto> {
    const control = { count: controlCount, total: cents(controlCents) };
    return standOf(await this.correctBatch.run({ batchId, change: { control } }));
  }

  /** Ends the typing. */
  @Post(':slipBatchId/close')
  @HttpCode(200)
  @MayCall('coordinator', 'treasurer', 'volunteer')
  @ApiOperation({ summary: 'Terminer la saisie : nombre et total doivent être ceux de l’enveloppe' })
  @ApiOkResponse({ type: SlipBatchCountedDto })
  async close(@IdIn('slipBatchId') batchId: string): Promise<SlipBatchCountedDto> {
    const { count, total } = await this.closeBatch.run({ batchId, to: 'to-validate' });
    return { typedCount: count, typedCents: total };
  }

  /** Begins it again. */
  @Post(':slipBatchId/reopen')
  @HttpCode(200)
  @MayCall('coordinator', 'treasurer')
  @ApiOperation({ summary: 'Rouvrir un lot à corriger' })
  @ApiOkResponse({ type: SlipBatchCountedDto })
  async reopen(@IdIn('slipBatchId') batchId: string): Promise<SlipBatchCountedDto> {
    const { count, total } = await this.closeBatch.run({ batchId, to: 'open' });
    return { typedCount: count, typedCents: total };
  }

  /** Signs a batch. */
  @Post(':slipBatchId/validate')
  @HttpCode(200)
  @MayCall('coordinator', 'treasurer')
  @ApiOperation({ summary: 'Valider un lot saisi par d’autres : les fiches sont payées' })
  @ApiOkResponse({ type: SlipBatchValidatedDto })
  validate(
    @IdIn('slipBatchId') batchId: string,
    @Body() { outsideAreas }: ValidateSlipBatchDto,
  ): Promise<SlipBatchValidatedDto> {
    return this.validateBatch.run({ batchId, outsideAreas: outsideAreas ?? null });
  }

  private async found(batchId: string): Promise<SlipBatchDto> {
    const [batch] = await this.slips.batches(batchId, { after: null, limit: 1 });
    return batch ?? notThere('batch-unknown');
  }
}
