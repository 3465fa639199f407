// What an outlet is paid, purchase by purchase: what it sees as soon as it is drafted, and keeps for its own books.
import { euros, frenchDay } from '#domain/notices';
import { type Issuer, nameOf } from './issuer';
import { A4, Sheet } from './sheet';
import { drawTable, type Row } from './table';

/** A movement that the payout pays; below zero it is taken back. Days are ISO texts, amounts cents; all that was bought, where it is known. */
export interface PrintedPayoutLine {
  readonly on: string;
  readonly what: string;
  readonly totalCents: number | null;
  readonly amountCents: number;
}

/** A payout as it is put on paper. `standing` says in French where it is; of the account only its last four signs. */
export interface PrintedPayout {
  readonly payoutNo: number;
  readonly payee: string;
  readonly holder: string | null;
  readonly accountEnds: string | null;
  readonly fromDay: string;
  readonly throughDay: string;
  readonly standing: string;
  readonly lines: readonly PrintedPayoutLine[];
  readonly grossCents: number;
  readonly feeCents: number;
}

const LEFT = 20;
const WIDTH = A4.width - 2 * LEFT;
const BOTTOM = 272;

/** The statement, on as many pages as its lines take. */
export async function payoutStatement(issuer: Issuer, statement: PrintedPayout): Promise<Buffer> {
  const title = `Relevé de règlement n° ${statement.payoutNo}`;
  const sheet = new Sheet(`${title} : ${statement.payee}`);
  const y = head(sheet, issuer, statement);
  await drawTable(sheet, {
    columns: [
      { title: 'Date', width: 38 },
      { title: 'Quoi', width: 68 },
      { title: 'Achat', width: 31, align: 'right' },
      { title: 'Part de la caisse', width: 33, align: 'right' },
    ],
    rows: rowsOf(statement),
    x: LEFT,
    y,
    bottom: BOTTOM,
    onNextPage: () => {
      const again = `${title} (suite) · ${statement.payee}`;
      sheet.repeat(again, { x: LEFT, y: 15 }, { width: WIDTH, size: 9, cutBelow: 8 });
      return 22;
    },
  });
  sheet.atTheFoot((pageNo, pages) => {
    const foot = { width: WIDTH, size: 9 } as const;
    sheet.repeat(issuer.name, { x: LEFT, y: 281 }, { ...foot, width: WIDTH - 30, cutBelow: 8 });
    sheet.repeat(`Page ${pageNo} sur ${pages}`, { x: LEFT, y: 281 }, { ...foot, align: 'right' });
  });
  return sheet.finish();
}

function head(sheet: Sheet, issuer: Issuer, statement: PrintedPayout): number {
  const plain = { width: WIDTH, height: 12, size: 11 } as const;
  let y = 18;
  const say = (text: string, more: object = {}): void => {
    y += sheet.write(text, { x: LEFT, y }, { ...plain, ...more });
  };
  say(nameOf(issuer), { cutBelow: 9 });
  y += 4;
  say(`Relevé de règlement n° ${statement.payoutNo}`, { size: 20, weight: 'bold', kind: 'H1' });
  say(statement.payee, { size: 14, weight: 'bold', cutBelow: 10 });
  y += 2;
  say(`Du ${frenchDay(statement.fromDay)} au ${frenchDay(statement.throughDay)}`);
  say(statement.standing);
  if (statement.holder !== null) say(`Titulaire du compte : ${statement.holder}`, { cutBelow: 9 });
  if (statement.accountEnds !== null) say(`Compte : se termine par ${statement.accountEnds}`);
  return y + 6;
}

function rowsOf({ lines, grossCents, feeCents }: PrintedPayout): Row[] {
  const shown = lines.map(({ on, what, totalCents, amountCents }) => ({
    cells: [frenchDay(on), what, totalCents === null ? '' : euros(totalCents), euros(amountCents)],
  }));
  const count = lines.length === 1 ? '1 ligne' : `${lines.length} lignes`;
  const net = grossCents - feeCents;
  const fee: Row[] = feeCents === 0 ? [] : [{ cells: ['', 'Participation aux frais', '', euros(-feeCents)] }];
  return [
    ...shown,
    { cells: ['Total', count, '', euros(grossCents)], strong: true },
    ...fee,
    { cells: ['Net', net < 0 ? 'dû à la caisse, reporté' : 'payé par la caisse', '', euros(net)], strong: true },
  ];
}
