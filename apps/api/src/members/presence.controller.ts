import { monthOf } from '#domain/kernel';
import { EndPauseUseCase, LeaveFundUseCase, MembersQuery, NotePersonUseCase, PauseUnitUseCase } from '#domain/members';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdIn } from '../http/id';
import { AnswersPageOf, page, type Page, PageQuery } from '../http/page';
import { MayCall } from '../sign-in/access';
import {
  DepartureDto,
  EndPauseDto,
  LeftDto,
  PauseDto,
  PausedDto,
  PersonDto,
  PersonNotedDto,
  personOf,
  PersonToAdmitDto,
} from './members.dto';

/** Who is there and who is not: pauses, departures, people. */
@ApiTags('Membres')
@Controller()
export class PresenceController {
  constructor(
    private readonly members: MembersQuery,
    private readonly pauseUnit: PauseUnitUseCase,
    private readonly endPause: EndPauseUseCase,
    private readonly leaveFund: LeaveFundUseCase,
    private readonly notePerson: NotePersonUseCase,
  ) {}

  /** Pauses a unit. */
  @Post('account-units/:accountUnitId/pauses')
  @MayCall('coordinator')
  @ApiOperation({ summary: 'Mettre un compte en pause' })
  @ApiCreatedResponse({ type: PausedDto })
  pause(@IdIn('accountUnitId') accountUnitId: string, @Body() { from, until }: PauseDto): Promise<PausedDto> {
    return this.pauseUnit.run({ accountUnitId, from: monthOf(from), until: until ? monthOf(until) : null });
  }

  /** Ends a pause. */
  @Post('account-units/:accountUnitId/pauses/end')
  @HttpCode(200)
  @MayCall('coordinator')
  @ApiOperation({ summary: 'Mettre fin à une pause' })
  @ApiOkResponse({ type: PausedDto })
  resume(@IdIn('accountUnitId') accountUnitId: string, @Body() { lastPausedMonth }: EndPauseDto): Promise<PausedDto> {
    return this.endPause.run({ accountUnitId, lastPausedMonth: monthOf(lastPausedMonth) });
  }

  /** Lets a unit leave the fund. */
  @Post('account-units/:accountUnitId/departure')
  @HttpCode(200)
  @MayCall('coordinator')
  @ApiOperation({ summary: 'Noter le départ d’un compte, à la fin d’un mois' })
  @ApiOkResponse({ type: LeftDto })
  leave(@IdIn('accountUnitId') accountUnitId: string, @Body() { lastMonth }: DepartureDto): Promise<LeftDto> {
    return this.leaveFund.run({ accountUnitId, lastMonth: monthOf(lastMonth) });
  }

  /** All people. */
  @Get('persons')
  @MayCall('coordinator', 'treasurer')
  @ApiOperation({ summary: 'Les personnes' })
  @AnswersPageOf(PersonDto)
  persons(@Query() query: PageQuery): Promise<Page<PersonDto>> {
    return page(
      query,
      (asked) => this.members.persons(asked),
      ({ personId }) => personId,
    );
  }
  /** Notes a person without an account. */
  @Post('persons')
  @MayCall('coordinator')
  @ApiOperation({ summary: 'Noter une personne sans compte : quelqu’un qui agira pour un membre' })
  @ApiCreatedResponse({ type: PersonNotedDto })
  note(@Body() body: PersonToAdmitDto): Promise<PersonNotedDto> {
    return this.notePerson.run(personOf(body));
  }
}
