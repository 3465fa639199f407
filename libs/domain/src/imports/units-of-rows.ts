// Rows put together to the units they make: one a person, or one a household, checked by the very rules of admission.
import { compareDays, type Day } from '../kernel/calendar';
import type { Cents } from '../kernel/money';
import { plain } from '../kernel/plain-text';
import type { NewPerson } from '../members/admitted-person';
import { checkJoining, checkPersons, pledgeAccepted } from '../members/membership-rules';
import type { Rules } from '../rules/rules';
import { type MemberRow, personKey, type RowProblem, type RowRead } from './member-rows';
import { remedyOf } from './remedies';

/** A unit as the file wants it, with the rows that say so. */
export interface UnitRead {
  readonly rowNos: readonly number[];
  readonly label: string;
  readonly area: string | null;
  readonly joinedOn: Day;
  readonly persons: readonly NewPerson[];
  /** In cents a month; null where nobody contributes. */
  readonly pledge: Cents | null;
}

/** What rows come to: units, and the rows that make none. Each row is in exactly one of the two. */
export interface UnitsRead {
  readonly units: readonly UnitRead[];
  readonly problems: readonly RowProblem[];
}

/**
 * Puts rows together. In a fund of households the rows with the same household make one unit, whose pledge, area and
 * first day stand in any of them; where one row of a household is wrong or could not be read, none of it is imported.
 * Without a first day a unit joins today.
 */
export function unitsOfRows(read: readonly RowRead[], { rules, today }: { rules: Rules; today: Day }): UnitsRead {
  const byHousehold = rules.unit === 'household';
  const rows = read.flatMap(({ row }): MemberRow[] => (row ? [row] : []));
  const { single, twice } = withoutTwins(rows, byHousehold);
  const wrongRows = [...read, ...twice];
  const problems = wrongRows.flatMap(({ problem }): RowProblem[] => (problem ? [problem] : []));
  const lost = new Map(
    wrongRows.flatMap(({ household, problem }): [string, number][] =>
      problem && household !== null ? [[plain(household), problem.rowNo]] : [],
    ),
  );
  const units: UnitRead[] = [];
  for (const [key, together] of groups(single, byHousehold)) {
    const wrong = lost.get(key);
    const made = wrong === undefined ? unitOf(together, rules, today) : null;
    if (made && 'unit' in made) units.push(made.unit);
    else problems.push(...together.map((row) => made?.problem(row) ?? waitsFor(row, wrong)));
  }
  return { units, problems };
}

function groups(rows: readonly MemberRow[], byHousehold: boolean): Map<string, MemberRow[]> {
  const found = new Map<string, MemberRow[]>();
  for (const row of rows) {
    const key = byHousehold && row.household !== null ? plain(row.household) : `#${row.rowNo}`;
    const together = found.get(key);
    if (together) together.push(row);
    else found.set(key, [row]);
  }
  return found;
}

function withoutTwins(
  rows: readonly MemberRow[],
  byHousehold: boolean,
): { single: MemberRow[]; twice: readonly Omit<RowRead, 'row' | 'name'>[] } {
  const seen = new Map<string, number>();
  const twice: Omit<RowRead, 'row' | 'name'>[] = [];
  const single = rows.filter((row) => {
    const key = personKey(row, byHousehold);
    const first = seen.get(key);
    if (first === undefined) {
      seen.set(key, row.rowNo);
      return true;
    }
    const detail = `la même personne qu'à la ligne ${first} : retirez une des deux, ou ajoutez ce qui les distingue (naissance, e-mail, téléphone)`;
    const problem = { rowNo: row.rowNo, field: 'Nom', code: 'person-twice', detail };
    twice.push({ household: row.household, problem });
    return false;
  });
  return { single, twice };
}

type Made = { readonly unit: UnitRead } | { readonly problem: (row: MemberRow) => RowProblem };

function unitOf(rows: readonly MemberRow[], rules: Rules, today: Day): Made {
  const [first] = rows;
  if (!first) throw new RangeError('a unit is made of rows');
  const apart = disagreement(rows);
  if (apart) return { problem: (row) => (row.rowNo === apart.rowNo ? apart : waitsFor(row, apart.rowNo)) };
  const persons = rows.map(({ person }) => person);
  const joinedOn = said(rows, ({ joinedOn: day }) => day) ?? today;
  try {
    checkJoining(joinedOn, today);
    checkPersons(rules, persons);
    const declared = said(rows, ({ pledge }) => pledge);
    const pledge = pledgeAccepted(rules, { pledge: declared, monthlyNetIncome: null });
    const label = (rules.unit === 'household' ? first.household : null) ?? first.person.name;
    const area = said(rows, (row) => row.area);
    return { unit: { rowNos: rows.map(({ rowNo }) => rowNo), label, area, joinedOn, persons, pledge } };
  } catch (refusal) {
    const remedy = remedyOf(refusal);
    return { problem: ({ rowNo }) => ({ rowNo, ...remedy }) };
  }
}

const said = <Value>(rows: readonly MemberRow[], of: (row: MemberRow) => Value | null): Value | null => {
  for (const row of rows) {
    const value = of(row);
    if (value !== null) return value;
  }
  return null;
};

// The first row that says otherwise than one before it.
function disagreement(rows: readonly MemberRow[]): RowProblem | null {
  const pledge = said(rows, (row) => row.pledge);
  const area = said(rows, (row) => row.area);
  const day = said(rows, (row) => row.joinedOn);
  for (const row of rows) {
    const field =
      row.pledge !== null && row.pledge !== pledge
        ? 'Cotisation'
        : row.area !== null && row.area !== area
          ? 'Secteur'
          : row.joinedOn !== null && day !== null && compareDays(row.joinedOn, day) !== 0
            ? "Date d'entrée"
            : null;
    if (field === null) continue;
    const detail = 'une autre valeur que dans une ligne du même foyer : écrivez partout la même, ou une seule fois';
    return { rowNo: row.rowNo, field, code: 'household-disagrees', detail };
  }
  return null;
}

function waitsFor({ rowNo }: MemberRow, other: number | undefined): RowProblem {
  const detail = `corrigez d'abord la ligne ${String(other ?? '')} du même foyer`;
  return { rowNo, field: 'Foyer', code: 'household-incomplete', detail };
}
