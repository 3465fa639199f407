import { AllocationsQuery, ChooseUnpaidUseCase, DecideCreditUseCase, UnpaidQuery } from '#domain/allocations';
import { dayOf, type Month, monthOf } from '#domain/kernel';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdIn } from '../http/id';
import { MonthIn } from '../http/month-in';
import { AnswersPageOf, page, type Page, PageQuery } from '../http/page';
import { MayCall, ReadsMoneyOf } from '../sign-in/access';
import {
  AllocationsOfMonthQuery,
  CreditDecidedDto,
  CreditDecisionDto,
  CreditDto,
  UnpaidChoiceDto,
  UnpaidChosenDto,
  UnpaidDto,
} from './allocations.dto';

/** What members receive to spend. */
@ApiTags('Allocations')
@Controller()
export class AllocationsController {
  constructor(
    private readonly allocations: AllocationsQuery,
    private readonly decideCredit: DecideCreditUseCase,
    private readonly unpaid: UnpaidQuery,
    private readonly chooseUnpaid: ChooseUnpaidUseCase,
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

  /** Who awaits a choice. */
  @Get('months/:month/unpaid-choices')
  @MayCall('coordinator', 'treasurer')
  @ReadsMoneyOf('unpaid-of-month')
  @ApiOperation({ summary: 'Les cotisations impayées à l’échéance, qui attendent un choix' })
  @AnswersPageOf(UnpaidDto)
  awaiting(@MonthIn('month') month: Month, @Query() query: PageQuery): Promise<Page<UnpaidDto>> {
    return page(
      query,
      (asked) => this.unpaid.awaiting(month, asked),
      ({ dueId }) => dueId,
    );
  }

  /** Chooses for one due. */
  @Post('contributions/:dueId/unpaid-choice')
  @HttpCode(200)
  @MayCall('coordinator', 'treasurer')
  @ApiOperation({ summary: 'Choisir pour une cotisation impayée : créditer, attendre, refuser' })
  @ApiOkResponse({ type: UnpaidChosenDto })
  choose(@IdIn('dueId') dueId: string, @Body() { choice, until, reason }: UnpaidChoiceDto): Promise<UnpaidChosenDto> {
    return this.chooseUnpaid.run({ dueId, choice, until: until === undefined ? null : dayOf(until), reason });
  }
}
