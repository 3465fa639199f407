import { CreateFundUseCase, FundDirectory, FundsQuery } from '#domain/funds';
import { monthOf } from '#domain/kernel';
import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { notThere } from '../http/not-there';
import { AnswersPageOf, page, type Page, PageQuery } from '../http/page';
import { ANY_ROLE_HERE, MayCall, Writes } from '../sign-in/access';
import { CreateFundDto, FundCreatedDto, FundDto } from './funds.dto';

/** Funds: all for the platform, one's own for the others. */
@ApiTags('Caisses')
@Controller('funds')
export class FundsController {
  constructor(
    private readonly directory: FundDirectory,
    private readonly funds: FundsQuery,
    private readonly createFund: CreateFundUseCase,
  ) {}

  /** All funds. */
  @Get()
  @MayCall('platform')
  @ApiOperation({ summary: 'Toutes les caisses' })
  @AnswersPageOf(FundDto)
  list(@Query() query: PageQuery): Promise<Page<FundDto>> {
    return page(
      query,
      (asked) => this.directory.list(asked),
      ({ fundId }) => fundId,
    );
  }

  /** The fund that the session looks at. */
  @Get('current')
  @MayCall(...ANY_ROLE_HERE)
  @ApiOperation({ summary: 'La caisse où je suis' })
  @ApiOkResponse({ type: FundDto })
  async current(): Promise<FundDto> {
    return (await this.funds.current()) ?? notThere('fund-unknown');
  }

  /** Creates a fund with its first rules. */
  @Post()
  @MayCall('platform')
  @Writes('keyed-new-fund')
  @ApiOperation({ summary: 'Créer une caisse, avec ses premières règles' })
  @ApiCreatedResponse({ type: FundCreatedDto })
  create(@Body() { from, presetKey, timeZone, ...card }: CreateFundDto): Promise<FundCreatedDto> {
    const zone = timeZone === undefined ? {} : { timeZone };
    return this.createFund.run({ ...card, ...zone, presetKey: presetKey ?? null, from: monthOf(from) });
  }
}
