// A row of a file of members as a person: every cell read or refused with what to write instead, nothing guessed.
import type { Day, Month } from '../kernel/calendar';
import type { Cents } from '../kernel/money';
import { plain } from '../kernel/plain-text';
import { type NewPerson, personAdmitted } from '../members/admitted-person';
import { amountIn, channelIn, dayIn, isEmail, isFormula, isPhone, isReadable, monthIn, shareIn } from './cells';
import { type Columns, type Field, HEADINGS } from './columns';

/** A row of a file: its number as a spreadsheet counts it (the headings are 1), and its cells. */
export interface FileRow {
  readonly rowNo: number;
  readonly cells: readonly string[];
}

/** What is wrong with a row, in a code for machines and in a French sentence that says what to do. */
export interface RowProblem {
  readonly rowNo: number;
  readonly field: string | null;
  readonly code: string;
  readonly detail: string;
}

/** A row that could be read: a person, and what it says of their unit. */
export interface MemberRow {
  readonly rowNo: number;
  /** As it is written; null when the row stands for itself. */
  readonly household: string | null;
  readonly person: NewPerson;
  readonly joinedOn: Day | null;
  readonly area: string | null;
  /** In cents a month. */
  readonly pledge: Cents | null;
}

/** A row as it was read, with its first problem when there is one; `name` is what it shows to whoever corrects it. */
export interface RowRead {
  readonly name: string;
  readonly household: string | null;
  readonly row: MemberRow | null;
  readonly problem: RowProblem | null;
}

const LONGEST: Readonly<Record<Field, number>> = {
  household: 200,
  lastName: 100,
  firstName: 99,
  joinedOn: 30,
  bornIn: 30,
  share: 10,
  pledge: 30,
  area: 100,
  channel: 40,
  email: 254,
  phone: 32,
};

/** Reads one row. Blank cells say nothing; the columns that a file lacks neither. */
export function readMemberRow({ rowNo, cells }: FileRow, columns: Columns): RowRead {
  const problems: RowProblem[] = [];
  const wrong = (field: Field, code: string, detail: string): null => {
    problems.push({ rowNo, field: HEADINGS[field][0], code, detail });
    return null;
  };
  const text = (field: Field): string | null => {
    const cell = (cells[columns.at.get(field) ?? -1] ?? '').replaceAll(/[\u00a0\u202f]/g, ' ');
    if (isFormula(cell)) return wrong(field, 'formula', 'une formule : écrivez la valeur elle-même');
    const said = cell.trim();
    if (said === '') return null;
    if (isReadable(said, LONGEST[field])) return said;
    return wrong(field, 'text-unreadable', `au plus ${LONGEST[field]} caractères ordinaires`);
  };
  const read = <Value>(field: Field, reader: Reader<Value>): Value | null => {
    const said = text(field);
    if (said === null) return null;
    const value = reader.read(said);
    return value === null ? wrong(field, reader.code, `« ${said.slice(0, 40)} » : ${reader.detail}`) : value;
  };
  const name = [text('firstName'), text('lastName')].filter((part) => part !== null).join(' ');
  if (name === '' && problems.length === 0) wrong('lastName', 'name-missing', 'écrivez le nom de la personne');
  const row: MemberRow = {
    rowNo,
    household: nameIn(text('household')),
    person: personAdmitted({
      name,
      bornIn: read<Month>('bornIn', BIRTH),
      sharePercent: read('share', SHARE) ?? undefined,
      channel: read('channel', CHANNEL) ?? undefined,
      email: read('email', EMAIL),
      phone: read('phone', PHONE),
    }),
    joinedOn: read('joinedOn', DAY),
    area: text('area'),
    pledge: read('pledge', AMOUNT),
  };
  const [problem = null] = problems;
  return { name: name.slice(0, 200), household: row.household, row: problem ? null : row, problem };
}

/** What two rows about the same person have in common: the name, and all that might tell them apart. */
export function personKey({ household, person }: MemberRow, byHousehold: boolean): string {
  const { name, bornIn, email, phone } = person;
  const apart = [bornIn?.toString() ?? '', email?.toLowerCase() ?? '', phone?.replaceAll(/\D/g, '') ?? ''];
  return [byHousehold ? plain(household ?? '') : '', plain(name), ...apart].join('|');
}

// A dash in the column of households names none.
const nameIn = (text: string | null): string | null => (text === null || plain(text) === '' ? null : text);

interface Reader<Value> {
  readonly read: (text: string) => Value | null;
  readonly code: string;
  readonly detail: string;
}

const notNegative = (text: string): Cents | null => {
  const amount = amountIn(text);
  return amount === null || amount < 0 ? null : amount;
};

const BIRTH: Reader<Month> = { read: monthIn, code: 'month-unreadable', detail: 'écrivez 12/1999 ou 31/12/1999' };
const DAY: Reader<Day> = {
  read: dayIn,
  code: 'day-unreadable',
  detail: "écrivez un jour qui existe, l'année en quatre chiffres : 31/12/2026",
};
const SHARE: Reader<number> = { read: shareIn, code: 'share-unreadable', detail: 'écrivez une part de 1 à 100 %' };
const AMOUNT: Reader<Cents> = {
  read: notNegative,
  code: 'amount-unreadable',
  detail: 'écrivez un montant en euros, positif, par exemple 12,50',
};
const CHANNEL: Reader<NewPerson['channel']> = {
  read: channelIn,
  code: 'channel-unknown',
  detail: 'écrivez courrier, téléphone, SMS, e-mail ou accueil',
};
const EMAIL: Reader<string> = {
  read: (text) => (isEmail(text) ? text : null),
  code: 'email-unreadable',
  detail: 'écrivez une adresse, par exemple prenom@exemple.fr, ou laissez vide',
};
const PHONE: Reader<string> = {
  read: (text) => (isPhone(text) ? text : null),
  code: 'phone-unreadable',
  detail: 'écrivez un numéro, par exemple 06 12 34 56 78, ou laissez vide',
};
