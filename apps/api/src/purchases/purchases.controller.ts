import { cents } from '#domain/kernel';
import { PurchasesQuery, RefundPurchaseUseCase, RefusalsQuery } from '#domain/purchases';
import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdIn } from '../http/id';
import { notThere } from '../http/not-there';
import { AnswersPageOf, page, type Page, PageQuery } from '../http/page';
import { MemberScope } from '../members/member-scope';
import { MayCall, ReadsMoneyOf } from '../sign-in/access';
import { type Caller, seesAllMoney } from '../sign-in/caller';
import { FromCaller } from '../sign-in/from-caller';
import { viewerOf } from './purchase-scope';
import {
  OutletPurchaseDto,
  PurchaseDetailDto,
  RefundDto,
  RefundedDto,
  UnitRefusalDto,
  PurchaseRefusalDto,
  UnitPurchaseDto,
} from './purchases.dto';

/** What was bought with accounts. */
@ApiTags('Passages en caisse')
@Controller()
export class PurchasesController {
  constructor(
    private readonly purchases: PurchasesQuery,
    private readonly scope: MemberScope,
    private readonly refund: RefundPurchaseUseCase,
    private readonly refusalsKnown: RefusalsQuery,
  ) {}

  /** All purchases; an outlet sees its own. */
  @Get('purchases')
  @MayCall('coordinator', 'treasurer', 'outlet')
  @ApiOperation({ summary: 'Les passages en caisse, sans nom ; pour un point de vente, les siens' })
  @AnswersPageOf(OutletPurchaseDto)
  list(@FromCaller() caller: Caller, @Query() query: PageQuery): Promise<Page<OutletPurchaseDto>> {
    const { outletId } = viewerOf(caller);
    return page(
      query,
      (asked) => this.purchases.atOutlet(outletId, asked),
      ({ purchaseId }) => purchaseId,
    );
  }

  /** One purchase. */
  @Get('purchases/:purchaseId')
  @MayCall('coordinator', 'treasurer', 'outlet', 'member')
  @ReadsMoneyOf('purchase')
  @ApiOperation({ summary: 'Un passage en caisse : ses lignes, ce qui en a été remboursé' })
  @ApiOkResponse({ type: PurchaseDetailDto })
  async one(@FromCaller() caller: Caller, @IdIn('purchaseId') purchaseId: string): Promise<PurchaseDetailDto> {
    const found = await this.purchases.one(purchaseId, viewerOf(caller));
    if (!found) return notThere('purchase-unknown');
    return { ...found, lines: [...found.lines], refunds: [...found.refunds] };
  }

  /** Gives back. */
  @Post('purchases/:purchaseId/refunds')
  @MayCall('coordinator', 'outlet')
  @ApiOperation({
    summary:
      'Annuler ou rembourser, en tout ou en partie : le jour même au point de vente, ensuite par la coordination',
  })
  @ApiCreatedResponse({ type: RefundedDto })
  giveBack(
    @FromCaller() caller: Caller,
    @IdIn('purchaseId') purchaseId: string,
    @Body() { amountCents, reason }: RefundDto,
  ): Promise<RefundedDto> {
    const { outletId } = viewerOf(caller);
    const amount = amountCents === undefined ? null : cents(amountCents);
    return this.refund.run({ purchaseId, amount, reason, outletId });
  }

  /** The purchases of a unit. */
  @Get('account-units/:accountUnitId/purchases')
  @MayCall('coordinator', 'treasurer', 'member')
  @ReadsMoneyOf('account-unit')
  @ApiOperation({ summary: 'Les passages en caisse d’un compte ; le lieu et l’heure avec l’accord de qui a acheté' })
  @AnswersPageOf(UnitPurchaseDto)
  async ofUnit(
    @FromCaller() caller: Caller,
    @IdIn('accountUnitId') id: string,
    @Query() query: PageQuery,
  ): Promise<Page<UnitPurchaseDto>> {
    const unit = await this.scope.unit(caller, id);
    const viewer = seesAllMoney(caller) ? null : caller.personId;
    return page(
      query,
      (asked) => this.purchases.ofUnit(unit, viewer, asked),
      ({ purchaseId }) => purchaseId,
    );
  }

  /** What was refused to a unit. */
  @Get('account-units/:accountUnitId/purchase-refusals')
  @MayCall('coordinator', 'treasurer', 'member')
  @ReadsMoneyOf('account-unit')
  @ApiOperation({
    summary: 'Les refus à la caisse d’un compte, avec leur motif ; un membre, ceux de sa carte ou de son numéro',
  })
  @AnswersPageOf(UnitRefusalDto)
  async refusalsOfUnit(
    @FromCaller() caller: Caller,
    @IdIn('accountUnitId') id: string,
    @Query() query: PageQuery,
  ): Promise<Page<UnitRefusalDto>> {
    const unit = await this.scope.unit(caller, id);
    const viewer = seesAllMoney(caller) ? null : caller.personId;
    return page(
      query,
      (asked) => this.refusalsKnown.ofUnit(unit, viewer, asked),
      ({ refusalId }) => refusalId,
    );
  }

  /** What was refused. */
  @Get('purchase-refusals')
  @MayCall('coordinator', 'treasurer')
  @ApiOperation({ summary: 'Les refus à la caisse, par motif, sans nom' })
  @AnswersPageOf(PurchaseRefusalDto)
  refusals(@Query() query: PageQuery): Promise<Page<PurchaseRefusalDto>> {
    return page(
      query,
      (asked) => this.purchases.refusals(asked),
      ({ refusalId }) => refusalId,
    );
  }
}
