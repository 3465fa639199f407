// Paper tickets to cut out: a value, a number, a code, a last day.
import { printedNumber } from '#domain/cards';
import { euros, frenchDay } from '#domain/notices';
import { INVENTED, type Issuer } from './issuer';
import { type Place, Sheet } from './sheet';
import { tenAPage } from './ten-a-page';

/** A ticket to print: its number, the address that its code carries, its value in cents, the last day it is good on. */
export interface PrintedTicket {
  readonly ticketNo: string;
  readonly address: string;
  readonly valueCents: number;
  readonly goodUntil: string;
}

/** The sheets of tickets, ten a page. */
export async function ticketSheet(issuer: Issuer, tickets: readonly PrintedTicket[]): Promise<Buffer> {
  const sheet = new Sheet(`Tickets de la caisse ${issuer.name}`);
  await tenAPage(sheet, tickets, (ticket, at) => drawTicket(sheet, issuer, { ticket, at }));
  return sheet.finish();
}

function drawTicket(sheet: Sheet, issuer: Issuer, { ticket, at }: { ticket: PrintedTicket; at: Place }): void {
  const x = at.x + 5;
  const number = printedNumber(ticket.ticketNo);
  const value = euros(ticket.valueCents).replace(',00', '');
  const taken = sheet.write(
    issuer.name,
    { x, y: at.y + 4.5 },
    { width: 45, height: 9, size: 10, weight: 'bold', cutBelow: 7, kind: 'H2' },
  );
  const kind = issuer.demonstration ? `Ticket alimentaire · ${INVENTED}` : 'Ticket alimentaire';
  sheet.write(kind, { x, y: at.y + 5 + taken }, { width: 45, size: 8 });
  sheet.write(value, { x, y: at.y + 17 }, { width: 45, size: 38, weight: 'bold' });
  sheet.write(`N° ${number}`, { x, y: at.y + 34.5 }, { width: 45, size: 13, weight: 'bold' });
  sheet.qr(ticket.address, { x: at.x + 51, y: at.y + 4, size: 31 }, `Code QR du ticket ${number} : ${ticket.address}`);
  sheet.write(
    `Valable jusqu’au ${frenchDay(ticket.goodUntil)}`,
    { x, y: at.y + 40.5 },
    { width: 75, size: 10, weight: 'bold' },
  );
  sheet.write('Sans rendu de monnaie, accepté une seule fois.', { x, y: at.y + 45.8 }, { width: 75, size: 9 });
}
