import {
  AskAgainUseCase,
  ChartersQuery,
  DecideVolunteerUseCase,
  StandForCouncilUseCase,
  VolunteersQuery,
} from '#domain/council';
import { FundsQuery } from '#domain/funds';
import { Body, Controller, Get, HttpCode, Post, Query, Req } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { IdIn } from '../http/id';
import { idempotencyKeyOf } from '../http/idempotency-key';
import { AnswersPageOf, page, type Page, PageQuery } from '../http/page';
import { MayCall, ReadsMoneyOf } from '../sign-in/access';
import {
  AskAgainDto,
  AskedAgainDto,
  DecideVolunteerDto,
  EnterVolunteerDto,
  TallyOfClassesDto,
  VolunteerDecidedDto,
  VolunteerDto,
  volunteerOf,
  VolunteerReceiptDto,
  VolunteersAskedDto,
} from './volunteers.dto';

/** Who is ready to sit in the council. */
@ApiTags('Conseil')
@Controller('council')
export class VolunteersController {
  constructor(
    private readonly volunteers: VolunteersQuery,
    private readonly charters: ChartersQuery,
    private readonly funds: FundsQuery,
    private readonly stand: StandForCouncilUseCase,
    private readonly decide: DecideVolunteerUseCase,
    private readonly askAgain: AskAgainUseCase,
  ) {}

  /** Volunteers. */
  @Get('volunteers')
  @MayCall('coordinator')
  @ReadsMoneyOf('council-volunteers')
  @ApiOperation({
    summary: 'Les volontaires pour le conseil, avec leurs critères',
    description: 'Chaque lecture est notée.',
  })
  @AnswersPageOf(VolunteerDto)
  list(@Query() query: VolunteersAskedDto): Promise<Page<VolunteerDto>> {
    return page(
      query,
      (asked) => this.volunteers.volunteers(query.state ?? null, asked),
      ({ volunteerId }) => volunteerId,
    );
  }

  /** Types a paper in. */
  @Post('volunteers')
  @MayCall('volunteer', 'coordinator')
  @ApiOperation({ summary: 'Saisir un volontaire, d’après le papier signé' })
  @ApiCreatedResponse({ type: VolunteerReceiptDto })
  enter(@Body() body: EnterVolunteerDto, @Req() request: FastifyRequest): Promise<VolunteerReceiptDto> {
    return this.stand.run({ form: volunteerOf(body), formKey: idempotencyKeyOf(request), cameBy: 'by-hand' });
  }

  /** How many stand for each class. */
  @Get('volunteers/tally')
  @MayCall('coordinator', 'treasurer')
  @ApiOperation({ summary: 'Combien de volontaires par classe, en face des quotas' })
  @ApiOkResponse({ type: TallyOfClassesDto })
  async tally(): Promise<TallyOfClassesDto> {
    const charter = await this.charters.inForce();
    return { classes: await this.volunteers.tally(charter?.criteria ?? []) };
  }

  /** Who may be asked again. */
  @Get('second-call')
  @MayCall('coordinator')
  @ReadsMoneyOf('council-volunteers')
  @ApiOperation({ summary: 'Second tour d’appel : volontaires qui ne siègent pas, à rappeler' })
  @AnswersPageOf(VolunteerDto)
  async toAskAgain(@Query() query: PageQuery): Promise<Page<VolunteerDto>> {
    const { today } = await this.funds.time();
    return page(
      query,
      (asked) => this.volunteers.mayBeAskedAgain(today, asked),
      ({ volunteerId }) => volunteerId,
    );
  }

  /** Notes who was asked again. */
  @Post('second-call')
  @HttpCode(200)
  @MayCall('coordinator')
  @ApiOperation({ summary: 'Noter qui a été rappelé au second tour' })
  @ApiOkResponse({ type: AskedAgainDto })
  asked(@Body() { volunteers }: AskAgainDto): Promise<AskedAgainDto> {
    return this.askAgain.run({ volunteerIds: volunteers.map(({ volunteerId }) => volunteerId) });
  }

  /** Decides of a volunteer. */
  @Post('volunteers/:volunteerId/decision')
  @HttpCode(200)
  @MayCall('coordinator')
  @ApiOperation({ summary: 'Noter qu’une personne se retire, l’écarter avec un motif, ou la reprendre' })
  @ApiOkResponse({ type: VolunteerDecidedDto })
  decideOf(
    @IdIn('volunteerId') volunteerId: string,
    @Body() { step, reason }: DecideVolunteerDto,
  ): Promise<VolunteerDecidedDto> {
    return this.decide.run({ volunteerId, step, reason });
  }
}
