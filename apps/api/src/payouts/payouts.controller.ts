import { cents, dayOf } from '#domain/kernel';
import {
  DraftPayoutsUseCase,
  EndPayoutUseCase,
  PayoutsQuery,
  PayoutsToPayQuery,
  SealPayoutsUseCase,
} from '#domain/payouts';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdIn } from '../http/id';
import { notThere } from '../http/not-there';
import { AnswersPageOf, page, type Page, PageQuery } from '../http/page';
import { MayCall, ReadsMoneyOf } from '../sign-in/access';
import type { Caller } from '../sign-in/caller';
import { FromCaller } from '../sign-in/from-caller';
import { onlyPayees } from './payee-scope';
import {
  DraftPayoutsDto,
  PayoutDto,
  PayoutEndedDto,
  PayoutsDraftedDto,
  PayoutsPreparedDto,
  PayoutsQueryDto,
  PayoutToPayDto,
  PayPayoutDto,
  PreparePayoutsDto,
  RejectPayoutDto,
} from './payouts.dto';

/** What the fund pays to outlets, and back to members. */
@ApiTags('Règlements')
@Controller('payouts')
export class PayoutsController {
  constructor(
    private readonly payouts: PayoutsQuery,
    private readonly toPay: PayoutsToPayQuery,
    private readonly draftPayouts: DraftPayoutsUseCase,
    private readonly sealPayouts: SealPayoutsUseCase,
    private readonly endPayout: EndPayoutUseCase,
  ) {}

  /** Payouts; an outlet sees its own. */
  @Get()
  @MayCall('coordinator', 'treasurer', 'outlet')
  @ReadsMoneyOf('payouts')
  @ApiOperation({ summary: 'Les règlements, le dernier d’abord ; pour un point de vente, les siens' })
  @AnswersPageOf(PayoutDto)
  async list(@FromCaller() caller: Caller, @Query() query: PayoutsQueryDto): Promise<Page<PayoutDto>> {
    const only = onlyPayees(caller);
    return page(
      query,
      (asked) => this.payouts.payouts(only, { ...asked, state: query.state ?? null }),
      ({ payoutId }) => payoutId,
    );
  }

  /** The approved list. */
  @Get('to-pay')
  @MayCall('coordinator', 'treasurer')
  @ReadsMoneyOf('payouts-to-pay')
  @ApiOperation({
    summary: 'La liste approuvée des règlements à payer, avec titulaires et IBAN en entier',
    description: 'Chaque lecture de cette liste est notée dans le registre.',
  })
  @AnswersPageOf(PayoutToPayDto)
  approved(@Query() query: PageQuery): Promise<Page<PayoutToPayDto>> {
    return page(
      query,
      (asked) => this.toPay.list(asked),
      ({ payoutId }) => payoutId,
    );
  }

  /** What cannot be transferred. */
  @Get('unclaimed')
  @MayCall('coordinator', 'treasurer')
  @ReadsMoneyOf('payouts')
  @ApiOperation({ summary: 'Les brouillons sans IBAN connu : à demander, ou à payer par chèque ou en espèces' })
  @AnswersPageOf(PayoutDto)
  unclaimed(@Query() query: PageQuery): Promise<Page<PayoutDto>> {
    return page(
      query,
      (asked) => this.payouts.unclaimed(asked),
      ({ payoutId }) => payoutId,
    );
  }

  /** Drafts what is owed. */
  @Post('drafts')
  @HttpCode(200)
  @MayCall('coordinator', 'treasurer')
  @ApiOperation({
    summary: 'Préparer les brouillons de ce qui est dû, ou les compléter',
    description: 'Se fait de soi-même à la fin de chaque période ; chaque vente est dans un règlement et un seul.',
  })
  @ApiOkResponse({ type: PayoutsDraftedDto })
  draft(@Body() { through }: DraftPayoutsDto): Promise<PayoutsDraftedDto> {
    return this.draftPayouts.run(through === undefined ? {} : { through: dayOf(through) });
  }

  /** Prepares drafts for the check of another person. */
  @Post('seals')
  @HttpCode(200)
  @MayCall('coordinator', 'treasurer')
  @ApiOperation({
    summary: 'Donner des brouillons à vérifier ; scellés quand une autre personne a signé',
    description: 'La signature est sous « Accords ». Ce qui se vend entre-temps est dans le brouillon suivant.',
  })
  @ApiOkResponse({ type: PayoutsPreparedDto })
  prepare(@Body() { payouts, method, note }: PreparePayoutsDto): Promise<PayoutsPreparedDto> {
    const seen = payouts.map(({ payoutId, netCents }) => ({ payoutId, net: cents(netCents) }));
    return this.sealPayouts.run({ payouts: seen, method, note: note ?? null });
  }

  /** One payout. */
  @Get(':payoutId')
  @MayCall('coordinator', 'treasurer', 'outlet')
  @ReadsMoneyOf('payout')
  @ApiOperation({ summary: 'Un règlement' })
  @ApiOkResponse({ type: PayoutDto })
  async one(@FromCaller() caller: Caller, @IdIn('payoutId') payoutId: string): Promise<PayoutDto> {
    return (await this.payouts.payout(payoutId, onlyPayees(caller))) ?? notThere('payout-unknown');
  }

  /** Notes a payment. */
  @Post(':payoutId/payment')
  @HttpCode(200)
  @MayCall('coordinator', 'treasurer')
  @ApiOperation({ summary: 'Noter qu’un règlement scellé est payé' })
  @ApiOkResponse({ type: PayoutEndedDto })
  pay(@IdIn('payoutId') payoutId: string, @Body() { paidOn, reference }: PayPayoutDto): Promise<PayoutEndedDto> {
    return this.endPayout.run({ payoutId, paidOn: dayOf(paidOn), reference });
  }

  /** Notes that it came back. */
  @Post(':payoutId/rejection')
  @HttpCode(200)
  @MayCall('coordinator', 'treasurer')
  @ApiOperation({ summary: 'Noter qu’un règlement est revenu : ce qui était dû l’est de nouveau, frais compris' })
  @ApiOkResponse({ type: PayoutEndedDto })
  reject(@IdIn('payoutId') payoutId: string, @Body() { reason }: RejectPayoutDto): Promise<PayoutEndedDto> {
    return this.endPayout.run({ payoutId, reason });
  }
}
