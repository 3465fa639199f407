import { ApprovalQuery } from '#tenancy';
import { RelaxSignaturesUseCase } from '#domain/funds';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdIn } from '../http/id';
import { AnswersPageOf, page, type Page } from '../http/page';
import { MayCall } from '../sign-in/access';
import { ApprovalDto, ApprovalsQuery, RefusalDto, RelaxationDto, SignaturesDto } from './approvals.dto';
import { Signatures } from './signatures';

/** What two people must sign. */
@ApiTags('Accords')
@Controller('approvals')
export class ApprovalsController {
  constructor(
    private readonly approvals: ApprovalQuery,
    private readonly signatures: Signatures,
    private readonly relaxSignatures: RelaxSignaturesUseCase,
  ) {}

  /** Proposals. */
  @Get()
  @MayCall('coordinator', 'treasurer')
  @ApiOperation({ summary: 'Ce qui attend une deuxième signature, et ce qui a reçu sa réponse' })
  @AnswersPageOf(ApprovalDto)
  list(@Query() query: ApprovalsQuery): Promise<Page<ApprovalDto>> {
    return page(
      query,
      (asked) => this.approvals.latest({ ...asked, state: query.state ?? null }),
      ({ approvalId }) => approvalId,
    );
  }

  /** How many signatures are asked for. */
  @Get('relaxation')
  @MayCall('coordinator', 'treasurer')
  @ApiOperation({ summary: 'Combien de signatures cette caisse demande' })
  @ApiOkResponse({ type: SignaturesDto })
  relaxation(): Promise<SignaturesDto> {
    return this.approvals.relaxation();
  }

  /** Lets one signature be enough, or asks for two again. */
  @Post('relaxation')
  @HttpCode(200)
  @MayCall('coordinator')
  @ApiOperation({
    summary: 'Se contenter d’une signature, ou en redemander deux',
    description: 'Possible à moins de trois personnes ; cesse dès que la troisième arrive. Le registre le dit.',
  })
  @ApiOkResponse({ type: SignaturesDto })
  async relax(@Body() body: RelaxationDto): Promise<SignaturesDto> {
    await this.relaxSignatures.run(body);
    return this.approvals.relaxation();
  }

  /** Signs. */
  @Post(':approvalId/confirmation')
  @HttpCode(200)
  @MayCall('coordinator', 'treasurer')
  @ApiOperation({ summary: 'Signer ce qu’une autre personne a proposé' })
  @ApiOkResponse({ type: ApprovalDto })
  confirm(@IdIn('approvalId') approvalId: string): Promise<ApprovalDto> {
    return this.signatures.confirm(approvalId);
  }

  /** Refuses, or withdraws one's own. */
  @Post(':approvalId/refusal')
  @HttpCode(200)
  @MayCall('coordinator', 'treasurer')
  @ApiOperation({ summary: 'Refuser ce qui est proposé, ou retirer ce qu’on a proposé' })
  @ApiOkResponse({ type: ApprovalDto })
  refuse(@IdIn('approvalId') approvalId: string, @Body() { reason }: RefusalDto): Promise<ApprovalDto> {
    return this.signatures.refuse(approvalId, reason);
  }
}
