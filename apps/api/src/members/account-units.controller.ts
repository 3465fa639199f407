import { dayOf } from '#domain/kernel';
import {
  AddPersonUseCase,
  AdmitUnitUseCase,
  ChangePledgeUseCase,
  MembersQuery,
  RemovePersonUseCase,
} from '#domain/members';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdIn } from '../http/id';
import { notThere } from '../http/not-there';
import { AnswersPageOf, page, type Page, PageQuery } from '../http/page';
import { MayCall, ReadsMoneyOf } from '../sign-in/access';
import type { Caller } from '../sign-in/caller';
import { FromCaller } from '../sign-in/from-caller';
import { MemberScope } from './member-scope';
import {
  AddPersonDto,
  AdmitUnitDto,
  ChangePledgeDto,
  PersonNotedDto,
  personOf,
  PledgeChangedDto,
  pledgeOf,
  RemovePersonDto,
  UnitAdmittedDto,
  UnitDetailDto,
  UnitDto,
  unitOf,
} from './members.dto';

/** Account units: the people and households that owe and receive. */
@ApiTags('Membres')
@Controller('account-units')
export class AccountUnitsController {
  constructor(
    private readonly members: MembersQuery,
    private readonly scope: MemberScope,
    private readonly admitUnit: AdmitUnitUseCase,
    private readonly changePledge: ChangePledgeUseCase,
    private readonly addPerson: AddPersonUseCase,
    private readonly removePerson: RemovePersonUseCase,
  ) {}

  /** All units. */
  @Get()
  @MayCall('coordinator', 'treasurer')
  @ApiOperation({ summary: 'Les comptes (personnes ou foyers)' })
  @AnswersPageOf(UnitDto)
  list(@Query() query: PageQuery): Promise<Page<UnitDto>> {
    return page(
      query,
      (asked) => this.members.units(asked),
      ({ accountUnitId }) => accountUnitId,
    );
  }

  /** Admits a unit. */
  @Post()
  @MayCall('coordinator', 'volunteer')
  @ApiOperation({ summary: 'Admettre une personne ou un foyer' })
  @ApiCreatedResponse({ type: UnitAdmittedDto })
  admit(@Body() body: AdmitUnitDto): Promise<UnitAdmittedDto> {
    return this.admitUnit.run(unitOf(body));
  }

  /** One unit with its story. */
  @Get(':accountUnitId')
  @MayCall('coordinator', 'treasurer', 'member')
  @ReadsMoneyOf('account-unit')
  @ApiOperation({ summary: 'Un compte : ses personnes, ses engagements, ses pauses' })
  @ApiOkResponse({ type: UnitDetailDto })
  async one(@FromCaller() caller: Caller, @IdIn('accountUnitId') id: string): Promise<UnitDetailDto> {
    return (await this.members.unit(await this.scope.unit(caller, id))) ?? notThere('account-unit-unknown');
  }

  /** Changes what a unit pledges. */
  @Post(':accountUnitId/pledges')
  @MayCall('coordinator', 'member')
  @ApiOperation({ summary: 'Changer sa cotisation, à partir du prochain mois non ouvert' })
  @ApiCreatedResponse({ type: PledgeChangedDto })
  async pledge(
    @FromCaller() caller: Caller,
    @IdIn('accountUnitId') id: string,
    @Body() body: ChangePledgeDto,
  ): Promise<PledgeChangedDto> {
    return this.changePledge.run({ accountUnitId: await this.scope.unit(caller, id, 'acts'), ...pledgeOf(body) });
  }

  /** Adds a person to a household. */
  @Post(':accountUnitId/persons')
  @MayCall('coordinator')
  @ApiOperation({ summary: 'Accueillir une personne dans un foyer' })
  @ApiCreatedResponse({ type: PersonNotedDto })
  arrive(@IdIn('accountUnitId') accountUnitId: string, @Body() body: AddPersonDto): Promise<PersonNotedDto> {
    return this.addPerson.run({ accountUnitId, person: personOf(body), from: dayOf(body.from) });
  }

  /** Lets a person leave a household. */
  @Post(':accountUnitId/persons/:personId/departure')
  @HttpCode(200)
  @MayCall('coordinator')
  @ApiOperation({ summary: 'Noter le départ d’une personne d’un foyer' })
  @ApiOkResponse({ type: PersonNotedDto })
  depart(
    @IdIn('accountUnitId') accountUnitId: string,
    @IdIn('personId') personId: string,
    @Body() { lastDay }: RemovePersonDto,
  ): Promise<PersonNotedDto> {
    return this.removePerson.run({ accountUnitId, personId, lastDay: dayOf(lastDay) });
  }
}
