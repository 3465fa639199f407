import { AuditQuery } from '#tenancy';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { AnswersPageOf, page, type Page, PageQuery } from '../http/page';
import { MayCall } from '../sign-in/access';
import { AuditLineDto } from './audit.dto';

/** Who did what. */
@ApiTags('Registre')
@Controller('audit')
export class AuditController {
  constructor(private readonly audit: AuditQuery) {}

  /** The latest acts. */
  @Get()
  @MayCall('coordinator', 'treasurer')
  @ApiOperation({ summary: 'Qui a fait quoi, le plus récent d’abord' })
  @AnswersPageOf(AuditLineDto)
  latest(@Query() query: PageQuery): Promise<Page<AuditLineDto>> {
    return page(
      query,
      (asked) => this.audit.latest(asked),
      ({ auditId }) => auditId,
    );
  }
}
