import { DrawsQuery, type DrawView, RecordsQuery, WholeRecordsQuery } from '#domain/draws';
import { isReceipt } from '#domain/kernel';
import { Controller, Get, Param, Query, Req } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { FundBySlug } from '../funds/fund-by-slug';
import { notThere } from '../http/not-there';
import { AnswersPageOf, page, type Page, PageQuery } from '../http/page';
import { RateLimits } from '../http/rate-limits';
import { MayCall } from '../sign-in/access';
import { OwnLinesDto, ownLinesDto, PublicDrawDto, PublicRecordDto } from './records.dto';

/** Every draw that a fund bound itself to, for anybody: none can be held, or given up, unseen. */
@ApiTags('Tirages au sort')
@Controller('public/funds/:slug')
export class PublicDrawsController {
  constructor(
    private readonly fund: FundBySlug,
    private readonly draws: DrawsQuery,
    private readonly records: RecordsQuery,
    private readonly whole: WholeRecordsQuery,
    private readonly limits: RateLimits,
  ) {}

  /** All that were committed to. */
  @Get('draws')
  @MayCall('anyone')
  @ApiOperation({ summary: 'Tous les tirages auxquels la caisse s’est engagée, annulés compris' })
  @AnswersPageOf(PublicDrawDto)
  list(
    @Param('slug') slug: string,
    @Req() request: FastifyRequest,
    @Query() query: PageQuery,
  ): Promise<Page<PublicDrawDto>> {
    return this.fund.look({ slug, requestId: request.id }, async () => {
      const found = await page(
        query,
        (asked) => this.draws.onRecord(asked),
        ({ drawId }) => drawId,
      );
      return { ...found, items: found.items.map(shown) };
    });
  }

  /** One record. */
  @Get('draws/:drawNo')
  @MayCall('anyone')
  @ApiOperation({ summary: 'Le procès-verbal public d’un tirage : chacun peut le vérifier' })
  @ApiParam({ name: 'drawNo', schema: { type: 'integer' } })
  @ApiOkResponse({ type: PublicRecordDto })
  async record(
    @Param('slug') slug: string,
    @Param('drawNo') drawNo: string,
    @Req() request: FastifyRequest,
  ): Promise<PublicRecordDto> {
    return this.fund.look({ slug, requestId: request.id }, async () => {
      const found = /^\d{1,9}$/.test(drawNo) ? await this.whole.published(Number(drawNo)) : null;
      const { view, commitment, lottery, draw, record } = found ?? notThere('draw-unknown');
      return Object.assign(shown(view), { commitment: commitment ?? notThere('draw-unknown'), lottery, draw, record });
    });
  }

  /** One's own line, by the number that one kept. */
  @Get('draw-lines/:receipt')
  @MayCall('anyone')
  @ApiOperation({
    summary: 'Ses propres lignes, avec le numéro reçu en se portant volontaire ou en demandant à adhérer',
  })
  @ApiOkResponse({ type: OwnLinesDto })
  async own(
    @Param('slug') slug: string,
    @Param('receipt') receipt: string,
    @Req() request: FastifyRequest,
  ): Promise<OwnLinesDto> {
    await this.limits.receipt(request.ip);
    const number = receipt.toUpperCase();
    return this.fund.look({ slug, requestId: request.id }, async () =>
      ownLinesDto(isReceipt(number) ? await this.records.own({ receipt: number }) : []),
    );
  }
}

/** What everybody may read of a draw. */
function shown(view: DrawView): PublicDrawDto {
  const {
    drawNo,
    kind,
    test,
    title,
    state,
    commitmentNo,
    commitmentHash,
    committedAt,
    drawnAt,
    publishedAt,
    cancelReason,
  } = view;
  return {
    ...{ drawNo, kind, test, title, state, drawnAt, publishedAt, cancelReason },
    commitmentNo: commitmentNo ?? 0,
    commitmentHash: commitmentHash ?? '',
    committedAt: committedAt ?? '',
  };
}
