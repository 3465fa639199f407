import { isReceipt } from '#domain/kernel';
import { DossiersQuery, OutletsQuery, ProposeOutletUseCase } from '#domain/outlets';
import { Body, Controller, Get, Param, Post, Req } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { FundBySlug } from '../funds/fund-by-slug';
import { idempotencyKeyOf } from '../http/idempotency-key';
import { notThere } from '../http/not-there';
import { RateLimits } from '../http/rate-limits';
import { MayCall } from '../sign-in/access';
import { OutletFormDto, shownCriteria } from './outlet-dossier.dto';
import { ApplyOutletDto, OutletReceiptDto, OutletStandingDto, proposalOf } from './outlets.dto';

const NEWEST = { after: null, limit: 1 };
const EVERY_STEP = { after: null, limit: 200 };

/** Asking to be approved, or proposing an outlet, without signing in: a receipt number comes back, and nothing else. */
@ApiTags('Points de vente')
@Controller('public/funds/:slug')
export class PublicOutletsController {
  constructor(
    private readonly fund: FundBySlug,
    private readonly outlets: OutletsQuery,
    private readonly dossiers: DossiersQuery,
    private readonly proposeOutlet: ProposeOutletUseCase,
    private readonly limits: RateLimits,
  ) {}

  /** What the fund asks of outlets. */
  @Get('outlet-form')
  @MayCall('anyone')
  @ApiOperation({ summary: 'Ce que la caisse demande aux points de vente' })
  @ApiOkResponse({ type: OutletFormDto })
  form(@Param('slug') slug: string, @Req() request: FastifyRequest): Promise<OutletFormDto> {
    return this.fund.look({ slug, requestId: request.id }, async ({ name }) => {
      const [version] = await this.dossiers.versions(NEWEST);
      return { fundName: name, criteria: shownCriteria(version?.criteria ?? []) };
    });
  }

  /** Asks to be approved, or proposes somebody. */
  @Post('outlets')
  @MayCall('anyone')
  @ApiOperation({ summary: 'Demander à être conventionné, ou proposer un point de vente' })
  @ApiCreatedResponse({ type: OutletReceiptDto })
  async send(
    @Param('slug') slug: string,
    @Req() request: FastifyRequest,
    @Body() body: ApplyOutletDto,
  ): Promise<OutletReceiptDto> {
    await this.limits.form(request.ip);
    const cameBy = body.by === 'outlet' ? 'outlet-form' : 'resident-form';
    const proposal = proposalOf(body, { cameBy, proposedBy: null, formKey: idempotencyKeyOf(request) });
    const { outletNo, receipt } = await this.fund.visit({ slug, requestId: request.id }, () =>
      this.proposeOutlet.run(proposal),
    );
    return { outletNo, receipt: receipt ?? '' };
  }

  /** Where a dossier stands. */
  @Get('outlets/:outletReceipt')
  @MayCall('anyone')
  @ApiOperation({ summary: 'Suivre son dossier, avec le numéro reçu' })
  @ApiOkResponse({ type: OutletStandingDto })
  async standing(
    @Param('slug') slug: string,
    @Param('outletReceipt') receipt: string,
    @Req() request: FastifyRequest,
  ): Promise<OutletStandingDto> {
    await this.limits.receipt(request.ip);
    const number = receipt.toUpperCase();
    return this.fund.look({ slug, requestId: request.id }, async () => {
      const outlet = (isReceipt(number) ? await this.outlets.ofReceipt(number) : null) ?? notThere('outlet-unknown');
      const { outletId, outletNo, name, state } = outlet;
      return { outletNo, name, state, steps: await this.outlets.steps(outletId, EVERY_STEP) };
    });
  }
}
