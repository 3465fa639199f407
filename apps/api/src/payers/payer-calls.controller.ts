import { RecordCallPaymentUseCase, ReturnCallPaymentUseCase } from '#domain/contributions';
import { cents } from '#domain/kernel';
import { type CallDetail, CallsQuery, callToOpen, callToPrint } from '#domain/payers';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdIn } from '../http/id';
import { notThere } from '../http/not-there';
import { AnswersPageOf, page, type Page, PageQuery } from '../http/page';
import { AnswersPaper, AnswersSpreadsheet } from '../http/paper';
import { MayCall, ReadsMoneyOf } from '../sign-in/access';
import type { Caller } from '../sign-in/caller';
import { FromCaller } from '../sign-in/from-caller';
import {
  CallDetailDto,
  CallDto,
  CallPaymentReceiptDto,
  PaymentReturnedDto,
  RecordCallPaymentDto,
  ReturnPaymentDto,
} from './payer-calls.dto';
import { PayerScope } from './payer-scope';

/** What payers are called for, and what they paid. */
@ApiTags('Tiers payeurs')
@Controller()
export class PayerCallsController {
  constructor(
    private readonly calls: CallsQuery,
    private readonly scope: PayerScope,
    private readonly recordPayment: RecordCallPaymentUseCase,
    private readonly returnPayment: ReturnCallPaymentUseCase,
  ) {}

  /** All calls; who acts for a payer sees its own. */
  @Get('payer-calls')
  @MayCall('coordinator', 'treasurer', 'payer')
  @ApiOperation({ summary: 'Les appels aux tiers payeurs ; pour un tiers payeur, les siens' })
  @AnswersPageOf(CallDto)
  list(@FromCaller() caller: Caller, @Query() query: PageQuery): Promise<Page<CallDto>> {
    const only = this.scope.only(caller);
    return page(
      query,
      (asked) => this.calls.calls(only, asked),
      ({ callId }) => callId,
    );
  }

  /** One call. */
  @Get('payer-calls/:callId')
  @MayCall('coordinator', 'treasurer', 'payer')
  @ReadsMoneyOf('payer-call')
  @ApiOperation({ summary: 'Un appel : les personnes, la part de chacune, les paiements' })
  @ApiOkResponse({ type: CallDetailDto })
  async one(@FromCaller() caller: Caller, @IdIn('callId') callId: string): Promise<CallDetailDto> {
    const { header, lines, payments, ...call } = await this.found(caller, callId);
    return {
      ...call,
      payer: header.payer,
      account: header.fund.account ?? null,
      lines: [...lines],
      payments: [...payments],
    };
  }

  /** The call to print. */
  @Get('payer-calls/:callId/sheet')
  @MayCall('coordinator', 'treasurer', 'payer')
  @ReadsMoneyOf('payer-call')
  @ApiOperation({ summary: 'L’appel à imprimer ou à envoyer, comme il a été émis' })
  @AnswersPaper()
  async print(@FromCaller() caller: Caller, @IdIn('callId') callId: string): Promise<string> {
    return callToPrint(await this.found(caller, callId));
  }

  /** The call as a file. */
  @Get('payer-calls/:callId/sheet.csv')
  @MayCall('coordinator', 'treasurer', 'payer')
  @ReadsMoneyOf('payer-call')
  @ApiOperation({ summary: 'L’appel pour un tableur' })
  @AnswersSpreadsheet('appel.csv')
  async open(@FromCaller() caller: Caller, @IdIn('callId') callId: string): Promise<string> {
    return callToOpen(await this.found(caller, callId));
  }

  /** Records a payment. */
  @Post('payer-calls/:callId/payments')
  @MayCall('coordinator', 'treasurer')
  @ApiOperation({ summary: 'Noter un paiement du tiers payeur, réparti sur les parts les plus anciennes d’abord' })
  @ApiCreatedResponse({ type: CallPaymentReceiptDto })
  pay(
    @IdIn('callId') callId: string,
    @Body() { amountCents, method }: RecordCallPaymentDto,
  ): Promise<CallPaymentReceiptDto> {
    return this.recordPayment.run({ callId, amount: cents(amountCents), method });
  }

  /** Takes a payment back. */
  @Post('payer-payments/:paymentId/return')
  @HttpCode(200)
  @MayCall('coordinator', 'treasurer')
  @ApiOperation({ summary: 'Noter qu’un paiement est revenu (chèque sans provision)' })
  @ApiOkResponse({ type: PaymentReturnedDto })
  giveBack(@IdIn('paymentId') paymentId: string, @Body() { reason }: ReturnPaymentDto): Promise<PaymentReturnedDto> {
    return this.returnPayment.run({ paymentId, reason });
  }

  private async found(caller: Caller, callId: string): Promise<CallDetail> {
    return (await this.calls.call(callId, this.scope.only(caller))) ?? notThere('call-unknown');
  }
}
