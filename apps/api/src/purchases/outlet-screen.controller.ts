import { IdentifyHolderUseCase } from '#domain/cards';
import { RuleBroken } from '#domain/kernel';
import { NoteRefusalUseCase, PayPurchaseUseCase, type Receipt, TillQuery, toldAtOutlet } from '#domain/purchases';
import { TenantTransaction } from '#tenancy';
import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { notThere } from '../http/not-there';
import { MayCall, Writes } from '../sign-in/access';
import type { Caller } from '../sign-in/caller';
import { FromCaller } from '../sign-in/from-caller';
import { FromKey, type KeyOfCall } from '../sign-in/from-key';
import { PurchaseReceiptDto, wishOf } from './pay.dto';
import { OutletScreenDto, PayAtScreenDto, shownOf } from './outlet-screen.dto';
import { outletOf } from './purchase-scope';

/** The screen of an outlet: somebody says who they are by a card or a number and their PIN, and pays. */
@ApiTags('Écran du point de vente')
@Controller('outlet-screen')
export class OutletScreenController {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly tills: TillQuery,
    private readonly identify: IdentifyHolderUseCase,
    private readonly pay: PayPurchaseUseCase,
    private readonly noteRefusal: NoteRefusalUseCase,
  ) {}

  /** What the outlet needs on its screen today. */
  @Get()
  @MayCall('outlet')
  @ApiOperation({ summary: 'Le point de vente aujourd’hui : son mot du jour, et ce qui y est pris en charge' })
  @ApiOkResponse({ type: OutletScreenDto })
  async look(@FromCaller() caller: Caller): Promise<OutletScreenDto> {
    const which = { outletId: outletOf(caller) };
    const { outlet, word } = await this.tills.look({ which, accountUnitId: null, asker: null, key: null });
    if (!outlet) return notThere('outlet-unknown');
    const { outletNo, name, state, lines } = outlet;
    return { outletNo, name, state, word, lines: [...lines] };
  }

  /** Pays. */
  @Post('purchases')
  @MayCall('outlet')
  @Writes('apart')
  @ApiOperation({ summary: 'Encaisser avec une carte ou un numéro de membre, et le code de la personne' })
  @ApiCreatedResponse({ type: PurchaseReceiptDto })
  async payHere(
    @FromCaller() caller: Caller,
    @FromKey('pin') key: KeyOfCall,
    @Body() body: PayAtScreenDto,
  ): Promise<Receipt> {
    const outletId = outletOf(caller);
    try {
      const answered = await this.transaction.read(() => this.tills.answered(key));
      if (answered) {
        key.replayed();
        return answered;
      }
      return await this.payAs(outletId, key, body);
    } catch (error) {
      throw error instanceof RuleBroken ? toldAtOutlet(error) : error;
    }
  }

  private async payAs(outletId: string, key: KeyOfCall, body: PayAtScreenDto): Promise<Receipt> {
    const { shown, medium } = shownOf(body);
    const { accountUnitId, personId, cardId } = await this.identify.run(shown).catch(async (error: unknown) => {
      if (error instanceof RuleBroken) await this.noteRefusal.run({ outletId, medium, reason: error.code, shown });
      throw error;
    });
    const { receipt, replayed } = await this.pay.run({
      at: { outletId },
      accountUnitId,
      payer: { kind: 'holder', personId, cardId },
      medium,
      wish: wishOf(body),
      part: body.partIfLow ?? false,
      key,
    });
    if (replayed) key.replayed();
    return receipt;
  }
}
