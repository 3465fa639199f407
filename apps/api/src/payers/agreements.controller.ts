import { monthOf } from '#domain/kernel';
import { AddAgreementUseCase, EndAgreementUseCase, PayersQuery } from '#domain/payers';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdIn } from '../http/id';
import { AnswersPageOf, page, type Page, PageQuery } from '../http/page';
import { MemberScope } from '../members/member-scope';
import { MayCall, ReadsMoneyOf } from '../sign-in/access';
import type { Caller } from '../sign-in/caller';
import { FromCaller } from '../sign-in/from-caller';
import { PayerScope } from './payer-scope';
import { AddAgreementDto, AgreementAddedDto, AgreementDto, agreementOf, LastMonthDto, StandingDto } from './payers.dto';

/** Who pays for whom. */
@ApiTags('Tiers payeurs')
@Controller()
export class AgreementsController {
  constructor(
    private readonly payers: PayersQuery,
    private readonly payerScope: PayerScope,
    private readonly memberScope: MemberScope,
    private readonly addAgreement: AddAgreementUseCase,
    private readonly endAgreement: EndAgreementUseCase,
  ) {}

  /** A payer's agreements. */
  @Get('payers/:payerId/agreements')
  @MayCall('coordinator', 'treasurer', 'payer')
  @ReadsMoneyOf('payer')
  @ApiOperation({ summary: 'Les personnes qu’un tiers payeur prend en charge, et sa part' })
  @AnswersPageOf(AgreementDto)
  async ofPayer(
    @FromCaller() caller: Caller,
    @IdIn('payerId') id: string,
    @Query() query: PageQuery,
  ): Promise<Page<AgreementDto>> {
    const payerId = await this.payerScope.payer(caller, id);
    return page(
      query,
      (asked) => this.payers.agreements(payerId, asked),
      ({ agreementId }) => agreementId,
    );
  }

  /** Records an agreement. */
  @Post('payers/:payerId/agreements')
  @MayCall('coordinator', 'treasurer')
  @ApiOperation({ summary: 'Noter qu’il prend un compte en charge, en tout ou en partie' })
  @ApiCreatedResponse({ type: AgreementAddedDto })
  add(@IdIn('payerId') payerId: string, @Body() body: AddAgreementDto): Promise<AgreementAddedDto> {
    return this.addAgreement.run(agreementOf(payerId, body));
  }

  /** Ends an agreement. */
  @Post('payers/:payerId/agreements/:agreementId/end')
  @HttpCode(200)
  @MayCall('coordinator', 'treasurer')
  @ApiOperation({ summary: 'Finir une prise en charge : les mois appelés restent à lui, le membre est prévenu' })
  @ApiOkResponse({ type: LastMonthDto })
  end(
    @IdIn('payerId') payerId: string,
    @IdIn('agreementId') agreementId: string,
    @Body() { lastMonth }: LastMonthDto,
  ): Promise<LastMonthDto> {
    return this.endAgreement.run({ payerId, agreementId, lastMonth: monthOf(lastMonth) });
  }

  /** Who pays for a unit. */
  @Get('account-units/:accountUnitId/payers')
  @MayCall('coordinator', 'treasurer', 'member')
  @ReadsMoneyOf('account-unit')
  @ApiOperation({ summary: 'Qui paie pour un compte, et quelle part' })
  @AnswersPageOf(StandingDto)
  async ofUnit(
    @FromCaller() caller: Caller,
    @IdIn('accountUnitId') id: string,
    @Query() query: PageQuery,
  ): Promise<Page<StandingDto>> {
    const unit = await this.memberScope.unit(caller, id);
    return page(
      query,
      (asked) => this.payers.standingFor(unit, asked),
      ({ agreementId }) => agreementId,
    );
  }
}
