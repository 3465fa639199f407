import { cents, monthOf } from '#domain/kernel';
import { AddPayerUseCase, ChangeCapUseCase, EndPayerUseCase, PayersQuery } from '#domain/payers';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdIn } from '../http/id';
import { notThere } from '../http/not-there';
import { AnswersPageOf, page, type Page, PageQuery } from '../http/page';
import { MayCall } from '../sign-in/access';
import type { Caller } from '../sign-in/caller';
import { FromCaller } from '../sign-in/from-caller';
import { PayerScope } from './payer-scope';
import {
  AddPayerDto,
  CapChangedDto,
  ChangeCapDto,
  LastMonthDto,
  PayerAddedDto,
  PayerDto,
  PayerEndedDto,
  payerOf,
} from './payers.dto';

/** Third parties that pay for people of the fund. */
@ApiTags('Tiers payeurs')
@Controller('payers')
export class PayersController {
  constructor(
    private readonly payers: PayersQuery,
    private readonly scope: PayerScope,
    private readonly addPayer: AddPayerUseCase,
    private readonly changeCap: ChangeCapUseCase,
    private readonly endPayer: EndPayerUseCase,
  ) {}

  /** All payers; who acts for one sees that one. */
  @Get()
  @MayCall('coordinator', 'treasurer', 'payer')
  @ApiOperation({ summary: 'Les tiers payeurs ; pour un tiers payeur, lui-même' })
  @AnswersPageOf(PayerDto)
  list(@FromCaller() caller: Caller, @Query() query: PageQuery): Promise<Page<PayerDto>> {
    const only = this.scope.only(caller);
    return page(
      query,
      (asked) => this.payers.payers(only, asked),
      ({ payerId }) => payerId,
    );
  }

  /** Records a payer. */
  @Post()
  @MayCall('coordinator', 'treasurer')
  @ApiOperation({ summary: 'Noter un tiers payeur (employeur, CCAS, CAF, association)' })
  @ApiCreatedResponse({ type: PayerAddedDto })
  add(@Body() body: AddPayerDto): Promise<PayerAddedDto> {
    return this.addPayer.run(payerOf(body));
  }

  /** One payer. */
  @Get(':payerId')
  @MayCall('coordinator', 'treasurer', 'payer')
  @ApiOperation({ summary: 'Un tiers payeur' })
  @ApiOkResponse({ type: PayerDto })
  async one(@FromCaller() caller: Caller, @IdIn('payerId') id: string): Promise<PayerDto> {
    return (await this.payers.payer(await this.scope.payer(caller, id))) ?? notThere('payer-unknown');
  }

  /** Changes the cap. */
  @Post(':payerId/caps')
  @MayCall('coordinator', 'treasurer')
  @ApiOperation({ summary: 'Changer son plafond, à partir du prochain mois non ouvert' })
  @ApiCreatedResponse({ type: CapChangedDto })
  cap(@IdIn('payerId') payerId: string, @Body() { monthlyCapCents }: ChangeCapDto): Promise<CapChangedDto> {
    return this.changeCap.run({ payerId, monthlyCap: monthlyCapCents === null ? null : cents(monthlyCapCents) });
  }

  /** Ends a payer. */
  @Post(':payerId/end')
  @HttpCode(200)
  @MayCall('coordinator', 'treasurer')
  @ApiOperation({ summary: 'Noter qu’il ne paie plus : les mois appelés restent à lui, ses membres sont prévenus' })
  @ApiOkResponse({ type: PayerEndedDto })
  end(@IdIn('payerId') payerId: string, @Body() { lastMonth }: LastMonthDto): Promise<PayerEndedDto> {
    return this.endPayer.run({ payerId, lastMonth: monthOf(lastMonth) });
  }
}
