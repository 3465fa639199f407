import { cents } from '#domain/kernel';
import { LARGEST_SHEET, type SheetIssued, TICKET_STATES, type TicketState, type TicketsWanted } from '#domain/tickets';
import { PRODUCT_CATEGORIES, type ProductCategory } from '#domain/outlets';
import { AmountCents, Day, IdOf, ListOf, Moment, OneOf, Text, TextsOf, Whole } from '../http/fields';
import { PageQuery } from '../http/page';

const STATE_ABOUT =
  '« issued » : dehors ; « redeemed » : encaissé ; « taken-back » : rendu ; « expired » : échu, l’argent est revenu sur le compte ; « undone » : encaissement annulé, de même';
const MOST_AT_ONCE = 200;
const TICKET_NO = { about: 'Numéro du ticket', example: 'T7K2M4PX' };
const NUMBERS = {
  about: 'Numéros des tickets, comme tapés ; espaces et minuscules admis',
  example: ['T7K2 M4PX'],
};

/** Which tickets are asked for. */
export class TicketsAskedDto extends PageQuery {
  @OneOf(TICKET_STATES, { optional: true, about: STATE_ABOUT })
  state?: TicketState;

  @IdOf('planche', { optional: true })
  sheetId?: string;
}

/** So many tickets of one value. */
export class TicketsWantedDto {
  @AmountCents({ from: 1, about: 'Valeur d’un ticket, en centimes : l’une de celles des règles', example: 500 })
  valueCents!: number;

  @Whole({ from: 1, to: LARGEST_SHEET, about: 'Combien', example: 4 })
  count!: number;
}

/** A sheet to be issued. */
export class IssueTicketsDto {
  @ListOf(() => TicketsWantedDto, 10, { least: 1 })
  tickets!: readonly TicketsWantedDto[];
}

/** What is wanted of a sheet. */
export function wantedOf({ tickets }: IssueTicketsDto): TicketsWanted[] {
  return tickets.map(({ valueCents, count }) => ({ value: cents(valueCents), count }));
}

/** A ticket of a sheet or of a list that was redeemed. */
export class ValuedTicketDto {
  @Text(8, TICKET_NO)
  ticketNo!: string;

  @AmountCents({ from: 1, example: 500 })
  valueCents!: number;
}

/** A ticket to print. */
export class IssuedTicketDto extends ValuedTicketDto {
  @IdOf('ticket')
  ticketId!: string;
}

/** A sheet that was issued. */
export class SheetIssuedDto {
  @IdOf('planche')
  sheetId!: string;

  @AmountCents({ from: 1, about: 'Pris sur le compte, en centimes', example: 2_000 })
  totalCents!: number;

  @Day({ about: 'Dernier jour où les tickets paient' })
  goodUntil!: string;

  @ListOf(() => IssuedTicketDto, LARGEST_SHEET)
  tickets!: readonly IssuedTicketDto[];
}

/** A sheet as it is answered. */
export function sheetDto({ tickets, ...sheet }: SheetIssued): SheetIssuedDto {
  return { ...sheet, tickets: tickets.map(({ value, ...ticket }) => ({ ...ticket, valueCents: value })) };
}

/** A ticket in a list. */
export class TicketDto extends IssuedTicketDto {
  @IdOf('planche')
  sheetId!: string;

  @IdOf('compte')
  accountUnitId!: string;

  @OneOf(TICKET_STATES, { about: STATE_ABOUT })
  state!: TicketState;

  @Day()
  issuedOn!: string;

  @Day({ about: 'Dernier jour où il paie' })
  goodUntil!: string;

  @Day({ nullable: true, about: 'Signalé perdu ce jour-là' })
  lostOn!: string | null;

  @Day({ nullable: true, about: 'Encaissé, rendu ou échu ce jour-là' })
  closedOn!: string | null;
}

/** Tickets by their numbers. */
export class TicketNumbersDto {
  @TextsOf(20, MOST_AT_ONCE, NUMBERS)
  ticketNos!: readonly string[];
}

/** Why the redeeming of a ticket is undone. */
export class UndoTicketDto {
  @Text(2_000, { about: 'Pourquoi ; le membre et le point de vente le lisent', example: 'boîte saisie deux fois' })
  reason!: string;
}

/** A ticket whose redeeming was undone. */
export class TicketUndoneDto extends ValuedTicketDto {
  @Day()
  undoneOn!: string;
}

/** Tickets to be redeemed. */
export class RedeemTicketsDto extends TicketNumbersDto {
  @OneOf(PRODUCT_CATEGORIES, {
    optional: true,
    about: 'Ce qui a été acheté, pour les chiffres de la caisse ; l’une des catégories prises en charge ici',
  })
  category?: ProductCategory;
}

/** A box of paper to be entered. */
export class EnterBoxDto extends RedeemTicketsDto {
  @Whole({ from: 1, to: 1_000_000, about: 'Numéro du point de vente', example: 12 })
  outletNo!: number;

  @Day({ about: 'Jour des achats : il décide de tout' })
  boughtOn!: string;

  @AmountCents({ from: 1, about: 'Total écrit sur la boîte, en centimes', example: 12_500 })
  controlTotalCents!: number;

  @Text(2_000, {
    optional: true,
    about:
      'La coordination prend la boîte d’un point de vente hors des communes des règles, servie de bonne foi : pourquoi',
  })
  outsideAreasReason?: string;
}

/** Tickets that were redeemed. */
export class TicketsRedeemedDto {
  @IdOf('boîte', { nullable: true })
  boxId!: string | null;

  @AmountCents({ from: 1, about: 'Dû au point de vente, en centimes', example: 2_000 })
  totalCents!: number;

  @ListOf(() => ValuedTicketDto, MOST_AT_ONCE)
  tickets!: readonly ValuedTicketDto[];
}

/** Tickets that were taken back. */
export class TicketsTakenBackDto {
  @Whole({ from: 1, to: MOST_AT_ONCE, about: 'Combien' })
  tickets!: number;

  @AmountCents({ from: 1, about: 'Rendu au compte, en centimes', example: 1_000 })
  totalCents!: number;
}

/** A box in a list. */
export class TicketBoxDto {
  @IdOf('boîte')
  boxId!: string;

  @IdOf('point de vente')
  outletId!: string;

  @Text(200)
  outletName!: string;

  @Day()
  boughtOn!: string;

  @Whole({ from: 1, to: 500 })
  tickets!: number;

  @AmountCents({ from: 1 })
  totalCents!: number;

  @Moment()
  enteredAt!: string;
}
