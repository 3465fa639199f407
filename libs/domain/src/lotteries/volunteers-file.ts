// Who stands for a council, read from a file as people make them: codes, households, a class in each criterion; never names.
import { cellText, type FileFault, grouped, nearest, sameText, type TableRows } from './file-fault';
import type { Quota } from './quotas-file';

/** One who stands for the council. */
export interface Volunteer {
  /** The code of the file's column `id`. */
  readonly id: string;
  /** Volunteers with the same text live together; null: alone, or not said. */
  readonly household: string | null;
  /** The class in each criterion, written as the quotas write it. */
  readonly classes: Readonly<Record<string, string>>;
}

/** What a file of volunteers says; the volunteers count only where there is no fault. */
export interface VolunteersRead {
  readonly volunteers: readonly Volunteer[];
  readonly faults: readonly FileFault[];
  /** What one should know before drawing. */
  readonly warnings: readonly FileFault[];
}

/** Headings of columns that tell who somebody is: such a file must not be used for a draw whose record is published. */
const NAMES = [
  ...['nom', 'noms', 'prénom', 'prenom', 'prénoms', 'nom et prénom', 'nom prénom', 'nom de famille', 'nom complet'],
  ...['name', 'names', 'first name', 'first_name', 'firstname', 'last name', 'last_name', 'lastname', 'surname'],
  ...['full name', 'full_name', 'fullname', 'e-mail', 'email', 'mail', 'courriel', 'adresse', 'address'],
  ...['téléphone', 'telephone', 'tel', 'tél', 'portable', 'mobile', 'phone', 'date de naissance', 'birthdate'],
];
const LONGEST_CODE = 64;

interface Columns {
  readonly id: number;
  readonly household: number;
  readonly criteria: readonly Criterion[];
}

interface Criterion {
  readonly name: string;
  readonly at: number;
  /** The classes as the quotas write them, by what they have in common with other spellings. */
  readonly classes: ReadonlyMap<string, string>;
}

/** Reads a file of volunteers: a column `id`, perhaps `household`, and one column for each criterion of the quotas. */
export function readVolunteers(rows: TableRows, quotas: readonly Quota[]): VolunteersRead {
  const headings = (rows[0] ?? []).map(cellText);
  const columns = columnsOf(headings, quotas);
  const faults = faultsOfHeadings(headings, columns);
  if (faults.length > 0) return { volunteers: [], faults, warnings: [] };
  const read = rows
    .map((cells, index) => ({ cells: cells.map(cellText), row: index + 1 }))
    .slice(1)
    .filter(({ cells }) => cells.some((cell) => cell !== ''))
    .map(({ cells, row }) => readRow(cells, row, columns));
  if (read.length === 0) faults.push(fault([], '', '', 'personne : il faut une ligne par volontaire.'));
  const volunteers = read.map(({ volunteer }) => volunteer);
  return {
    volunteers,
    faults: grouped([...faults, ...read.flatMap((one) => one.faults), ...doubles(read)]),
    warnings: [...unusedColumns(headings, columns), ...emptyClasses(volunteers, quotas)],
  };
}

function fault(rows: readonly number[], column: string, value: string, message: string): FileFault {
  return { file: 'volunteers', rows, column, value, message };
}

function columnsOf(headings: readonly string[], quotas: readonly Quota[]): Columns {
  const place = (name: string): number => headings.findIndex((heading) => sameText(heading) === sameText(name));
  const criteria = [...Map.groupBy(quotas, ({ criterion }) => sameText(criterion)).values()].map((group) => ({
    name: group[0]?.criterion ?? '',
    at: place(group[0]?.criterion ?? ''),
    classes: new Map(group.map(({ name }) => [sameText(name), name])),
  }));
  return { id: place('id'), household: place('household'), criteria };
}

function faultsOfHeadings(headings: readonly string[], { id, criteria }: Columns): FileFault[] {
  const known = criteria.map(({ name }) => sameText(name));
  const names = headings
    .filter((heading) => NAMES.includes(sameText(heading)) && !known.includes(sameText(heading)))
    .map((heading) => {
      const message =
        'ce fichier dit qui sont les personnes, et le registre d’un tirage est public : retirez cette colonne, et gardez ' +
        'à part la liste qui relie chaque code à un nom.';
      return fault([1], heading, '', message);
    });
  const noId = fault(
    [1],
    'id',
    '',
    'cette colonne manque : elle donne à chaque volontaire un code, par exemple « v0001 ».',
  );
  const missing = criteria
    .filter(({ at }) => at < 0)
    .map(({ name }) => {
      const near = nearest(name, headings);
      const hint = near === null ? '' : ` Est-ce la colonne « ${near} » ?`;
      return fault(
        [1],
        name,
        '',
        `cette colonne manque, et les quotas la demandent : ajoutez-la, ou retirez ce critère des quotas.${hint}`,
      );
    });
  const twice = headings
    .filter((heading, at) => heading !== '' && headings.findIndex((one) => sameText(one) === sameText(heading)) < at)
    .map((heading) => fault([1], heading, '', 'deux colonnes portent ce nom : gardez-en une.'));
  return [...(id < 0 ? [noId] : []), ...names, ...missing, ...twice];
}

interface RowRead {
  readonly row: number;
  readonly volunteer: Volunteer;
  readonly faults: FileFault[];
}

function readRow(cells: readonly string[], row: number, { id, household, criteria }: Columns): RowRead {
  const faults = faultsOfCode(cells[id] ?? '', row);
  const classes: Record<string, string> = {};
  for (const criterion of criteria) {
    const written = cells[criterion.at] ?? '';
    const known = criterion.classes.get(sameText(written));
    if (known === undefined) faults.push(unknownClass(written, row, criterion));
    else classes[criterion.name] = known;
  }
  const home = household < 0 ? '' : sameText(cells[household] ?? '');
  return { row, volunteer: { id: cells[id] ?? '', household: home === '' ? null : home, classes }, faults };
}

function faultsOfCode(code: string, row: number): FileFault[] {
  if (code === '') return [fault([row], 'id', '', 'la case est vide : donnez un code à cette personne.')];
  if (/[\s@]/.test(code)) {
    const message = `« ${code} » ressemble à un nom ou à une adresse : mettez un code, par exemple « v0001 », et gardez la correspondance à part.`;
    return [fault([row], 'id', code, message)];
  }
  if (code.length > LONGEST_CODE)
    return [fault([row], 'id', code, `ce code est trop long : ${LONGEST_CODE} signes au plus.`)];
  return [];
}

function unknownClass(written: string, row: number, { name, classes }: Criterion): FileFault {
  const known = [...classes.values()];
  if (written === '')
    return fault([row], name, '', `la case est vide : écrivez une classe parmi ${known.join(' · ')}.`);
  const near = nearest(written, known);
  const hint = near === null ? `écrivez une classe parmi ${known.join(' · ')}` : `vouliez-vous « ${near} » ?`;
  return fault([row], name, written, `« ${written} » n’est pas une classe connue : ${hint}${near === null ? '.' : ''}`);
}

function doubles(read: readonly RowRead[]): FileFault[] {
  const named = read.filter(({ volunteer }) => volunteer.id !== '');
  return [...Map.groupBy(named, ({ volunteer }) => sameText(volunteer.id)).values()]
    .filter((group) => group.length > 1)
    .map((group) => {
      const code = group[0]?.volunteer.id ?? '';
      const rows = group.map(({ row }) => row);
      return fault(rows, 'id', code, `le code « ${code} » est donné ${rows.length} fois : chaque personne a le sien.`);
    });
}

function unusedColumns(headings: readonly string[], { id, household, criteria }: Columns): FileFault[] {
  const used = new Set([id, household, ...criteria.map(({ at }) => at)]);
  return headings
    .filter((heading, at) => !used.has(at) && heading !== '')
    .map((heading) => fault([1], heading, '', 'aucun quota pour cette colonne : elle ne compte pas dans le tirage.'));
}

function emptyClasses(volunteers: readonly Volunteer[], quotas: readonly Quota[]): FileFault[] {
  return quotas
    .filter(({ criterion, name }) => !volunteers.some(({ classes }) => classes[criterion] === name))
    .map(({ criterion, name }) => fault([], criterion, name, `personne n’est de la classe « ${name} ».`));
}
