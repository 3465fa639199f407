import { cents, dayOf } from '#domain/kernel';
import { RedeemTicketsUseCase, TicketsQuery, UndoTicketUseCase } from '#domain/tickets';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdIn } from '../http/id';
import { notThere } from '../http/not-there';
import { AnswersPageOf, page, type Page, PageQuery } from '../http/page';
import { MayCall } from '../sign-in/access';
import type { Caller } from '../sign-in/caller';
import { FromCaller } from '../sign-in/from-caller';
import {
  EnterBoxDto,
  RedeemTicketsDto,
  TicketBoxDto,
  TicketsRedeemedDto,
  TicketUndoneDto,
  UndoTicketDto,
} from './tickets.dto';

/** Tickets that outlets took: by the outlet on the day, or from a box of paper. */
@ApiTags('Tickets papier')
@Controller()
export class RedeemingController {
  constructor(
    private readonly known: TicketsQuery,
    private readonly redeemTickets: RedeemTicketsUseCase,
    private readonly undoTicket: UndoTicketUseCase,
  ) {}

  /** The caller's outlet takes tickets today. */
  @Post('tickets/redeem')
  @HttpCode(200)
  @MayCall('outlet')
  @ApiOperation({
    summary: 'Encaisser des tickets, au point de vente',
    description: 'Tous ou aucun : « faults » dit ce qui ne va pas, ticket par ticket. Sans rendu de monnaie.',
  })
  @ApiOkResponse({ type: TicketsRedeemedDto })
  redeem(
    @FromCaller() { outletId }: Caller,
    @Body() { ticketNos, category }: RedeemTicketsDto,
  ): Promise<TicketsRedeemedDto> {
    const outlet = { outletId: outletId ?? notThere('outlet-unknown') };
    return this.redeemTickets.run({ outlet, ticketNos, boughtOn: null, category: category ?? null, box: null });
  }

  /** The redeeming of a ticket is undone. */
  @Post('tickets/:ticketId/undo')
  @HttpCode(200)
  @MayCall('coordinator')
  @ApiOperation({
    summary: 'Annuler l’encaissement d’un ticket, pendant le délai de remboursement voté',
    description:
      'Sa valeur revient sur le compte ; ce qui a déjà été réglé au point de vente est repris sur le règlement suivant. Le ticket ne paie plus : remettez-en un autre.',
  })
  @ApiOkResponse({ type: TicketUndoneDto })
  undo(@IdIn('ticketId') ticketId: string, @Body() { reason }: UndoTicketDto): Promise<TicketUndoneDto> {
    return this.undoTicket.run({ ticketId, reason });
  }

  /** A box of paper is typed in. */
  @Post('ticket-boxes')
  @MayCall('coordinator', 'treasurer', 'volunteer')
  @ApiOperation({
    summary: 'Saisir une boîte de tickets apportée par un point de vente',
    description: 'Tous ou aucun, et seulement si la somme est celle écrite sur la boîte.',
  })
  @ApiCreatedResponse({ type: TicketsRedeemedDto })
  enter(@FromCaller() { isCoordinator }: Caller, @Body() body: EnterBoxDto): Promise<TicketsRedeemedDto> {
    const { outletNo, ticketNos, boughtOn } = body;
    const outsideAreasReason = isCoordinator ? (body.outsideAreasReason ?? null) : null;
    const box = { controlTotal: cents(body.controlTotalCents), outsideAreasReason };
    const category = body.category ?? null;
    return this.redeemTickets.run({ outlet: { outletNo }, ticketNos, boughtOn: dayOf(boughtOn), category, box });
  }

  /** The boxes that were entered. */
  @Get('ticket-boxes')
  @MayCall('coordinator', 'treasurer')
  @ApiOperation({ summary: 'Les boîtes de tickets saisies' })
  @AnswersPageOf(TicketBoxDto)
  boxes(@Query() query: PageQuery): Promise<Page<TicketBoxDto>> {
    return page(
      query,
      (asked) => this.known.boxes(asked),
      ({ boxId }) => boxId,
    );
  }
}
