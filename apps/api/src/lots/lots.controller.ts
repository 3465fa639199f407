import { dayOf, type Month } from '#domain/kernel';
import { ExtendLotUseCase, LotsQuery } from '#domain/lots';
import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdIn } from '../http/id';
import { MonthIn } from '../http/month-in';
import { MemberScope } from '../members/member-scope';
import { MayCall, ReadsMoneyOf } from '../sign-in/access';
import type { Caller } from '../sign-in/caller';
import { FromCaller } from '../sign-in/from-caller';
import { AccountLotsDto, ExtendLotDto, LotExtendedDto, lotDtos } from './lots.dto';

/** What is left of each month's credit, and until when. */
@ApiTags('Allocations')
@Controller('account-units')
export class LotsController {
  constructor(
    private readonly lots: LotsQuery,
    private readonly scope: MemberScope,
    private readonly extendLot: ExtendLotUseCase,
  ) {}

  /** The lots of a unit. */
  @Get(':accountUnitId/lots')
  @MayCall('coordinator', 'treasurer', 'member')
  @ReadsMoneyOf('account-unit')
  @ApiOperation({ summary: 'Ce qui reste du crédit de chaque mois, et jusqu’à quand' })
  @ApiOkResponse({ type: AccountLotsDto })
  async ofUnit(@FromCaller() caller: Caller, @IdIn('accountUnitId') id: string): Promise<AccountLotsDto> {
    const accountUnitId = await this.scope.unit(caller, id);
    const lots = (await this.lots.of([accountUnitId])).get(accountUnitId) ?? [];
    const heldCents = (await this.lots.held([accountUnitId])).get(accountUnitId) ?? 0;
    return { accountUnitId, heldCents, lots: lotDtos(lots) };
  }

  /** Gives more time for what is left of a month's credit. */
  @Post(':accountUnitId/lots/:month/extensions')
  @MayCall('coordinator')
  @ApiOperation({ summary: 'Prolonger ce qui reste du crédit d’un mois, avec la raison' })
  @ApiCreatedResponse({ type: LotExtendedDto })
  async extend(
    @FromCaller() caller: Caller,
    @IdIn('accountUnitId') id: string,
    @MonthIn('month') lotMonth: Month,
    @Body() { until, reason }: ExtendLotDto,
  ): Promise<LotExtendedDto> {
    const accountUnitId = await this.scope.unit(caller, id);
    return this.extendLot.run({ accountUnitId, lotMonth, until: dayOf(until), reason });
  }
}
