// An admission draw as arithmetic sees it: who enters together, with how many tickets, under which rows.
import { type Cents, cents } from '../kernel/money';
import { RuleBroken } from '../kernel/rule-broken';
import type { DrawProblem, Entry, Row } from '../sortition/draw-problem';
import { classRow } from './class-totals';
import { isServedFirst, type TicketRule, ticketsFor } from './tickets';

/** One account unit on the waiting list; it takes one place. */
export interface Applicant {
  /** The public code. */
  readonly code: string;
  /** Units with the same text enter together or not at all; null: alone. */
  readonly household: string | null;
  /** How many people it is. */
  readonly people: number;
  /** Whole months on the waiting list. */
  readonly monthsWaited: number;
  /** Its class in each criterion that a draw may have bounds for, e.g. area or income band. */
  readonly classes: Readonly<Record<string, string>>;
  /** What it would take out of the pot beyond what it brings, in cents a month; null where nobody knows. */
  readonly netCost: Cents | null;
}

/** At least and at most so many places for those of a class; null: no bound. */
export interface StratumBound {
  readonly column: string;
  readonly value: string;
  readonly min: number | null;
  readonly max: number | null;
}

/** What the council (or the rules) decided for a draw. */
export interface AdmissionTerms {
  /** At most so many places, and at least so many if anybody is drawn. */
  readonly places: { readonly min: number | null; readonly max: number };
  /**
   * The greatest net cost of a panel, in cents a month: the council decided that the draw knows of money. Null: it ignores
   * contributions (settled question 16).
   */
  readonly budget: Cents | null;
  readonly tickets: TicketRule;
  readonly strata: readonly StratumBound[];
  /**
   * The greatest chance per ticket over the smallest, where there is a budget; null: no cap. Absent: 1, until a council votes
   * otherwise.
   */
  readonly maxChanceRatio?: number | null;
}

/** The row of those who are served before lots are drawn. */
export const FIRST_SERVED = 'first-served';

/** A draw made ready. */
export interface AdmissionProblem {
  readonly problem: DrawProblem;
  /** Which applicants each entry is, by their place in the list that was given. */
  readonly members: readonly (readonly number[])[];
  /** The entries that are served first, by their place among the entries. */
  readonly servedFirst: readonly number[];
}

/** The key of the row of a class. */
export const stratumKey = ({ column, value }: Pick<StratumBound, 'column' | 'value'>): string =>
  classRow(column, value);

/**
 * The problem of an admission draw. Entries are sorted by code, as the frozen list is; a household has the first of its units' codes
 * and the tickets of its longest wait. Rows: `size` counts places, `quota/…` places of a class, `budget` cents a month. A row
 * for those who are served first is added by {@link servingFirst}.
 * @throws RuleBroken `admission-terms-impossible` for bounds that contradict each other, two applicants with one code, or a
 *   budget where somebody's net cost is not known
 */
export function admissionProblem(applicants: readonly Applicant[], terms: AdmissionTerms): AdmissionProblem {
  checkTerms(applicants, terms);
  const members = together(applicants);
  const rows: Row[] = [
    { key: 'size', min: terms.places.min, max: terms.places.max },
    ...terms.strata.map((bound) => ({ key: stratumKey(bound), min: bound.min, max: bound.max })),
    ...(terms.budget === null ? [] : [{ key: 'budget', min: null, max: terms.budget }]),
  ];
  const entries = members.map((places) =>
    entryOf(
      places.map((place) => applicants[place] as Applicant),
      terms,
    ),
  );
  const servedFirst = members.flatMap((places, entry) =>
    isServedFirst(terms.tickets, longestWait(places.map((place) => applicants[place] as Applicant))) ? [entry] : [],
  );
  return { problem: { rows, entries }, members, servedFirst };
}

/** The same problem where at least `count` of those who are served first are drawn. */
export function servingFirst(
  { problem, servedFirst }: Pick<AdmissionProblem, 'problem' | 'servedFirst'>,
  count: number,
): DrawProblem {
  const first = new Set(servedFirst);
  return {
    rows: [...problem.rows, { key: FIRST_SERVED, min: count, max: null }],
    entries: problem.entries.map((entry, place) => ({
      ...entry,
      amounts: [...entry.amounts, first.has(place) ? 1 : 0],
    })),
  };
}

/** The applicants that enter together, in the order of codes. */
function together(applicants: readonly Applicant[]): number[][] {
  const groups = new Map<string, number[]>();
  const byCode = [...applicants.entries()].sort(([, a], [, b]) => (a.code < b.code ? -1 : 1));
  for (const [place, { household }] of byCode) {
    const key = household === null ? `alone/${place}` : `household/${household}`;
    groups.set(key, [...(groups.get(key) ?? []), place]);
  }
  return [...groups.values()];
}

function entryOf(units: readonly Applicant[], terms: AdmissionTerms): Entry {
  const ofClass = ({ column, value }: StratumBound): number =>
    units.filter(({ classes }) => classes[column] === value).length;
  const cost = terms.budget === null ? [] : [units.reduce((total, { netCost }) => total + (netCost ?? 0), 0)];
  return {
    code: units[0]?.code ?? '',
    tickets: ticketsFor(terms.tickets, longestWait(units)),
    // Those of a household are one entry: there is nobody left to keep apart.
    household: null,
    amounts: [units.length, ...terms.strata.map(ofClass), ...cost],
  };
}

const longestWait = (units: readonly Applicant[]): number => Math.max(...units.map(({ monthsWaited }) => monthsWaited));

/** What some applicants cost together, in cents a month; null where it is not known of each. */
export function netCostTogether(units: readonly Applicant[]): Cents | null {
  let total = 0;
  for (const { netCost } of units) {
    if (netCost === null) return null;
    total += netCost;
  }
  return cents(total);
}

function checkTerms(applicants: readonly Applicant[], terms: AdmissionTerms): void {
  const { places, budget, strata, maxChanceRatio = 1 } = terms;
  const codes = new Set<string>();
  for (const { code, netCost } of applicants) {
    if (codes.has(code)) impossible('code-twice', { code });
    codes.add(code);
    if (budget !== null && netCost === null) impossible('net-cost-unknown', { code });
  }
  if (maxChanceRatio !== null && !(maxChanceRatio >= 1)) impossible('ratio-below-one', { ratio: maxChanceRatio });
  if ((places.min ?? 0) > places.max) impossible('places-min-above-max', { min: places.min, max: places.max });
  checkStrata(strata);
}

function checkStrata(strata: readonly StratumBound[]): void {
  for (const { column, value, min, max } of strata) {
    if ((min ?? 0) > (max ?? Infinity)) impossible('stratum-min-above-max', { column, value, min, max });
  }
  if (new Set(strata.map(stratumKey)).size < strata.length) impossible('stratum-twice', {});
}

function impossible(fault: string, facts: Record<string, string | number | null>): never {
  throw new RuleBroken('admission-terms-impossible', { fault, ...facts });
}
