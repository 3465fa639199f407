import { AllocationsQuery, DecideCreditUseCase } from '#domain/allocations';
import { type Month, monthOf } from '#domain/kernel';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { MonthIn } from '../http/month-in';
import { AnswersPageOf, page, type Page } from '../http/page';
import { MayCall, ReadsMoneyOf } from '../sign-in/access';
import { AllocationsOfMonthQuery, CreditDecidedDto, CreditDecisionDto, CreditDto } from './allocations.dto';

/** What members receive to spend. */
@ApiTags('Allocations')
@Controller()
export class AllocationsController {
  constructor(
    private readonly allocations: AllocationsQuery,
    private readonly decideCredit: DecideCreditUseCase,
  ) {}

  /** The credits of a month. */
  @Get('allocations')
  @MayCall('coordinator', 'treasurer')
  @ReadsMoneyOf('allocations-of-month')
  @ApiOperation({ summary: 'Les allocations d’un mois' })
  @AnswersPageOf(CreditDto)
  ofMonth(@Query() query: AllocationsOfMonthQuery): Promise<Page<CreditDto>> {
    return page(
      query,
      (asked) => this.allocations.credits(monthOf(query.month), asked),
      ({ creditId }) => creditId,
    );
  }

  /** Decides what is done when the pot cannot bear a month. */
  @Post('months/:month/credit-decision')
  @HttpCode(200)
  @MayCall('coordinator')
  @ApiOperation({ summary: 'Décider quand le pot ne suffit pas : réserve, réduction égale, report' })
  @ApiOkResponse({ type: CreditDecidedDto })
  decide(@MonthIn('month') month: Month, @Body() { decision, reason }: CreditDecisionDto): Promise<CreditDecidedDto> {
    return this.decideCredit.run({ month, decision, reason });
  }
}
