// Cards to cut out and hand over: a number to type, a code to scan, a line for the name.
import { printedNumber } from '#domain/cards';
import { ACCOUNT, INVENTED, type Issuer } from './issuer';
import { type Place, Sheet } from './sheet';
import { tenAPage } from './ten-a-page';

/** A card to print: its number, the address that its code carries; without a name there is a line to write it on. */
export interface PrintedCard {
  readonly cardNo: string;
  readonly address: string;
  readonly name: string | null;
}

/** The sheets of a batch of cards, ten a page. */
export async function cardBatch(issuer: Issuer, cards: readonly PrintedCard[]): Promise<Buffer> {
  const sheet = new Sheet(`Cartes de la caisse ${issuer.name}`);
  await tenAPage(sheet, cards, (card, at) => drawCard(sheet, issuer, { card, at }));
  return sheet.finish();
}

function drawCard(sheet: Sheet, issuer: Issuer, { card, at }: { card: PrintedCard; at: Place }): void {
  const x = at.x + 5;
  const number = printedNumber(card.cardNo);
  const taken = sheet.write(
    issuer.name,
    { x, y: at.y + 5 },
    { width: 45, height: 10, size: 11, weight: 'bold', cutBelow: 7, kind: 'H2' },
  );
  sheet.write(
    issuer.demonstration ? `${ACCOUNT} · ${INVENTED}` : ACCOUNT,
    { x, y: at.y + 5.5 + taken },
    { width: 45, size: 8 },
  );
  sheet.write('Carte n°', { x, y: at.y + 23.5 }, { width: 45, size: 7.5 });
  sheet.write(number, { x, y: at.y + 26.5 }, { width: 45, size: 21, weight: 'bold' });
  sheet.qr(card.address, { x: at.x + 51, y: at.y + 4, size: 31 }, `Code QR de la carte ${number} : ${card.address}`);
  nameLine(sheet, card.name, { x, y: at.y + 38.3 });
  sheet.write(
    'Perdue ou volée ? Prévenez la caisse : elle la bloque aussitôt.',
    { x, y: at.y + 47.5 },
    { width: 75, size: 7 },
  );
}

function nameLine(sheet: Sheet, name: string | null, { x, y }: Place): void {
  sheet.write('Nom', { x, y: y + 1 }, { width: 8, size: 7.5 });
  if (name !== null)
    sheet.write(name, { x: x + 8, y }, { width: 67, height: 9, size: 10, weight: 'bold', cutBelow: 7 });
  else sheet.rule({ x: x + 8, y: y + 5 }, { x: x + 75, y: y + 5 });
}
