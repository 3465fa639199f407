import { ContributionsQuery, ForgiveDueUseCase, ResolveAttemptUseCase } from '#domain/contributions';
import { cents } from '#domain/kernel';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdIn } from '../http/id';
import { AnswersPageOf, page, type Page, PageQuery } from '../http/page';
import { MayCall, ReadsMoneyOf } from '../sign-in/access';
import { AttemptInQuestionDto, ForgiveDto, ForgivingDto, ResolveDto, ResolvedDto } from './forgiving.dto';

/** What people decide about contributions: to forgive, and what became of a payment that hangs. */
@ApiTags('Impayés')
@Controller()
export class ForgivingController {
  constructor(
    private readonly forgive: ForgiveDueUseCase,
    private readonly resolve: ResolveAttemptUseCase,
    private readonly contributions: ContributionsQuery,
  ) {}

  /** Proposes to forgive. */
  @Post('contributions/:dueId/forgiveness')
  @MayCall('coordinator', 'treasurer')
  @ApiOperation({ summary: 'Renoncer à une cotisation ou à une partie : une seconde personne signe' })
  @ApiCreatedResponse({ type: ForgivingDto })
  async forgiveDue(@IdIn('dueId') dueId: string, @Body() { amountCents, reason }: ForgiveDto): Promise<ForgivingDto> {
    const amount = amountCents === undefined ? null : cents(amountCents);
    const { state, approvalId } = await this.forgive.run({ dueId, amount, reason });
    return { state, approvalId };
  }

  /** Payments that hang. */
  @Get('attempts/in-question')
  @MayCall('coordinator', 'treasurer')
  @ReadsMoneyOf('attempts')
  @ApiOperation({ summary: 'Les encaissements à trancher, et les trop-perçus à rendre' })
  @AnswersPageOf(AttemptInQuestionDto)
  inQuestion(@Query() query: PageQuery): Promise<Page<AttemptInQuestionDto>> {
    return page(
      query,
      (asked) => this.contributions.inQuestion(asked),
      ({ attemptId }) => attemptId,
    );
  }

  /** Says what became of a payment. */
  @Post('attempts/:attemptId/resolution')
  @HttpCode(200)
  @MayCall('coordinator', 'treasurer')
  @ApiOperation({ summary: 'Dire si un paiement est arrivé, ou qu’un trop-perçu est rendu' })
  @ApiOkResponse({ type: ResolvedDto })
  resolveAttempt(@IdIn('attemptId') attemptId: string, @Body() { outcome, reason }: ResolveDto): Promise<ResolvedDto> {
    return this.resolve.run({ attemptId, outcome, reason });
  }
}
