import { dayOf } from '#domain/kernel';
import { ChangeStandingUseCase, ExamineOutletUseCase, OutletsQuery } from '#domain/outlets';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdIn } from '../http/id';
import { AnswersPageOf, page, type Page, PageQuery } from '../http/page';
import { MayCall } from '../sign-in/access';
import type { Caller } from '../sign-in/caller';
import { FromCaller } from '../sign-in/from-caller';
import { ExaminedDto } from './outlet-dossier.dto';
import { OutletScope } from './outlet-scope';
import { EndLineDto, ExplainedDto } from './outlet-terms.dto';
import { OutletStepDto, StandingChangedDto } from './outlets.dto';

/** What happens to an outlet, each step explained to it. */
@ApiTags('Points de vente')
@Controller('outlets/:outletId')
export class OutletStandingController {
  constructor(
    private readonly outlets: OutletsQuery,
    private readonly scope: OutletScope,
    private readonly changeStanding: ChangeStandingUseCase,
    private readonly examine: ExamineOutletUseCase,
  ) {}

  /** Its steps. */
  @Get('steps')
  @MayCall('coordinator', 'treasurer', 'outlet')
  @ApiOperation({ summary: 'Ce qui s’est passé, pas à pas, avec les explications' })
  @AnswersPageOf(OutletStepDto)
  async steps(
    @FromCaller() caller: Caller,
    @IdIn('outletId') id: string,
    @Query() query: PageQuery,
  ): Promise<Page<OutletStepDto>> {
    const { outletId } = await this.scope.outlet(caller, id);
    return page(
      query,
      (asked) => this.outlets.steps(outletId, asked),
      ({ stepId }) => stepId,
    );
  }

  /** Opens its dossier anew. */
  @Post('review')
  @HttpCode(200)
  @MayCall('coordinator')
  @ApiOperation({ summary: 'Rouvrir son dossier, par la grille la plus récente ; ce qui est conventionné le reste' })
  @ApiOkResponse({ type: ExaminedDto })
  review(@IdIn('outletId') outletId: string, @Body() { explanation }: ExplainedDto): Promise<ExaminedDto> {
    return this.examine.run({ outletId, review: { explanation } });
  }

  /** Suspends it. */
  @Post('suspend')
  @HttpCode(200)
  @MayCall('coordinator')
  @ApiOperation({
    summary: 'Suspendre : plus d’achat pris en charge dès maintenant ; ses clients récents sont prévenus',
  })
  @ApiOkResponse({ type: StandingChangedDto })
  suspend(@IdIn('outletId') outletId: string, @Body() { explanation }: ExplainedDto): Promise<StandingChangedDto> {
    return this.changeStanding.run({ outletId, change: 'suspend', explanation });
  }

  /** Takes it up again. */
  @Post('resume')
  @HttpCode(200)
  @MayCall('coordinator')
  @ApiOperation({ summary: 'Lever la suspension' })
  @ApiOkResponse({ type: StandingChangedDto })
  resume(@IdIn('outletId') outletId: string, @Body() { explanation }: ExplainedDto): Promise<StandingChangedDto> {
    return this.changeStanding.run({ outletId, change: 'resume', explanation });
  }

  /** Ends it. */
  @Post('end')
  @HttpCode(200)
  @MayCall('coordinator')
  @ApiOperation({
    summary: 'Mettre fin au conventionnement : ce qui lui est dû le reste ; ses clients récents sont prévenus',
    description:
      'Avec un dernier jour à venir, il vend comme avant jusque-là et s’arrête ensuite de lui-même ; une nouvelle décision qui le conventionne annule la fin annoncée.',
  })
  @ApiOkResponse({ type: StandingChangedDto })
  end(@IdIn('outletId') outletId: string, @Body() { explanation, lastDay }: EndLineDto): Promise<StandingChangedDto> {
    const last = lastDay == null ? null : dayOf(lastDay);
    return this.changeStanding.run({ outletId, change: 'end', explanation, lastDay: last });
  }
}
