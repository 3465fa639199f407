// What a member's account began with, what came and went, and what is left: the printed twin of the statement on a screen.
import { euros, frenchDay, frenchMonth } from '#domain/notices';
import { ACCOUNT, type Issuer, nameOf } from './issuer';
import { A4, type Setting, Sheet } from './sheet';
import { drawTable, type Row, type Table } from './table';

/** An account over some days, both included; amounts in cents, days as ISO texts, months `2026-11`. */
export interface PrintedAccount {
  readonly label: string;
  readonly from: string;
  readonly to: string;
  readonly openingCents: number;
  readonly closingCents: number;
  /** Each below zero when it went out. */
  readonly lines: readonly { readonly on: string; readonly what: string; readonly amountCents: number }[];
  /** What of the credit of a month is left today, and until when. */
  readonly lots: readonly { readonly month: string; readonly leftCents: number; readonly until: string | null }[];
  /** Contributions that are late today, those being debited apart; never taken off the balance. */
  readonly owedCents: number;
  /** Which ones, month by month, those being debited told as such. */
  readonly late: readonly { readonly month: string; readonly owedCents: number; readonly pending: boolean }[];
}

const LEFT = 20;
const WIDTH = A4.width - 2 * LEFT;
const BOTTOM = 272;

/** The statement, on as many pages as it takes. */
export async function unitStatement(issuer: Issuer, account: PrintedAccount): Promise<Buffer> {
  const title = `Relevé de ${ACCOUNT}`;
  const sheet = new Sheet(`${title} : ${account.label}`);
  let y = 18;
  const say = (text: string, more: Partial<Setting> = {}): void => {
    y += sheet.write(text, { x: LEFT, y }, { width: WIDTH, height: 12, size: 11, ...more });
  };
  const onNextPage = (): number => {
    sheet.repeat(`${title} (suite) · ${account.label}`, { x: LEFT, y: 15 }, { width: WIDTH, size: 9, cutBelow: 8 });
    return 22;
  };
  say(nameOf(issuer), { cutBelow: 9 });
  y += 4;
  say(title, { size: 20, weight: 'bold', kind: 'H1' });
  say(account.label, { size: 14, weight: 'bold', cutBelow: 10 });
  y += 2;
  say(`Du ${frenchDay(account.from)} au ${frenchDay(account.to)}`);
  if (account.owedCents > 0) {
    say(`Cotisations en retard aujourd’hui : ${euros(account.owedCents)}. Elles ne sont jamais prises sur ce solde.`);
  }
  const place = { x: LEFT, bottom: BOTTOM, onNextPage };
  if (account.late.length > 0) y = await drawTable(sheet, { ...late(account), ...place, y: y + 4 });
  y = await drawTable(sheet, {
    columns: [
      { title: 'Date', width: 42 },
      { title: 'Quoi', width: 90 },
      { title: 'Montant', width: 38, align: 'right' },
    ],
    rows: rowsOf(account),
    ...place,
    y: y + 6,
  });
  if (account.lots.length > 0) {
    await drawTable(sheet, {
      columns: [
        { title: 'Crédit du mois', width: 52 },
        { title: 'À dépenser jusqu’au', width: 80 },
        { title: 'Reste', width: 38, align: 'right' },
      ],
      rows: account.lots.map(({ month, until, leftCents }) => ({
        cells: [frenchMonth(month), until === null ? 'sans limite' : frenchDay(until), euros(leftCents)],
      })),
      ...place,
      y: y + 10,
    });
  }
  sheet.atTheFoot((pageNo, pages) => {
    sheet.repeat(issuer.name, { x: LEFT, y: 281 }, { width: WIDTH - 30, size: 9, cutBelow: 8 });
    sheet.repeat(`Page ${pageNo} sur ${pages}`, { x: LEFT, y: 281 }, { width: WIDTH, size: 9, align: 'right' });
  });
  return sheet.finish();
}

function late({ late }: PrintedAccount): Pick<Table, 'columns' | 'rows'> {
  return {
    columns: [
      { title: 'Cotisation de', width: 52 },
      { title: 'Où elle en est', width: 80 },
      { title: 'Reste dû', width: 38, align: 'right' },
    ],
    rows: late.map(({ month, owedCents, pending }) => ({
      cells: [frenchMonth(month), pending ? 'prélèvement en cours' : 'en retard', euros(owedCents)],
    })),
  };
}

function rowsOf({ from, to, openingCents, closingCents, lines }: PrintedAccount): Row[] {
  const signed = (amount: number): string => (amount > 0 ? `+${euros(amount)}` : euros(amount));
  return [
    { cells: [frenchDay(from), `Solde au ${frenchDay(from)}, au matin`, euros(openingCents)], strong: true },
    ...lines.map(({ on, what, amountCents }) => ({ cells: [frenchDay(on), what, signed(amountCents)] })),
    { cells: [frenchDay(to), `Solde au ${frenchDay(to)}, au soir`, euros(closingCents)], strong: true },
  ];
}
