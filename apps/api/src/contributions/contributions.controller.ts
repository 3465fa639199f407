import { ContributionsQuery, RecordReceiptUseCase } from '#domain/contributions';
import { cents, monthOf } from '#domain/kernel';
import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdIn } from '../http/id';
import { AnswersPageOf, page, type Page, PageQuery } from '../http/page';
import { MemberScope } from '../members/member-scope';
import { MayCall, ReadsMoneyOf } from '../sign-in/access';
import type { Caller } from '../sign-in/caller';
import { FromCaller } from '../sign-in/from-caller';
import { ContributionsOfMonthQuery, DueDto, ReceiptDto, RecordReceiptDto } from './contributions.dto';
import { receiptFor } from './receipt-for';

/** What members pay in. */
@ApiTags('Cotisations')
@Controller()
export class ContributionsController {
  constructor(
    private readonly contributions: ContributionsQuery,
    private readonly recordReceipt: RecordReceiptUseCase,
    private readonly scope: MemberScope,
  ) {}

  /** The dues of a month. */
  @Get('contributions')
  @MayCall('coordinator', 'treasurer')
  @ReadsMoneyOf('contributions-of-month')
  @ApiOperation({ summary: 'Les cotisations d’un mois' })
  @AnswersPageOf(DueDto)
  ofMonth(@Query() query: ContributionsOfMonthQuery): Promise<Page<DueDto>> {
    return page(
      query,
      (asked) => this.contributions.dues(monthOf(query.month), asked),
      ({ dueId }) => dueId,
    );
  }

  /** The dues of a unit. */
  @Get('account-units/:accountUnitId/contributions')
  @MayCall('coordinator', 'treasurer', 'member')
  @ReadsMoneyOf('account-unit')
  @ApiOperation({ summary: 'Les cotisations d’un compte' })
  @AnswersPageOf(DueDto)
  async ofUnit(
    @FromCaller() caller: Caller,
    @IdIn('accountUnitId') id: string,
    @Query() query: PageQuery,
  ): Promise<Page<DueDto>> {
    const unit = await this.scope.unit(caller, id);
    return page(
      query,
      (asked) => this.contributions.duesOf(unit, asked),
      ({ dueId }) => dueId,
    );
  }

  /** Records money handed over. */
  @Post('contributions/:dueId/receipts')
  @MayCall('coordinator', 'treasurer', 'volunteer')
  @ApiOperation({ summary: 'Noter un paiement en espèces, par chèque ou virement' })
  @ApiCreatedResponse({ type: ReceiptDto })
  receive(
    @FromCaller() caller: Caller,
    @IdIn('dueId') dueId: string,
    @Body() { amountCents, method }: RecordReceiptDto,
  ): Promise<ReceiptDto> {
    return receiptFor(caller, () => this.recordReceipt.run({ dueId, amount: cents(amountCents), method }));
  }
}
