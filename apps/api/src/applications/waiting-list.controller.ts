import { InviteApplicantsUseCase, OpenWaveUseCase } from '#domain/applications';
import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { MayCall } from '../sign-in/access';
import { Standings } from './standings';
import { InviteDto, InvitedDto, OpenWaveDto, WaitingListDto, WaveOpenedDto } from './waiting-list.dto';

/** The waiting list and the places there are. */
@ApiTags('Adhésion')
@Controller('waiting-list')
export class WaitingListController {
  constructor(
    private readonly standings: Standings,
    private readonly inviteApplicants: InviteApplicantsUseCase,
    private readonly openWave: OpenWaveUseCase,
  ) {}

  /** The list. */
  @Get()
  @MayCall('coordinator')
  @ApiOperation({ summary: 'La liste d’attente dans son ordre, les places, les quotas' })
  @ApiOkResponse({ type: WaitingListDto })
  list(): Promise<WaitingListDto> {
    return this.standings.list();
  }

  /** Invites those who come next. */
  @Post('invitations')
  @HttpCode(200)
  @MayCall('coordinator')
  @ApiOperation({ summary: 'Inviter les personnes suivantes, ou celles que nomme une décision' })
  @ApiOkResponse({ type: InvitedDto })
  invite(@Body() { count, named, answerDays, reason }: InviteDto): Promise<InvitedDto> {
    return this.inviteApplicants.run({
      count: count ?? null,
      applicationIds: named?.map(({ applicationId }) => applicationId) ?? null,
      answerDays,
      reason: reason ?? null,
    });
  }

  /** Opens a wave. */
  @Post('waves')
  @MayCall('coordinator')
  @ApiOperation({ summary: 'Ouvrir la vague suivante' })
  @ApiCreatedResponse({ type: WaveOpenedDto })
  wave(@Body() { area, note }: OpenWaveDto): Promise<WaveOpenedDto> {
    return this.openWave.run({ area: area ?? null, note });
  }
}
