import { EndGuardianUseCase, GuardiansQuery, NameGuardianUseCase } from '#domain/guardians';
import { dayOf } from '#domain/kernel';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdIn } from '../http/id';
import { notThere } from '../http/not-there';
import { AnswersPageOf, page, type Page, PageQuery } from '../http/page';
import { MayCall } from '../sign-in/access';
import type { Caller } from '../sign-in/caller';
import { FromCaller } from '../sign-in/from-caller';
import {
  EndGuardianDto,
  GuardianDto,
  GuardianEndedDto,
  GuardianNamedDto,
  NameGuardianDto,
  UnitsInChargeDto,
} from './guardians.dto';

/** Those who see or act for a member: a guardian, a relative. */
@ApiTags('Membres')
@Controller()
export class GuardiansController {
  constructor(
    private readonly guardians: GuardiansQuery,
    private readonly nameGuardian: NameGuardianUseCase,
    private readonly endGuardian: EndGuardianUseCase,
  ) {}

  /** Who acts for a person. */
  @Get('persons/:personId/guardians')
  @MayCall('coordinator')
  @ApiOperation({ summary: 'Qui voit ou agit pour une personne' })
  @AnswersPageOf(GuardianDto)
  async of(@IdIn('personId') personId: string, @Query() query: PageQuery): Promise<Page<GuardianDto>> {
    if (!(await this.guardians.knows(personId))) notThere('person-not-in-fund');
    return page(
      query,
      (asked) => this.guardians.of(personId, asked),
      ({ guardianId }) => guardianId,
    );
  }

  /** Names somebody who acts for a person. */
  @Post('persons/:personId/guardians')
  @MayCall('coordinator')
  @ApiOperation({ summary: 'Désigner quelqu’un qui voit ou agit pour une personne' })
  @ApiCreatedResponse({ type: GuardianNamedDto })
  name(@IdIn('personId') forPersonId: string, @Body() body: NameGuardianDto): Promise<GuardianNamedDto> {
    const { personId, kind, scope, from, until } = body;
    return this.nameGuardian.run({
      personId,
      forPersonId,
      kind,
      scope,
      from: dayOf(from),
      until: until ? dayOf(until) : null,
    });
  }

  /** Ends it. */
  @Post('guardians/:guardianId/end')
  @HttpCode(200)
  @MayCall('coordinator')
  @ApiOperation({ summary: 'Mettre fin à une charge' })
  @ApiOkResponse({ type: GuardianEndedDto })
  end(@IdIn('guardianId') guardianId: string, @Body() { lastDay }: EndGuardianDto): Promise<GuardianEndedDto> {
    return this.endGuardian.run({ guardianId, lastDay: dayOf(lastDay) });
  }

  /** The units that the caller sees or acts on for others. */
  @Get('units-in-charge')
  @MayCall('member')
  @ApiOperation({ summary: 'Les comptes que je vois, ou sur lesquels j’agis, pour d’autres' })
  @ApiOkResponse({ type: UnitsInChargeDto })
  async mine(@FromCaller() { personId }: Caller): Promise<UnitsInChargeDto> {
    return { items: personId === null ? [] : await this.guardians.unitsInCharge(personId, 'sees') };
  }
}
