import { WholeRecordsQuery } from '#domain/draws';
import { FundsQuery } from '#domain/funds';
import { dayAt, Temporal } from '#domain/kernel';
import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdIn } from '../http/id';
import { AnswersPdf, Paper } from '../http/paper';
import { MayCall } from '../sign-in/access';
import { drawInWords } from './draw-in-words';
import { drawProtocol } from '../print/draw-protocol';
import { IssuingFund } from '../print/issuing';

/** Draws on paper. */
@ApiTags('Tirages au sort')
@Controller('draws/:drawId')
export class PrintedDrawsController {
  constructor(
    private readonly records: WholeRecordsQuery,
    private readonly funds: FundsQuery,
    private readonly issuing: IssuingFund,
  ) {}

  /** The protocol, once it was drawn. */
  @Get('protocol.pdf')
  @MayCall('coordinator', 'treasurer')
  @ApiOperation({
    summary: 'Le procès-verbal d’un tirage à imprimer et à signer : empreintes, graine, numéro, codes tirés',
  })
  @AnswersPdf('proces-verbal-de-tirage.pdf')
  async protocol(@IdIn('drawId') drawId: string): Promise<Paper> {
    const { view, record } = await this.records.drawn(drawId);
    const { timeZone, now } = await this.funds.time();
    const heldAt = view.drawnAt === null ? now : Temporal.Instant.from(view.drawnAt);
    const words = drawInWords(view, record, dayAt(heldAt, timeZone).toString());
    const { issuer } = await this.issuing.current();
    return new Paper(() => drawProtocol(issuer, words));
  }
}
