import { newId } from '#tenancy';
import {
  type ApplicationState,
  APPLICATION_STATES,
  ApplicationsQuery,
  TakeApplicationUseCase,
  DecideApplicationUseCase,
  MoveInLineUseCase,
  TellInvitationUseCase,
} from '#domain/applications';
import { dayOf } from '#domain/kernel';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { OneOf } from '../http/fields';
import { IdIn } from '../http/id';
import { AnswersPageOf, page, type Page, PageQuery } from '../http/page';
import { MayCall } from '../sign-in/access';
import { ApplicationDetailDto } from './application-detail.dto';
import {
  ApplicationDto,
  ApplicationReceiptDto,
  DecideApplicationDto,
  DecidedDto,
  EnterApplicationDto,
  formOf,
  MovedDto,
  MoveInLineDto,
  TellInvitationDto,
  ToldDto,
} from './applications.dto';
import { Standings } from './standings';

/** A page of applications, of one state or of all. */
class ApplicationsPageQuery extends PageQuery {
  @OneOf(APPLICATION_STATES, { optional: true })
  state?: ApplicationState;
}

/** Applications inside the fund. */
@ApiTags('Adhésion')
@Controller('applications')
export class ApplicationsController {
  constructor(
    private readonly applications: ApplicationsQuery,
    private readonly standings: Standings,
    private readonly apply: TakeApplicationUseCase,
    private readonly decideApplication: DecideApplicationUseCase,
    private readonly tellInvitation: TellInvitationUseCase,
    private readonly moveInLine: MoveInLineUseCase,
  ) {}

  /** All applications. */
  @Get()
  @MayCall('coordinator')
  @ApiOperation({ summary: 'Les demandes d’adhésion' })
  @AnswersPageOf(ApplicationDto)
  list(@Query() query: ApplicationsPageQuery): Promise<Page<ApplicationDto>> {
    return page(
      query,
      (asked) => this.applications.list(query.state ?? null, asked),
      ({ applicationId }) => applicationId,
    );
  }

  /** Types in a paper form. */
  @Post()
  @MayCall('volunteer', 'coordinator')
  @ApiOperation({ summary: 'Saisir une demande reçue sur papier' })
  @ApiCreatedResponse({ type: ApplicationReceiptDto })
  enter(@Body() body: EnterApplicationDto): Promise<ApplicationReceiptDto> {
    // The call's own key already makes it happen once.
    const receivedOn = body.receivedOn ? dayOf(body.receivedOn) : null;
    return this.apply.run({ form: formOf(body), formKey: newId(), cameBy: 'by-hand', receivedOn });
  }

  /** Those who are invited and whom nobody has told. */
  @Get('to-tell')
  @MayCall('coordinator')
  @ApiOperation({ summary: 'Les personnes invitées à prévenir' })
  @AnswersPageOf(ApplicationDto)
  toTell(@Query() query: PageQuery): Promise<Page<ApplicationDto>> {
    return page(
      query,
      (asked) => this.applications.toTell(asked),
      ({ applicationId }) => applicationId,
    );
  }

  /** One application. */
  @Get(':applicationId')
  @MayCall('coordinator')
  @ApiOperation({ summary: 'Une demande : ce qu’elle dit, les critères, les décisions' })
  @ApiOkResponse({ type: ApplicationDetailDto })
  one(@IdIn('applicationId') applicationId: string): Promise<ApplicationDetailDto> {
    return this.standings.detail(applicationId);
  }

  /** Decides. */
  @Post(':applicationId/decision')
  @HttpCode(200)
  @MayCall('coordinator')
  @ApiOperation({ summary: 'Accepter, refuser avec un motif, noter un désistement, reprendre une demande' })
  @ApiOkResponse({ type: DecidedDto })
  decide(
    @IdIn('applicationId') applicationId: string,
    @Body() { decision, reason, innerNote }: DecideApplicationDto,
  ): Promise<DecidedDto> {
    return this.decideApplication.run({
      applicationId,
      decision,
      reason: reason ?? null,
      innerNote: innerNote ?? null,
    });
  }

  /** Ticks that somebody was told. */
  @Post(':applicationId/told')
  @HttpCode(200)
  @MayCall('coordinator')
  @ApiOperation({ summary: 'Cocher qu’une personne invitée est prévenue : son délai commence' })
  @ApiOkResponse({ type: ToldDto })
  tell(@IdIn('applicationId') applicationId: string, @Body() { toldOn }: TellInvitationDto): Promise<ToldDto> {
    return this.tellInvitation.run({ applicationId, toldOn: dayOf(toldOn) });
  }

  /** Moves somebody in the waiting list. */
  @Post(':applicationId/place')
  @HttpCode(200)
  @MayCall('coordinator')
  @ApiOperation({ summary: 'Changer une place dans la liste d’attente, par une décision notée' })
  @ApiOkResponse({ type: MovedDto })
  move(@IdIn('applicationId') applicationId: string, @Body() { since, reason }: MoveInLineDto): Promise<MovedDto> {
    return this.moveInLine.run({ applicationId, since: dayOf(since), reason });
  }
}
