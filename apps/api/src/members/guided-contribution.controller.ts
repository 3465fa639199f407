import { GuidedContributionQuery } from '#domain/members';
import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { PublicFund } from '../funds/public-fund';
import { MayCall, Writes } from '../sign-in/access';
import { GuidedAnswersDto, GuidedProposalDto, GuidedQuestionsDto, guidedQuestionsOf } from './guided-contribution.dto';

/** A contribution found by questions, no proof asked: for those who apply as for members, without signing in. */
@ApiTags('Membres')
@Controller('funds/:slug/guided-contribution')
export class GuidedContributionController {
  constructor(
    private readonly fund: PublicFund,
    private readonly guided: GuidedContributionQuery,
  ) {}

  /** The questions. */
  @Get()
  @MayCall('anyone')
  @ApiOperation({ summary: 'Les questions et les phrases qui aident à choisir sa cotisation' })
  @ApiOkResponse({ type: GuidedQuestionsDto })
  async questions(@Param('slug') slug: string): Promise<GuidedQuestionsDto> {
    return guidedQuestionsOf(await this.fund.read(slug, () => this.guided.questions()));
  }

  /** The amount proposed. */
  @Post('proposal')
  @HttpCode(200)
  @MayCall('anyone')
  @Writes('none')
  @ApiOperation({ summary: 'Le montant proposé pour des réponses ; rien n’en est gardé, et la personne décide' })
  @ApiOkResponse({ type: GuidedProposalDto })
  async propose(@Param('slug') slug: string, @Body() body: GuidedAnswersDto): Promise<GuidedProposalDto> {
    return { proposedCents: await this.fund.read(slug, () => this.guided.proposal(body)) };
  }
}
