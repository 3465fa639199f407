import { dayOf } from '#domain/kernel';
import { ChangeLinesUseCase, DescribeOutletUseCase, OutletsQuery } from '#domain/outlets';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdIn } from '../http/id';
import { AnswersPageOf, page, type Page, PageQuery } from '../http/page';
import { MayCall } from '../sign-in/access';
import type { Caller } from '../sign-in/caller';
import { FromCaller } from '../sign-in/from-caller';
import { OutletScope } from './outlet-scope';
import {
  AddLinesDto,
  ApprovalLineDto,
  OutletContactDto,
  contactOf,
  EndLineDto,
  LinesChangedDto,
  linesOf,
  SiteDraftDto,
  siteOf,
  SiteToldDto,
} from './outlet-terms.dto';

/** What is covered at an outlet, and where and when it sells. */
@ApiTags('Points de vente')
@Controller('outlets/:outletId')
export class OutletTermsController {
  constructor(
    private readonly outlets: OutletsQuery,
    private readonly scope: OutletScope,
    private readonly changeLines: ChangeLinesUseCase,
    private readonly describe: DescribeOutletUseCase,
  ) {}

  /** Its lines. */
  @Get('lines')
  @MayCall('coordinator', 'treasurer', 'outlet')
  @ApiOperation({ summary: 'Les lignes de son conventionnement, passées, présentes et à venir' })
  @AnswersPageOf(ApprovalLineDto)
  async lines(
    @FromCaller() caller: Caller,
    @IdIn('outletId') id: string,
    @Query() query: PageQuery,
  ): Promise<Page<ApprovalLineDto>> {
    const { outletId } = await this.scope.outlet(caller, id);
    return page(
      query,
      async (asked) => (await this.outlets.lines(outletId, asked)).map(({ outletId: _of, ...line }) => line),
      ({ approvalLineId }) => approvalLineId,
    );
  }

  /** Adds lines. */
  @Post('lines')
  @MayCall('coordinator')
  @ApiOperation({ summary: 'Ajouter ce qui est pris en charge, à partir d’un jour' })
  @ApiCreatedResponse({ type: LinesChangedDto })
  add(@IdIn('outletId') outletId: string, @Body() { lines, explanation }: AddLinesDto): Promise<LinesChangedDto> {
    return this.changeLines.run({ outletId, add: linesOf(lines), end: null, explanation });
  }

  /** Ends a line. */
  @Post('lines/:approvalLineId/end')
  @HttpCode(200)
  @MayCall('coordinator')
  @ApiOperation({ summary: 'Finir une ligne, avec son dernier jour' })
  @ApiOkResponse({ type: LinesChangedDto })
  end(
    @IdIn('outletId') outletId: string,
    @IdIn('approvalLineId') approvalLineId: string,
    @Body() { lastDay, explanation }: EndLineDto,
  ): Promise<LinesChangedDto> {
    const end = { approvalLineId, lastDay: lastDay ? dayOf(lastDay) : null };
    return this.changeLines.run({ outletId, add: [], end, explanation });
  }

  /** Tells its contact anew. */
  @Post('contact')
  @HttpCode(200)
  @MayCall('coordinator', 'outlet')
  @ApiOperation({ summary: 'Redire comment le joindre, et ce qu’on y trouve' })
  @ApiOkResponse({ type: SiteToldDto })
  async contact(
    @FromCaller() caller: Caller,
    @IdIn('outletId') id: string,
    @Body() body: OutletContactDto,
  ): Promise<SiteToldDto> {
    const { outletId } = await this.scope.outlet(caller, id);
    return this.describe.run({ outletId, contact: contactOf(body) });
  }

  /** Adds a site. */
  @Post('sites')
  @MayCall('coordinator')
  @ApiOperation({ summary: 'Ajouter un lieu de vente, avec ses jours et horaires' })
  @ApiCreatedResponse({ type: SiteToldDto })
  addSite(@IdIn('outletId') outletId: string, @Body() body: SiteDraftDto): Promise<SiteToldDto> {
    return this.describe.run({ outletId, site: siteOf(body), siteId: null });
  }

  /** Tells a site anew. */
  @Post('sites/:siteId')
  @HttpCode(200)
  @MayCall('coordinator')
  @ApiOperation({ summary: 'Redire un lieu de vente, ses jours et horaires' })
  @ApiOkResponse({ type: SiteToldDto })
  changeSite(
    @IdIn('outletId') outletId: string,
    @IdIn('siteId') siteId: string,
    @Body() body: SiteDraftDto,
  ): Promise<SiteToldDto> {
    return this.describe.run({ outletId, site: siteOf(body), siteId });
  }

  /** Closes a site. */
  @Post('sites/:siteId/close')
  @HttpCode(200)
  @MayCall('coordinator')
  @ApiOperation({ summary: 'Fermer un lieu de vente' })
  @ApiOkResponse({ type: SiteToldDto })
  closeSite(@IdIn('outletId') outletId: string, @IdIn('siteId') siteId: string): Promise<SiteToldDto> {
    return this.describe.run({ outletId, closes: siteId });
  }
}
