// The protocol of a draw on paper: what was committed to, the chances, what came out, and where those present sign.
import { frenchDay } from '#domain/notices';
import { type Issuer, nameOf } from './issuer';
import { A4, Sheet } from './sheet';
import { drawTable } from './table';

/** A draw as it is put on paper. Days are ISO texts; codes stand for people, no name is on it. */
export interface PrintedDraw {
  readonly drawNo: number;
  readonly title: string;
  readonly test: boolean;
  readonly heldOn: string;
  readonly commitmentNo: number;
  readonly hashes: { readonly commitment: string; readonly lottery: string; readonly draw: string };
  readonly method: string;
  readonly publicValue: string;
  readonly secret: string | null;
  readonly seed: string;
  /** The number of the panel, and how many there are. */
  readonly number: string;
  readonly panels: number;
  /** Everybody drawn, by code, with the chance that they had in hundredths of a per cent. */
  readonly drawn: readonly { readonly code: string; readonly basisPoints: number }[];
  readonly chances: { readonly least: number; readonly most: number; readonly entries: number };
  readonly reserve: readonly string[];
}

const LEFT = 20;
const WIDTH = A4.width - 2 * LEFT;
const BOTTOM = 272;
const SHOWN_OF_RESERVE = 20;
const SIGNERS = ['Présidence de séance', 'Secrétaire de séance', 'Premier témoin', 'Second témoin'];

/** The protocol, on as many pages as it takes; a test draw says so on each of them. */
export async function drawProtocol(issuer: Issuer, draw: PrintedDraw): Promise<Buffer> {
  const title = `Procès-verbal du tirage n° ${draw.drawNo}`;
  const sheet = new Sheet(`${title} : ${draw.title}`);
  const again = (): number => {
    sheet.repeat(`${title} (suite)`, { x: LEFT, y: 15 }, { width: WIDTH, size: 9, cutBelow: 8 });
    return 22;
  };
  let y = head(sheet, issuer, draw);
  y = await drawTable(sheet, {
    columns: [
      { title: 'Code tiré', width: 60 },
      { title: 'Sa chance était de', width: 60, align: 'right' },
    ],
    rows: draw.drawn.map(({ code, basisPoints }) => ({ cells: [code, percent(basisPoints)] })),
    ...{ x: LEFT, y, bottom: BOTTOM, onNextPage: again },
  });
  signatures(sheet, reserve(sheet, y, draw, again), again);
  sheet.atTheFoot((pageNo, pages) => {
    const foot = { width: WIDTH, size: 9 } as const;
    const mark = draw.test ? 'TIRAGE D’ESSAI, SANS EFFET · ' : '';
    sheet.repeat(`${mark}${issuer.name}`, { x: LEFT, y: 281 }, { ...foot, width: WIDTH - 30, cutBelow: 8 });
    sheet.repeat(`Page ${pageNo} sur ${pages}`, { x: LEFT, y: 281 }, { ...foot, align: 'right' });
  });
  return sheet.finish();
}

function head(sheet: Sheet, issuer: Issuer, draw: PrintedDraw): number {
  const plain = { width: WIDTH, height: 14, size: 11 } as const;
  let y = 18;
  const say = (text: string, more: object = {}): void => {
    y += sheet.write(text, { x: LEFT, y }, { ...plain, ...more });
  };
  const hash = (what: string, text: string): void => {
    say(`${what} :`, { size: 10 });
    say(text, { size: 10 });
    y += 1;
  };
  say(nameOf(issuer), { cutBelow: 9 });
  y += 4;
  say(`Procès-verbal du tirage n° ${draw.drawNo}`, { size: 20, weight: 'bold', kind: 'H1' });
  say(draw.title, { size: 14, weight: 'bold', cutBelow: 10 });
  if (draw.test)
    say('TIRAGE D’ESSAI : il ne prend pas effet et ne peut pas être publié.', { size: 13, weight: 'bold' });
  y += 2;
  say(`Tiré le ${frenchDay(draw.heldOn)} · engagement n° ${draw.commitmentNo} de la caisse`);
  say(`Méthode : ${draw.method}`);
  y += 3;
  say('Ce qui était fixé, et ce qui est venu', { size: 13, weight: 'bold', kind: 'H2' });
  hash('Empreinte de l’engagement (liste gelée, quotas, méthode)', draw.hashes.commitment);
  hash('Empreinte des chances et des listes publiées', draw.hashes.lottery);
  hash('Valeur publique', draw.publicValue);
  if (draw.secret !== null) hash('Secret de la caisse, révélé', draw.secret);
  hash('Graine du tirage', draw.seed);
  hash('Empreinte du tirage', draw.hashes.draw);
  y += 2;
  say(`La graine désigne la liste n° ${draw.number}, parmi ${draw.panels} listes publiées.`, {
    size: 13,
    weight: 'bold',
  });
  const { least, most, entries } = draw.chances;
  say(`Chances des ${entries} personnes de la liste : de ${percent(least)} à ${percent(most)}.`);
  return y + 4;
}

function reserve(sheet: Sheet, from: number, { reserve: codes }: PrintedDraw, again: () => number): number {
  if (codes.length === 0) return from;
  const shown = codes.slice(0, SHOWN_OF_RESERVE).join(', ');
  const more = codes.length - SHOWN_OF_RESERVE;
  const text = `Réserve, dans l’ordre : ${shown}${more > 0 ? `, et ${more} autres au procès-verbal public` : ''}.`;
  const setting = { width: WIDTH, height: 60, size: 10 } as const;
  let y = from + 4;
  if (y + sheet.measure(text, setting) > BOTTOM) {
    sheet.nextPage();
    y = again();
  }
  return y + sheet.write(text, { x: LEFT, y }, setting);
}

function signatures(sheet: Sheet, from: number, again: () => number): void {
  let y = from + 8;
  if (y + 62 > BOTTOM) {
    sheet.nextPage();
    y = again();
  }
  y += sheet.write('Signatures', { x: LEFT, y }, { width: WIDTH, size: 13, weight: 'bold', kind: 'H2' }) + 2;
  SIGNERS.forEach((signer, place) => {
    const at = { x: LEFT + (place % 2) * (WIDTH / 2), y: y + Math.floor(place / 2) * 26 };
    sheet.write(`${signer} (nom et signature)`, at, { width: WIDTH / 2 - 6, size: 10 });
    sheet.rule({ x: at.x, y: at.y + 20 }, { x: at.x + WIDTH / 2 - 6, y: at.y + 20 });
  });
}

function percent(basisPoints: number): string {
  return `${(basisPoints / 100).toFixed(2).replace('.', ',')} %`;
}
