import { ManualMovementsQuery, RecordManualMovementUseCase } from '#domain/budget';
import { cents } from '#domain/kernel';
import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AnswersPageOf, page, type Page, PageQuery } from '../http/page';
import { MayCall } from '../sign-in/access';
import { ManualMovementDto, ManualMovementRecordedDto, RecordManualMovementDto } from './manual-movements.dto';

/** The fund's own money, moved by hand. */
@ApiTags('Mouvements manuels')
@Controller('manual-movements')
export class ManualMovementsController {
  constructor(
    private readonly movements: ManualMovementsQuery,
    private readonly recordMovement: RecordManualMovementUseCase,
  ) {}

  /** All of them. */
  @Get()
  @MayCall('coordinator', 'treasurer')
  @ApiOperation({ summary: 'Les mouvements manuels, signés ou en attente' })
  @AnswersPageOf(ManualMovementDto)
  list(@Query() query: PageQuery): Promise<Page<ManualMovementDto>> {
    return page(
      query,
      (asked) => this.movements.latest(asked),
      ({ manualMovementId }) => manualMovementId,
    );
  }

  /** Records one. */
  @Post()
  @MayCall('coordinator', 'treasurer')
  @ApiOperation({
    summary: 'Noter un mouvement manuel',
    description:
      'Fait aussitôt ; une autre personne le signe dans les sept jours, ou le refuse et il est contre-passé.',
  })
  @ApiCreatedResponse({ type: ManualMovementRecordedDto })
  record(@Body() { amountCents, ...movement }: RecordManualMovementDto): Promise<ManualMovementRecordedDto> {
    return this.recordMovement.run({ ...movement, amount: cents(amountCents) });
  }
}
