import { TakeApplicationUseCase } from '#domain/applications';
import { weighsAges } from '#domain/members';
import { Body, Controller, Get, Param, Post, Req } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { FundBySlug } from '../funds/fund-by-slug';
import { idempotencyKeyOf } from '../http/idempotency-key';
import { RateLimits } from '../http/rate-limits';
import { MayCall } from '../sign-in/access';
import { ApplicationReceiptDto, ApplicationStandingDto, ApplyDto, formOf } from './applications.dto';
import { Standings } from './standings';
import { ApplicationFormDto } from './waiting-list.dto';

/** Asking to join, without signing in: a receipt number comes back, and nothing else. */
@ApiTags('Adhésion')
@Controller('public/funds/:slug')
export class PublicApplicationsController {
  constructor(
    private readonly fund: FundBySlug,
    private readonly standings: Standings,
    private readonly apply: TakeApplicationUseCase,
    private readonly limits: RateLimits,
  ) {}

  /** What the fund asks. */
  @Get('application-form')
  @MayCall('anyone')
  @ApiOperation({ summary: 'Ce que la caisse demande à qui veut la rejoindre' })
  @ApiOkResponse({ type: ApplicationFormDto })
  form(@Param('slug') slug: string, @Req() request: FastifyRequest): Promise<ApplicationFormDto> {
    return this.fund.look({ slug, requestId: request.id }, async ({ name, demonstration }) => {
      const rules = await this.standings.rules();
      const { communes, areas, meetingRequired, questions, incomeBandQuotas } = rules.eligibility;
      return {
        fundName: name,
        demonstration,
        unit: rules.unit,
        asksBirthMonth: weighsAges(rules),
        asksMeeting: meetingRequired,
        communes,
        areas,
        incomeBands: incomeBandQuotas.map(({ band }) => band),
        questions: questions.map(({ key, text, kind, options }) => ({ key, text, kind, options })),
      };
    });
  }

  /** Asks to join. */
  @Post('applications')
  @MayCall('anyone')
  @ApiOperation({ summary: 'Demander à rejoindre la caisse' })
  @ApiCreatedResponse({ type: ApplicationReceiptDto })
  async send(
    @Param('slug') slug: string,
    @Req() request: FastifyRequest,
    @Body() body: ApplyDto,
  ): Promise<ApplicationReceiptDto> {
    await this.limits.form(request.ip);
    const formKey = idempotencyKeyOf(request);
    return this.fund.visit({ slug, requestId: request.id }, () =>
      this.apply.run({ form: formOf(body), formKey, cameBy: 'form', receivedOn: null }),
    );
  }

  /** Where an application stands. */
  @Get('applications/:receipt')
  @MayCall('anyone')
  @ApiOperation({ summary: 'Suivre sa demande, avec le numéro reçu' })
  @ApiOkResponse({ type: ApplicationStandingDto })
  async standing(
    @Param('slug') slug: string,
    @Param('receipt') receipt: string,
    @Req() request: FastifyRequest,
  ): Promise<ApplicationStandingDto> {
    await this.limits.receipt(request.ip);
    return this.fund.look({ slug, requestId: request.id }, () => this.standings.ofReceipt(receipt.toUpperCase()));
  }
}
