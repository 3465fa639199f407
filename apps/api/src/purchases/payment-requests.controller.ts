import { cents } from '#domain/kernel';
import { ShowPlaceUseCase, PayPurchaseUseCase, type Receipt, RequestsQuery } from '#domain/purchases';
import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { notThere } from '../http/not-there';
import { MayCall, Writes } from '../sign-in/access';
import type { Caller } from '../sign-in/caller';
import { FromCaller } from '../sign-in/from-caller';
import { FromKey, type KeyOfCall } from '../sign-in/from-key';
import { ConfirmRequestDto, PlaceConsentDto, RequestToConfirmDto } from './outlet-screen.dto';
import { PurchaseReceiptDto, payerOf } from './pay.dto';
import { CodeIn } from './request-code-in';

/** What an outlet asked to be paid, on the phone of whoever typed its code. */
@ApiTags('Passages en caisse')
@Controller()
export class PaymentRequestsController {
  constructor(
    private readonly requests: RequestsQuery,
    private readonly pay: PayPurchaseUseCase,
    private readonly consent: ShowPlaceUseCase,
  ) {}

  /** What is asked. */
  @Get('payment-requests/:code')
  @MayCall('member')
  @ApiOperation({ summary: 'La demande de paiement derrière un code : le panier, ce que le compte paierait' })
  @ApiOkResponse({ type: RequestToConfirmDto })
  async look(@CodeIn('code') code: string): Promise<RequestToConfirmDto> {
    const found = await this.requests.toConfirm(code);
    return found ? { ...found, lines: [...found.lines] } : notThere('request-unknown');
  }

  /** Pays it. */
  @Post('payment-requests/:code/purchases')
  @MayCall('member')
  @Writes('apart')
  @ApiOperation({ summary: 'Confirmer et payer une demande : une fois, quel que soit le nombre de téléphones' })
  @ApiCreatedResponse({ type: PurchaseReceiptDto })
  async confirm(
    @FromCaller() caller: Caller,
    @FromKey() key: KeyOfCall,
    @CodeIn('code') requestCode: string,
    @Body() { accountUnitId, accountCents }: ConfirmRequestDto,
  ): Promise<Receipt> {
    const { receipt, replayed } = await this.pay.run({
      at: { requestCode },
      accountUnitId,
      payer: payerOf(caller),
      medium: 'member-phone',
      wish: null,
      chosen: accountCents === undefined ? null : cents(accountCents),
      key,
    });
    if (replayed) key.replayed();
    return receipt;
  }

  /** Shows, or hides. */
  @Post('place-consent')
  @HttpCode(200)
  @MayCall('member')
  @ApiOperation({ summary: 'Montrer ou non aux autres personnes du foyer où et quand j’achète' })
  @ApiOkResponse({ type: PlaceConsentDto })
  decide(@FromCaller() caller: Caller, @Body() { shown }: PlaceConsentDto): Promise<PlaceConsentDto> {
    return this.consent.run({ personId: caller.personId ?? notThere('person-unknown'), shown });
  }
}
