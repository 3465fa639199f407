import { JoinHouseholdUseCase, SeparateHouseholdUseCase, SetCustodyUseCase } from '#domain/members';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdIn } from '../http/id';
import { MayCall } from '../sign-in/access';
import {
  CustodySetDto,
  custodyOf,
  JoinedDto,
  JoinHouseholdDto,
  SeparatedDto,
  SeparateHouseholdDto,
  separationOf,
  SetCustodyDto,
} from './households.dto';

/** Households that change: separating, moving in together, alternate custody. */
@ApiTags('Membres')
@Controller()
export class HouseholdsController {
  constructor(
    private readonly separateHousehold: SeparateHouseholdUseCase,
    private readonly joinHousehold: JoinHouseholdUseCase,
    private readonly setCustody: SetCustodyUseCase,
  ) {}

  /** Separates a household. */
  @Post('account-units/:accountUnitId/separation')
  @MayCall('coordinator')
  @ApiOperation({ summary: 'Séparer un foyer : le crédit se partage, ce qui est dû reste' })
  @ApiCreatedResponse({ type: SeparatedDto })
  separate(@IdIn('accountUnitId') accountUnitId: string, @Body() body: SeparateHouseholdDto): Promise<SeparatedDto> {
    return this.separateHousehold.run(separationOf(accountUnitId, body));
  }

  /** Lets a unit move in with another. */
  @Post('account-units/:accountUnitId/moving-in')
  @MayCall('coordinator')
  @ApiOperation({ summary: 'Noter qu’un foyer s’installe avec un autre' })
  @ApiCreatedResponse({ type: JoinedDto })
  join(
    @IdIn('accountUnitId') accountUnitId: string,
    @Body() { intoUnitId, credit }: JoinHouseholdDto,
  ): Promise<JoinedDto> {
    return this.joinHousehold.run({ accountUnitId, intoUnitId, credit });
  }

  /** Sets where a person lives. */
  @Post('persons/:personId/custody')
  @HttpCode(200)
  @MayCall('coordinator')
  @ApiOperation({ summary: 'Dire où vit une personne, et pour quelle part (garde alternée)' })
  @ApiOkResponse({ type: CustodySetDto })
  custody(@IdIn('personId') personId: string, @Body() body: SetCustodyDto): Promise<CustodySetDto> {
    return this.setCustody.run(custodyOf(personId, body));
  }
}
