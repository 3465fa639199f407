// The receipt for money handed over: numbered, A5, to be signed by who took it.
import { de, euros, frenchDay, frenchMonth } from '#domain/notices';
import { eurosInWords } from './euros-in-words';
import { type Issuer, nameOf } from './issuer';
import { A4, type Setting, Sheet } from './sheet';

/** A payment by hand, in cents; the day is ISO text, the month `2026-11`. */
export interface PrintedReceipt {
  readonly receiptNo: number;
  readonly label: string;
  readonly amountCents: number;
  readonly method: 'cash' | 'cheque' | 'transfer';
  readonly month: string;
  readonly receivedOn: string;
  readonly returned: boolean;
}

const METHODS: Readonly<Record<PrintedReceipt['method'], string>> = {
  cash: 'en espèces',
  cheque: 'par chèque',
  transfer: 'par virement',
};
const LEFT = 22;
const WIDTH = A4.width - 2 * LEFT;

/** One page A5. */
export function cashReceipt(issuer: Issuer, receipt: PrintedReceipt): Promise<Buffer> {
  const sheet = new Sheet(`Reçu n° ${receipt.receiptNo}`, 'A5');
  let y = 22;
  const say = (text: string, more: Partial<Setting> = {}): void => {
    y += sheet.write(text, { x: LEFT, y }, { width: WIDTH, height: 20, size: 16, ...more }) + 3;
  };
  say(nameOf(issuer), { cutBelow: 11 });
  y += 6;
  say(`Reçu n° ${receipt.receiptNo}`, { size: 30, weight: 'bold', kind: 'H1' });
  if (receipt.returned) say('Annulé : ce paiement est revenu.', { weight: 'bold' });
  y += 6;
  say('Reçu de');
  say(receipt.label, { size: 20, weight: 'bold', cutBelow: 12 });
  say(`${METHODS[receipt.method]}, le ${frenchDay(receipt.receivedOn)}, la somme de`);
  say(euros(receipt.amountCents), { size: 40, weight: 'bold', height: 0 });
  say(`(${eurosInWords(receipt.amountCents)})`);
  y += 4;
  say(`pour la cotisation ${de(frenchMonth(receipt.month))}.`);
  sheet.write('Pour la caisse', { x: LEFT, y: 232 }, { width: WIDTH, size: 14 });
  sheet.rule({ x: LEFT, y: 262 }, { x: LEFT + 90, y: 262 });
  sheet.write('Nom et signature', { x: LEFT, y: 264 }, { width: WIDTH, size: 12 });
  return sheet.finish();
}
