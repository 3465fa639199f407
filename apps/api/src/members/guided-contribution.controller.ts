import { GuidedContributionQuery } from '#domain/members';
import { Body, Controller, Get, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { FundBySlug } from '../funds/fund-by-slug';
import { MayCall, Writes } from '../sign-in/access';
import { GuidedAnswersDto, GuidedProposalDto, GuidedQuestionsDto, guidedQuestionsOf } from './guided-contribution.dto';

/** A contribution found by questions, no proof asked: for those who apply as for members, without signing in. */
@ApiTags('Membres')
@Controller('funds/:slug/guided-contribution')
export class GuidedContributionController {
  constructor(
    private readonly fund: FundBySlug,
    private readonly guided: GuidedContributionQuery,
  ) {}

  /** The questions. */
  @Get()
  @MayCall('anyone')
  @ApiOperation({ summary: 'Les questions et les phrases qui aident à choisir sa cotisation' })
  @ApiOkResponse({ type: GuidedQuestionsDto })
  async questions(@Param('slug') slug: string, @Req() request: FastifyRequest): Promise<GuidedQuestionsDto> {
    const at = { slug, requestId: request.id };
    return guidedQuestionsOf(await this.fund.look(at, () => this.guided.questions()));
  }

  /** The amount proposed. */
  @Post('proposal')
  @HttpCode(200)
  @MayCall('anyone')
  @Writes('none')
  @ApiOperation({ summary: 'Le montant proposé pour des réponses ; rien n’en est gardé, et la personne décide' })
  @ApiOkResponse({ type: GuidedProposalDto })
  async propose(
    @Param('slug') slug: string,
    @Req() request: FastifyRequest,
    @Body() body: GuidedAnswersDto,
  ): Promise<GuidedProposalDto> {
    const at = { slug, requestId: request.id };
    return { proposedCents: await this.fund.look(at, () => this.guided.proposal(body)) };
  }
}
