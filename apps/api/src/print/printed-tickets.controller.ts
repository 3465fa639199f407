import { RuleBroken } from '#domain/kernel';
import { LARGEST_SHEET, ticketAddress, TicketsQuery } from '#domain/tickets';
import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdIn } from '../http/id';
import { notThere } from '../http/not-there';
import { AnswersPdf, Paper } from '../http/paper';
import { MayCall } from '../sign-in/access';
import { IssuingFund } from './issuing';
import { ticketSheet } from './ticket-sheet';

/** Tickets on paper. */
@ApiTags('Tickets papier')
@Controller()
export class PrintedTicketsController {
  constructor(
    private readonly tickets: TicketsQuery,
    private readonly issuing: IssuingFund,
  ) {}

  /** A sheet, ten a page. */
  @Get('ticket-sheets/:sheetId/tickets.pdf')
  @MayCall('coordinator', 'treasurer')
  @ApiOperation({ summary: 'Une planche de tickets à imprimer et à découper ; sans ceux qui ne paient plus' })
  @AnswersPdf('tickets.pdf')
  async sheet(@IdIn('sheetId') sheetId: string): Promise<Paper> {
    const asked = { accountUnitId: null, sheetId, state: null };
    const tickets = await this.tickets.tickets(asked, { after: null, limit: LARGEST_SHEET });
    if (tickets.length === 0) notThere('ticket-sheet-unknown');
    const { issuer, origin, slug } = await this.issuing.current();
    const printed = tickets
      .filter(({ state, lostOn }) => state === 'issued' && lostOn === null)
      .map(({ ticketNo, valueCents, goodUntil }) => ({
        ticketNo,
        address: ticketAddress(origin, slug, ticketNo),
        valueCents,
        goodUntil,
      }));
    if (printed.length === 0) throw new RuleBroken('nothing-to-print');
    return new Paper(() => ticketSheet(issuer, printed));
  }
}
