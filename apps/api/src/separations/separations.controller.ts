import { AskSeparationUseCase, DropSeparationUseCase, SeparationsQuery } from '#domain/separations';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdIn } from '../http/id';
import { AnswersPageOf, page, type Page, PageQuery } from '../http/page';
import { MemberScope } from '../members/member-scope';
import { MayCall } from '../sign-in/access';
import type { Caller } from '../sign-in/caller';
import { FromCaller } from '../sign-in/from-caller';
import {
  AskSeparationDto,
  DropSeparationDto,
  SeparationAskedDto,
  SeparationDroppedDto,
  SeparationRequestDto,
} from './separations.dto';

/** Either person of a household may ask that it be separated. */
@ApiTags('Membres')
@Controller()
export class SeparationsController {
  constructor(
    private readonly scope: MemberScope,
    private readonly requests: SeparationsQuery,
    private readonly ask: AskSeparationUseCase,
    private readonly drop: DropSeparationUseCase,
  ) {}

  /** The open requests. */
  @Get('separation-requests')
  @MayCall('coordinator')
  @ApiOperation({ summary: 'Les demandes de séparation en attente' })
  @AnswersPageOf(SeparationRequestDto)
  list(@Query() query: PageQuery): Promise<Page<SeparationRequestDto>> {
    return page(
      query,
      (asked) => this.requests.open(asked),
      ({ requestId }) => requestId,
    );
  }

  /** Asks. */
  @Post('account-units/:accountUnitId/separation-request')
  @MayCall('member', 'coordinator')
  @ApiOperation({ summary: 'Demander que le foyer soit séparé ; les autres en sont prévenus' })
  @ApiCreatedResponse({ type: SeparationAskedDto })
  async request(
    @FromCaller() caller: Caller,
    @IdIn('accountUnitId') accountUnitId: string,
    @Body() { personId, freeze }: AskSeparationDto,
  ): Promise<SeparationAskedDto> {
    const asker = caller.isCoordinator ? (personId ?? null) : await this.scope.nameOf(caller, accountUnitId);
    return this.ask.run({ accountUnitId, personId: asker, freeze });
  }

  /** Takes it back. */
  @Post('account-units/:accountUnitId/separation-request/withdrawal')
  @HttpCode(200)
  @MayCall('member', 'coordinator')
  @ApiOperation({ summary: 'Retirer sa demande de séparation : ce qui était mis de côté redevient disponible' })
  @ApiOkResponse({ type: SeparationDroppedDto })
  async withdraw(
    @FromCaller() caller: Caller,
    @IdIn('accountUnitId') accountUnitId: string,
    @Body() { reason }: DropSeparationDto,
  ): Promise<SeparationDroppedDto> {
    const personId = caller.isCoordinator ? null : await this.scope.nameOf(caller, accountUnitId);
    return this.drop.run({ accountUnitId, personId, reason });
  }
}
