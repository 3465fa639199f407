import { DeskQuery } from '#domain/contributions';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { MayCall } from '../sign-in/access';
import { DeskDto, DeskSearchQuery } from './desk.dto';

/** The desk, where volunteers type what is handed over. */
@ApiTags('Guichet')
@Controller('desk')
export class DeskController {
  constructor(private readonly desk: DeskQuery) {}

  /** Whose due a receipt is for. */
  @Get('dues')
  @MayCall('coordinator', 'treasurer', 'volunteer')
  @ApiOperation({
    summary: 'Trouver pour quelle cotisation noter un paiement',
    description: 'Par le nom (trois lettres au moins). Ni montant, ni ce qui est payé ou non.',
  })
  @ApiOkResponse({ type: DeskDto })
  async dues(@Query() { name }: DeskSearchQuery): Promise<DeskDto> {
    return { dues: await this.desk.dues(name) };
  }
}
