import { AgreePaymentUseCase, ArrearsQuery, EndAgreementUseCase, RecordContactUseCase } from '#domain/arrears';
import { cents, dayOf } from '#domain/kernel';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdIn } from '../http/id';
import { AnswersPageOf, page, type Page } from '../http/page';
import { MemberScope } from '../members/member-scope';
import { MayCall, ReadsMoneyOf } from '../sign-in/access';
import type { Caller } from '../sign-in/caller';
import { FromCaller } from '../sign-in/from-caller';
import {
  AgreedDto,
  ArrearsDto,
  ArrearsOfUnitDto,
  ArrearsWantedQuery,
  ContactDto,
  ContactedDto,
  EndArrangementDto,
  InPartsDto,
  PromiseDto,
} from './arrears.dto';

/** Contributions that did not come: the treasurer's and the coordinator's only (settled question 10). */
@ApiTags('Impayés')
@Controller()
export class ArrearsController {
  constructor(
    private readonly arrears: ArrearsQuery,
    private readonly recordContact: RecordContactUseCase,
    private readonly agree: AgreePaymentUseCase,
    private readonly endAgreement: EndAgreementUseCase,
    private readonly scope: MemberScope,
  ) {}

  /** Late dues. */
  @Get('arrears')
  @MayCall('coordinator', 'treasurer')
  @ReadsMoneyOf('arrears')
  @ApiOperation({ summary: 'Les cotisations en retard, et qui appeler' })
  @AnswersPageOf(ArrearsDto)
  list(@Query() query: ArrearsWantedQuery): Promise<Page<ArrearsDto>> {
    return page(
      query,
      (asked) => this.arrears.list(query.which === 'to-call', asked),
      ({ dueId }) => dueId,
    );
  }

  /** A unit's arrears with all that happened. */
  @Get('account-units/:accountUnitId/arrears')
  @MayCall('coordinator', 'treasurer')
  @ReadsMoneyOf('account-unit')
  @ApiOperation({ summary: 'Les impayés d’un compte et toute leur histoire' })
  @ApiOkResponse({ type: ArrearsOfUnitDto })
  async ofUnit(@FromCaller() caller: Caller, @IdIn('accountUnitId') id: string): Promise<ArrearsOfUnitDto> {
    return (await this.arrears.ofUnit(await this.scope.unit(caller, id))) as ArrearsOfUnitDto;
  }

  /** Records a contact. */
  @Post('account-units/:accountUnitId/arrears/contacts')
  @MayCall('coordinator', 'treasurer')
  @ApiOperation({ summary: 'Noter un appel ou un échange' })
  @ApiCreatedResponse({ type: ContactedDto })
  contact(
    @IdIn('accountUnitId') accountUnitId: string,
    @Body() { outcome, channel, note }: ContactDto,
  ): Promise<ContactedDto> {
    return this.recordContact.run({ accountUnitId, outcome, channel, note });
  }

  /** Records a promise. */
  @Post('account-units/:accountUnitId/arrears/promises')
  @MayCall('coordinator', 'treasurer')
  @ApiOperation({ summary: 'Noter une promesse de paiement' })
  @ApiCreatedResponse({ type: AgreedDto })
  async promise(
    @FromCaller() caller: Caller,
    @IdIn('accountUnitId') id: string,
    @Body() { dueId, amountCents, on }: PromiseDto,
  ): Promise<AgreedDto> {
    const accountUnitId = await this.scope.unit(caller, id);
    const wanted = { kind: 'promise', accountUnitId, dueId, amount: cents(amountCents), on: dayOf(on) } as const;
    return (await this.agree.run(wanted)) as AgreedDto;
  }

  /** Agrees on payment in parts. */
  @Post('account-units/:accountUnitId/arrears/instalments')
  @MayCall('coordinator', 'treasurer')
  @ApiOperation({ summary: 'Convenir d’un paiement en plusieurs fois' })
  @ApiCreatedResponse({ type: AgreedDto })
  async inParts(
    @FromCaller() caller: Caller,
    @IdIn('accountUnitId') id: string,
    @Body() { count, firstOn, method }: InPartsDto,
  ): Promise<AgreedDto> {
    const accountUnitId = await this.scope.unit(caller, id);
    const wanted = { kind: 'instalments', accountUnitId, count, firstOn: dayOf(firstOn), method } as const;
    return (await this.agree.run(wanted)) as AgreedDto;
  }

  /** Ends an agreement. */
  @Post('arrears/arrangements/:arrangementId/end')
  @HttpCode(204)
  @MayCall('coordinator', 'treasurer')
  @ApiOperation({ summary: 'Mettre fin à une promesse ou à un paiement en plusieurs fois' })
  @ApiNoContentResponse()
  end(@IdIn('arrangementId') agreementId: string, @Body() { reason }: EndArrangementDto): Promise<void> {
    return this.endAgreement.run({ agreementId, reason });
  }
}
