// Which classes a council's lottery knows, and how many of each the council is to have: read from a file as people make them.
import { cellText, type FileFault, sameText, type TableRows } from './file-fault';

/** A class of a criterion, with the least and the most seats it is to have in the whole council. */
export interface Quota {
  readonly criterion: string;
  readonly name: string;
  readonly min: number;
  readonly max: number;
}

/** What a file of quotas says; the quotas count only where there is no fault. */
export interface QuotasRead {
  readonly quotas: readonly Quota[];
  readonly faults: readonly FileFault[];
}

const COLUMNS = {
  criterion: ['feature', 'criterion', 'category', 'critère', 'critere'],
  name: ['value', 'name', 'class', 'classe', 'valeur'],
  min: ['min', 'minimum'],
  max: ['max', 'maximum'],
} as const;
type Column = keyof typeof COLUMNS;
type Places = Readonly<Record<Column, number>>;

/** Reads a file of quotas: headings `feature,value,min,max` in any order, a row a class. */
export function readQuotas(rows: TableRows): QuotasRead {
  const headings = (rows[0] ?? []).map(sameText);
  const places = Object.fromEntries(
    Object.entries(COLUMNS).map(([column, names]) => [column, headings.findIndex((one) => isOneOf(one, names))]),
  ) as Places;
  const missing = (Object.keys(COLUMNS) as Column[]).filter((column) => places[column] < 0);
  if (missing.length > 0) return { quotas: [], faults: missing.map((column) => noColumn(COLUMNS[column][0])) };
  const read = rows
    .map((cells, index) => ({ cells: cells.map(cellText), row: index + 1 }))
    .slice(1)
    .filter(({ cells }) => cells.some((cell) => cell !== ''))
    .map(({ cells, row }) => readRow(cells, row, places));
  const quotas = read.flatMap(({ quota }) => (quota === null ? [] : [quota]));
  const faults = read.flatMap((one) => one.faults);
  if (read.length === 0)
    faults.push(fault([], '', '', 'aucune classe : ajoutez une ligne par classe de chaque critère.'));
  return { quotas, faults: [...faults, ...doubles(read)] };
}

function isOneOf(heading: string, names: readonly string[]): boolean {
  return names.includes(heading);
}

function fault(rows: readonly number[], column: string, value: string, message: string): FileFault {
  return { file: 'quotas', rows, column, value, message };
}

function noColumn(name: string): FileFault {
  return fault([1], name, '', 'cette colonne manque : la première ligne doit être « feature,value,min,max ».');
}

interface RowRead {
  readonly row: number;
  readonly quota: Quota | null;
  readonly key: string;
  readonly faults: FileFault[];
}

function readRow(cells: readonly string[], row: number, places: Places): RowRead {
  const [criterion = '', name = ''] = [cells[places.criterion], cells[places.name]];
  const empty = (['criterion', 'name'] as const)
    .filter((column) => (cells[places[column]] ?? '') === '')
    .map((column) => fault([row], COLUMNS[column][0], '', 'la case est vide : écrivez-y le nom, ou retirez la ligne.'));
  const min = readCount(cells[places.min] ?? '', row, 'min');
  const max = readCount(cells[places.max] ?? '', row, 'max');
  const faults = [...empty, ...min.faults, ...max.faults];
  if (faults.length === 0 && min.count > max.count) {
    const message = `le minimum (${min.count}) est plus grand que le maximum (${max.count}) pour « ${name} » : échangez-les ou corrigez-les.`;
    faults.push(fault([row], 'min', String(min.count), message));
  }
  const quota = faults.length === 0 ? { criterion, name, min: min.count, max: max.count } : null;
  return { row, quota, key: `${sameText(criterion)}\n${sameText(name)}`, faults };
}

function readCount(text: string, row: number, column: 'min' | 'max'): { count: number; faults: FileFault[] } {
  if (/^\d{1,6}$/.test(text)) return { count: Number(text), faults: [] };
  if (text === '') {
    return {
      count: 0,
      faults: [fault([row], column, '', 'la case est vide : écrivez un nombre de sièges, 0 s’il n’en faut aucun.')],
    };
  }
  const wrong = /^-\s*\d/.test(text) ? 'est négatif' : 'n’est pas un nombre entier';
  return {
    count: 0,
    faults: [
      fault([row], column, text, `« ${text} » ${wrong} : écrivez un nombre de sièges, 0 ou plus, sans virgule.`),
    ],
  };
}

function doubles(read: readonly RowRead[]): FileFault[] {
  return [...Map.groupBy(read, ({ key }) => key).values()]
    .filter((group) => group.length > 1 && group[0]?.quota !== null)
    .map((group) => {
      const { criterion, name } = group[0]?.quota ?? { criterion: '', name: '' };
      const rows = group.map(({ row }) => row);
      return fault(
        rows,
        'value',
        name,
        `la classe « ${name} » du critère « ${criterion} » est écrite ${rows.length} fois : gardez une seule ligne.`,
      );
    });
}
