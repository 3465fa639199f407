import { IssueTicketsUseCase, ReportTicketUseCase, TakeBackTicketsUseCase, TicketsQuery } from '#domain/tickets';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdIn } from '../http/id';
import { AnswersPageOf, page, type Page } from '../http/page';
import { MemberScope } from '../members/member-scope';
import { MayCall, ReadsMoneyOf } from '../sign-in/access';
import type { Caller } from '../sign-in/caller';
import { FromCaller } from '../sign-in/from-caller';
import {
  IssueTicketsDto,
  sheetDto,
  SheetIssuedDto,
  TicketDto,
  TicketNumbersDto,
  TicketsAskedDto,
  TicketsTakenBackDto,
  wantedOf,
} from './tickets.dto';

/** Paper tickets: issued, lost and found, taken back. */
@ApiTags('Tickets papier')
@Controller()
export class TicketsController {
  constructor(
    private readonly known: TicketsQuery,
    private readonly scope: MemberScope,
    private readonly issueTickets: IssueTicketsUseCase,
    private readonly takeBackTickets: TakeBackTicketsUseCase,
    private readonly reportTicket: ReportTicketUseCase,
  ) {}

  /** All tickets. */
  @Get('tickets')
  @MayCall('coordinator', 'treasurer')
  @ApiOperation({ summary: 'Les tickets papier, par état ou par planche' })
  @AnswersPageOf(TicketDto)
  list(@Query() query: TicketsAskedDto): Promise<Page<TicketDto>> {
    const { state = null, sheetId = null } = query;
    return page(
      query,
      (asked) => this.known.tickets({ accountUnitId: null, sheetId, state }, asked),
      ({ ticketId }) => ticketId,
    );
  }

  /** The tickets of a unit. */
  @Get('account-units/:accountUnitId/tickets')
  @MayCall('coordinator', 'treasurer', 'member')
  @ReadsMoneyOf('account-unit')
  @ApiOperation({ summary: 'Les tickets papier d’un compte ; un membre, les siens' })
  @AnswersPageOf(TicketDto)
  async ofUnit(
    @FromCaller() caller: Caller,
    @IdIn('accountUnitId') id: string,
    @Query() query: TicketsAskedDto,
  ): Promise<Page<TicketDto>> {
    const accountUnitId = await this.scope.unit(caller, id);
    const { state = null, sheetId = null } = query;
    return page(
      query,
      (asked) => this.known.tickets({ accountUnitId, sheetId, state }, asked),
      ({ ticketId }) => ticketId,
    );
  }

  /** Issues a sheet. */
  @Post('account-units/:accountUnitId/ticket-sheets')
  @MayCall('coordinator', 'treasurer')
  @ApiOperation({ summary: 'Remettre une planche de tickets, prise sur le compte' })
  @ApiCreatedResponse({ type: SheetIssuedDto })
  async issue(@IdIn('accountUnitId') accountUnitId: string, @Body() body: IssueTicketsDto): Promise<SheetIssuedDto> {
    return sheetDto(await this.issueTickets.run({ accountUnitId, wanted: wantedOf(body) }));
  }

  /** Takes unused tickets back. */
  @Post('tickets/take-back')
  @HttpCode(200)
  @MayCall('coordinator', 'treasurer')
  @ApiOperation({ summary: 'Reprendre des tickets inutilisés : leur valeur revient sur le compte' })
  @ApiOkResponse({ type: TicketsTakenBackDto })
  takeBack(@Body() { ticketNos }: TicketNumbersDto): Promise<TicketsTakenBackDto> {
    return this.takeBackTickets.run({ ticketNos });
  }

  /** Notes a lost ticket; a member their own. */
  @Post('tickets/:ticketId/lost')
  @HttpCode(204)
  @MayCall('coordinator', 'treasurer', 'member')
  @ApiOperation({ summary: 'Signaler un ticket perdu ou volé ; un membre, le sien' })
  @ApiNoContentResponse({ description: 'Il ne paie plus rien de ce qui est acheté à partir d’aujourd’hui.' })
  async lost(@FromCaller() caller: Caller, @IdIn('ticketId') ticketId: string): Promise<void> {
    return this.reportTicket.run({ ticketId, lost: true, of: await this.scope.units(caller) });
  }

  /** Notes that it was found. */
  @Post('tickets/:ticketId/found')
  @HttpCode(204)
  @MayCall('coordinator', 'treasurer')
  @ApiOperation({ summary: 'Noter qu’un ticket perdu est retrouvé' })
  @ApiNoContentResponse({ description: 'Il paie de nouveau.' })
  found(@IdIn('ticketId') ticketId: string): Promise<void> {
    return this.reportTicket.run({ ticketId, lost: false, of: null });
  }
}
