import { dayOf } from '#domain/kernel';
import { EnterTallyUseCase, TalliesQuery } from '#domain/tallies';
import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdIn } from '../http/id';
import { AnswersPageOf, page, type Page, PageQuery } from '../http/page';
import { MayCall } from '../sign-in/access';
import { type Caller, seesAllMoney } from '../sign-in/caller';
import { FromCaller } from '../sign-in/from-caller';
import { EnterTallyDto, enteredOf, TallyDto, TallyEnteredDto, TotalsDto, totalsOf } from './tallies.dto';
import { TallyScope } from './tally-scope';

/** Three prices: market days, in totals. */
@ApiTags('Trois prix')
@Controller('tallies')
export class TalliesController {
  constructor(
    private readonly tallies: TalliesQuery,
    private readonly scope: TallyScope,
    private readonly enterTally: EnterTallyUseCase,
  ) {}

  /** The tallies; an outlet sees its own. */
  @Get()
  @MayCall('coordinator', 'treasurer', 'outlet')
  @ApiOperation({ summary: 'Les relevés des jours de marché ; pour un point de vente, les siens' })
  @AnswersPageOf(TallyDto)
  list(@FromCaller() caller: Caller, @Query() query: PageQuery): Promise<Page<TallyDto>> {
    const only = this.scope.only(caller);
    return page(
      query,
      (asked) => this.tallies.tallies(only, asked),
      ({ tallyId }) => tallyId,
    );
  }

  /** Enters a market day. */
  @Post()
  @MayCall('coordinator', 'treasurer', 'volunteer', 'outlet')
  @ApiOperation({ summary: 'Noter les totaux d’un jour de marché, par prix, sans aucun nom' })
  @ApiCreatedResponse({ type: TallyEnteredDto })
  async enter(@FromCaller() caller: Caller, @Body() body: EnterTallyDto): Promise<TallyEnteredDto> {
    const tally = await this.enterTally.run({
      outletId: await this.scope.outletOf(caller, body.outletNo),
      marketOn: dayOf(body.marketOn),
      totals: totalsOf(body),
      beyondCeilingReason: this.scope.reasonOf(caller, body.beyondCeilingReason),
    });
    return enteredOf(tally, seesAllMoney(caller));
  }

  /** Corrects a market day. */
  @Post(':tallyId/corrections')
  @MayCall('coordinator', 'treasurer', 'outlet')
  @ApiOperation({ summary: 'Corriger un relevé tant que son règlement est un brouillon ; tout à zéro le reprend' })
  @ApiCreatedResponse({ type: TallyEnteredDto })
  async correct(
    @FromCaller() caller: Caller,
    @IdIn('tallyId') corrects: string,
    @Body() body: TotalsDto,
  ): Promise<TallyEnteredDto> {
    const tally = await this.enterTally.run({
      corrects,
      outletId: this.scope.only(caller),
      totals: totalsOf(body),
      beyondCeilingReason: this.scope.reasonOf(caller, body.beyondCeilingReason),
    });
    return enteredOf(tally, seesAllMoney(caller));
  }
}
