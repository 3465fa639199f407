// A waiting list as people keep it: one line an account unit; headings in French or English, amounts as written in France.
import type { TableRows } from '#domain/lotteries';
import { BadInput } from './bad-input';

/** A line of the list. Amounts in cents a month; null where the list has no such column. */
export interface WaitingLine {
  readonly id: string;
  readonly household: string | null;
  readonly people: number;
  readonly monthsWaited: number;
  readonly contribution: number | null;
  readonly allocation: number | null;
  readonly netCost: number | null;
  /** What stands in the other columns, by heading. */
  readonly classes: Readonly<Record<string, string>>;
}

type Field = 'id' | 'household' | 'people' | 'months' | 'contribution' | 'allocation' | 'netCost';

/** The headings that are understood; `cents` behind the name of an amount: it is in cents. */
const HEADINGS: Readonly<Record<Field, readonly string[]>> = {
  id: ['id', 'code', 'identifiant', 'numero'],
  household: ['household', 'foyer', 'menage'],
  people: ['people', 'persons', 'personnes', 'nombre_personnes', 'taille'],
  months: ['months_waited', 'mois_attente', 'mois_d_attente', 'months', 'mois', 'attente', 'waited'],
  contribution: ['contribution', 'cotisation'],
  allocation: ['allocation', 'credit'],
  netCost: ['net_cost', 'cout_net'],
};
const MONEY = /_(cents|centimes|euros|eur)$/;

/** A heading or key as it is compared: small letters, no accents, words joined by `_`. */
export function plainName(text: string): string {
  return text
    .replaceAll('\uFEFF', '')
    .replaceAll(/([a-z\d])([A-Z])/g, '$1_$2')
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z\d]+/g, '_')
    .replaceAll(/^_+|_+$/g, '');
}

interface Column {
  readonly field: Field | null;
  readonly heading: string;
  readonly inCents: boolean;
}

/** Reads the list. @throws BadInput naming line, column and remedy for everything that is wrong */
export function readWaiting(rows: TableRows): WaitingLine[] {
  const [head = [], ...body] = rows;
  const columns = head.map(columnOf);
  if (!columns.some(({ field }) => field === 'id')) {
    throw new BadInput([
      'Liste d’attente : la colonne « id » manque ; mettez-y le code de chaque foyer, un par ligne.',
    ]);
  }
  const faults: string[] = [];
  const lines = body.flatMap((cells, index) =>
    cells.every((cell) => cell.trim() === '') ? [] : [lineOf(columns, cells, { row: index + 2, faults })],
  );
  const seen = new Set<string>();
  for (const { id } of lines) {
    if (seen.has(id))
      faults.push(`Liste d’attente, colonne « id » : « ${id} » y est deux fois ; gardez une seule ligne.`);
    seen.add(id);
  }
  if (faults.length > 0) throw new BadInput(faults);
  return lines;
}

function columnOf(heading: string): Column {
  const name = plainName(heading);
  const bare = name.replace(MONEY, '');
  const field = (Object.keys(HEADINGS) as Field[]).find((one) => HEADINGS[one].includes(bare)) ?? null;
  return { field, heading: heading.replaceAll('\uFEFF', '').trim(), inCents: /_(cents|centimes)$/.test(name) };
}

interface Place {
  readonly row: number;
  readonly faults: string[];
}

function lineOf(columns: readonly Column[], cells: readonly string[], place: Place): WaitingLine {
  const at = (field: Field): readonly [Column, string] | null => {
    const index = columns.findIndex((column) => column.field === field);
    const column = columns[index];
    return column === undefined ? null : [column, (cells[index] ?? '').trim()];
  };
  const id = at('id')?.[1] ?? '';
  if (id === '')
    place.faults.push(`Liste d’attente, ligne ${place.row}, colonne « id » : vide ; écrivez le code du foyer.`);
  const household = at('household')?.[1] ?? '';
  return {
    id,
    household: household === '' ? null : household,
    people: wholeIn(at('people'), 1, place),
    monthsWaited: wholeIn(at('months'), 0, place),
    contribution: amountIn(at('contribution'), place),
    allocation: amountIn(at('allocation'), place),
    netCost: amountIn(at('netCost'), place),
    classes: Object.fromEntries(
      columns.flatMap(({ field, heading }, index) => (field === null ? [[heading, (cells[index] ?? '').trim()]] : [])),
    ),
  };
}

function wholeIn(cell: readonly [Column, string] | null, least: number, { row, faults }: Place): number {
  if (cell === null || cell[1] === '') return least;
  const number = Number(cell[1].replace(',', '.'));
  if (Number.isFinite(number) && number >= least && number < 10_000) return Math.floor(number);
  const [{ heading }, text] = cell;
  faults.push(
    `Liste d’attente, ligne ${row}, colonne « ${heading} » : « ${text} » ; écrivez un nombre d’au moins ${least}.`,
  );
  return least;
}

function amountIn(cell: readonly [Column, string] | null, { row, faults }: Place): number | null {
  if (cell === null) return null;
  const [{ heading, inCents }, text] = cell;
  const cents = inCents ? wholeCents(text) : euros(text);
  if (cents !== null) return cents;
  const form = inCents ? 'un nombre entier de centimes, par exemple 1250' : 'un montant en euros, par exemple 12,50';
  faults.push(`Liste d’attente, ligne ${row}, colonne « ${heading} » : « ${text} » ; écrivez ${form}.`);
  return null;
}

const wholeCents = (text: string): number | null => (/^-?\d{1,12}$/.test(text) ? Number(text) : null);

/** An amount in euros as people write it (`1 234,50 €`), in cents; null when it is none. */
export function euros(text: string): number | null {
  const bare = text.replaceAll(/[\s\u00A0\u202F€]/g, '').replace(',', '.');
  return /^-?\d{1,9}(\.\d{1,2})?$/.test(bare) ? Math.round(Number(bare) * 100) : null;
}
