import { cents } from '#domain/kernel';
import { CloseSlipUseCase, IssueSlipUseCase, SlipsQuery } from '#domain/slips';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdIn } from '../http/id';
import { AnswersPageOf, page, type Page, PageQuery } from '../http/page';
import { MemberScope } from '../members/member-scope';
import { MayCall, ReadsMoneyOf } from '../sign-in/access';
import type { Caller } from '../sign-in/caller';
import { FromCaller } from '../sign-in/from-caller';
import {
  ClaimDto,
  CloseSlipDto,
  IssueSlipDto,
  SlipClosedDto,
  SlipDto,
  SlipIssuedDto,
  SlipsQueryDto,
} from './slips.dto';

/** Reimbursement slips, one by one. */
@ApiTags('Fiches de remboursement')
@Controller()
export class SlipsController {
  constructor(
    private readonly slips: SlipsQuery,
    private readonly scope: MemberScope,
    private readonly issueSlip: IssueSlipUseCase,
    private readonly closeSlip: CloseSlipUseCase,
  ) {}

  /** All slips. */
  @Get('slips')
  @MayCall('coordinator', 'treasurer')
  @ApiOperation({ summary: 'Les fiches remises, et où elles en sont' })
  @AnswersPageOf(SlipDto)
  list(@Query() query: SlipsQueryDto): Promise<Page<SlipDto>> {
    const only = query.state === undefined ? {} : { state: query.state };
    return page(
      query,
      (asked) => this.slips.slips(only, asked),
      ({ slipId }) => slipId,
    );
  }

  /** The slips of a unit. */
  @Get('account-units/:accountUnitId/slips')
  @MayCall('coordinator', 'treasurer', 'member')
  @ReadsMoneyOf('account-unit')
  @ApiOperation({ summary: 'Les fiches d’un compte' })
  @AnswersPageOf(SlipDto)
  async ofUnit(
    @FromCaller() caller: Caller,
    @IdIn('accountUnitId') id: string,
    @Query() query: PageQuery,
  ): Promise<Page<SlipDto>> {
    const accountUnitId = await this.scope.unit(caller, id);
    return page(
      query,
      (asked) => this.slips.slips({ accountUnitId }, asked),
      ({ slipId }) => slipId,
    );
  }

  /** Hands out a slip. */
  @Post('slips')
  @MayCall('coordinator', 'treasurer')
  @ApiOperation({ summary: 'Remettre une fiche : son plafond est réservé sur le compte' })
  @ApiCreatedResponse({ type: SlipIssuedDto })
  issue(@Body() { accountUnitId, ceilingCents }: IssueSlipDto): Promise<SlipIssuedDto> {
    return this.issueSlip.run({ accountUnitId, ceiling: ceilingCents === undefined ? null : cents(ceilingCents) });
  }

  /** Closes a slip. */
  @Post('slips/:slipId/close')
  @HttpCode(200)
  @MayCall('coordinator', 'treasurer')
  @ApiOperation({ summary: 'Noter une fiche perdue, ou rendue sans avoir servi : le crédit est libéré' })
  @ApiOkResponse({ type: SlipClosedDto })
  close(@IdIn('slipId') slipId: string, @Body() { why }: CloseSlipDto): Promise<SlipClosedDto> {
    return this.closeSlip.run({ slipId, why });
  }

  /** What is owed to members. */
  @Get('claims')
  @MayCall('coordinator', 'treasurer')
  @ApiOperation({ summary: 'Ce que la caisse doit rembourser aux membres, par compte' })
  @AnswersPageOf(ClaimDto)
  claims(@Query() query: PageQuery): Promise<Page<ClaimDto>> {
    return page(
      query,
      (asked) => this.slips.claims(asked),
      ({ accountUnitId }) => accountUnitId,
    );
  }
}
