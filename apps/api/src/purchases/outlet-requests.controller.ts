import { AskPaymentUseCase, RequestsQuery, WithdrawRequestUseCase } from '#domain/purchases';
import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdIn } from '../http/id';
import { notThere } from '../http/not-there';
import { MayCall } from '../sign-in/access';
import type { Caller } from '../sign-in/caller';
import { FromCaller } from '../sign-in/from-caller';
import { AskPaymentDto, PaymentAskedDto, RequestOfOutletDto } from './outlet-screen.dto';
import { wishOf } from './pay.dto';
import { outletOf } from './purchase-scope';

/** What an outlet asks to be paid on its screen. */
@ApiTags('Écran du point de vente')
@Controller('outlet-screen/requests')
export class OutletRequestsController {
  constructor(
    private readonly requests: RequestsQuery,
    private readonly askPayment: AskPaymentUseCase,
    private readonly withdrawRequest: WithdrawRequestUseCase,
  ) {}

  /** Asks. */
  @Post()
  @MayCall('outlet')
  @ApiOperation({ summary: 'Demander un paiement : un code à taper sur le téléphone du membre' })
  @ApiCreatedResponse({ type: PaymentAskedDto })
  ask(@FromCaller() caller: Caller, @Body() body: AskPaymentDto): Promise<PaymentAskedDto> {
    return this.askPayment.run({ outletId: outletOf(caller), wish: wishOf(body) });
  }

  /** Where a request stands. */
  @Get(':requestId')
  @MayCall('outlet')
  @ApiOperation({ summary: 'Une demande de paiement : ouverte, payée, retirée ou expirée' })
  @ApiOkResponse({ type: RequestOfOutletDto })
  async look(@FromCaller() caller: Caller, @IdIn('requestId') requestId: string): Promise<RequestOfOutletDto> {
    return (await this.requests.ofOutlet(requestId, outletOf(caller))) ?? notThere('request-unknown');
  }

  /** Takes it back. */
  @Post(':requestId/withdraw')
  @HttpCode(204)
  @MayCall('outlet')
  @ApiOperation({ summary: 'Retirer une demande de paiement' })
  @ApiNoContentResponse()
  withdraw(@FromCaller() caller: Caller, @IdIn('requestId') requestId: string): Promise<void> {
    return this.withdrawRequest.run({ requestId, outletId: outletOf(caller) });
  }
}
