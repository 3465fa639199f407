import { FundDirectory } from '#domain/funds';
import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { MayCall } from '../sign-in/access';
import { FundBySlug } from './fund-by-slug';
import { AuditHeadsDto } from './funds.dto';

const SHOWN = 100;

/** How far each fund's record of acts is sealed: for anybody, so that nobody can shorten it unseen. */
@ApiTags('Registre')
@Controller('audit-heads')
export class AuditHeadsController {
  constructor(
    private readonly directory: FundDirectory,
    private readonly fund: FundBySlug,
  ) {}

  /** The published heads of a fund. */
  @Get(':slug')
  @MayCall('anyone')
  @ApiOperation({
    summary: 'Jusqu’où le registre d’une caisse est scellé',
    description:
      'Notez « seq:hash » : « npm run audit:verify -- <caisse> <seq:hash> » dira si la suite a été coupée ou réécrite.',
  })
  @ApiParam({ name: 'slug', schema: { type: 'string' } })
  @ApiOkResponse({ type: AuditHeadsDto })
  async of(@Param('slug') slug: string): Promise<AuditHeadsDto> {
    const fund = await this.fund.find(slug);
    return { heads: await this.directory.auditHeads(fund.slug, SHOWN) };
  }
}
