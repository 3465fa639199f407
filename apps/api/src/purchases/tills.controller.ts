import { PayPurchaseUseCase, type Receipt, TillQuery } from '#domain/purchases';
import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { NumberIn } from '../http/id';
import { notThere } from '../http/not-there';
import { MayCall, Writes } from '../sign-in/access';
import type { Caller } from '../sign-in/caller';
import { FromCaller } from '../sign-in/from-caller';
import { FromKey, type KeyOfCall } from '../sign-in/from-key';
import { PayByPhoneDto, payerOf, PurchaseReceiptDto, OutletTillDto, wishOf } from './pay.dto';

/** Where the printed QR of an outlet leads: a member pays by phone. */
@ApiTags('Passages en caisse')
@Controller('tills/:outletNo')
export class TillsController {
  constructor(
    private readonly tills: TillQuery,
    private readonly pay: PayPurchaseUseCase,
  ) {}

  /** An outlet, and what is covered there today. */
  @Get()
  @MayCall('member')
  @ApiOperation({
    summary: 'Un point de vente par le numéro de son affichette, et ce qui y est pris en charge aujourd’hui',
  })
  @ApiOkResponse({ type: OutletTillDto })
  async look(@NumberIn('outletNo', 'outlet-unknown') outletNo: number): Promise<OutletTillDto> {
    const { outlet } = await this.tills.look({ which: { outletNo }, accountUnitId: null, asker: null, key: null });
    if (!outlet) return notThere('outlet-unknown');
    const { name, state, lines } = outlet;
    return { outletNo, name, state, lines: [...lines] };
  }

  /** Pays. */
  @Post('purchases')
  @MayCall('member')
  @Writes('apart')
  @ApiOperation({ summary: 'Payer ici avec son compte : la preuve porte le mot du jour et l’heure' })
  @ApiCreatedResponse({ type: PurchaseReceiptDto })
  async payHere(
    @FromCaller() caller: Caller,
    @FromKey() key: KeyOfCall,
    @NumberIn('outletNo', 'outlet-unknown') outletNo: number,
    @Body() body: PayByPhoneDto,
  ): Promise<Receipt> {
    const { receipt, replayed } = await this.pay.run({
      at: { outletNo },
      accountUnitId: body.accountUnitId,
      payer: payerOf(caller),
      medium: 'member-phone',
      wish: wishOf(body),
      key,
    });
    if (replayed) key.replayed();
    return receipt;
  }
}
