import { ChartersQuery, StandForCouncilUseCase } from '#domain/council';
import { Body, Controller, Get, Param, Post, Req } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { FundBySlug } from '../funds/fund-by-slug';
import { idempotencyKeyOf } from '../http/idempotency-key';
import { notThere } from '../http/not-there';
import { RateLimits } from '../http/rate-limits';
import { MayCall } from '../sign-in/access';
import { CouncilFormDto, StandDto, volunteerOf, VolunteerReceiptDto } from './volunteers.dto';

/** Being ready to sit in the council, without signing in. */
@ApiTags('Conseil')
@Controller('public/funds/:slug')
export class PublicCouncilController {
  constructor(
    private readonly fund: FundBySlug,
    private readonly charters: ChartersQuery,
    private readonly stand: StandForCouncilUseCase,
    private readonly limits: RateLimits,
  ) {}

  /** What the fund asks. */
  @Get('council-form')
  @MayCall('anyone')
  @ApiOperation({
    summary: 'Ce que la caisse demande aux volontaires pour le conseil, et combien de temps elle le garde',
  })
  @ApiOkResponse({ type: CouncilFormDto })
  form(@Param('slug') slug: string, @Req() request: FastifyRequest): Promise<CouncilFormDto> {
    return this.fund.look({ slug, requestId: request.id }, async ({ name, demonstration }) => {
      const { seats, termMonths, blankAfterDays, criteria } =
        (await this.charters.inForce()) ?? notThere('council-without-charter');
      return { fundName: name, demonstration, seats, termMonths, blankAfterDays, criteria };
    });
  }

  /** Stands. */
  @Post('council-volunteers')
  @MayCall('anyone')
  @ApiOperation({ summary: 'Se porter volontaire pour le conseil' })
  @ApiCreatedResponse({ type: VolunteerReceiptDto })
  async send(
    @Param('slug') slug: string,
    @Req() request: FastifyRequest,
    @Body() body: StandDto,
  ): Promise<VolunteerReceiptDto> {
    await this.limits.form(request.ip);
    const formKey = idempotencyKeyOf(request);
    return this.fund.visit({ slug, requestId: request.id }, () =>
      this.stand.run({ form: volunteerOf(body), formKey, cameBy: 'form' }),
    );
  }
}
