// A council's lottery as arithmetic sees it: volunteers and quotas become entries and rows; what does not work is said in French.
import type { DrawProblem, Entry } from '../sortition/draw-problem';
import type { Relaxation } from '../sortition/fair-lottery';
import { classOfRow, classRow } from './class-totals';
import type { Quota } from './quotas-file';
import type { Volunteer } from './volunteers-file';

/** What a council's lottery is asked. */
export interface CouncilRequest {
  readonly volunteers: readonly Volunteer[];
  /** Of the whole council, those who go on serving included. */
  readonly quotas: readonly Quota[];
  /** The seats to be drawn now. */
  readonly seats: number;
  /** Whether at most one of a household sits. */
  readonly households: boolean;
  /** Who sits already and goes on: they count in the quotas, and nobody else of their household is drawn. */
  readonly serving?: readonly Volunteer[];
  /** Codes of those who cannot be drawn this time, with their households. */
  readonly excluded?: readonly string[];
}

/** The problem of a council, its entries sorted by code, and who was left out of it beforehand. */
export interface CouncilProblem {
  readonly problem: DrawProblem;
  /** Codes of volunteers who sit, are excluded, or live with such a person. */
  readonly leftOut: readonly string[];
}

/** The problem that a council's lottery asks of the arithmetic: a row `size`, and a row for each class. */
export function councilProblem(request: CouncilRequest): CouncilProblem {
  const { volunteers, seats, households, serving = [] } = request;
  const standing = standingOf(request);
  const quotas = quotasLeft(request.quotas, serving);
  const entries = volunteers.filter(standing).map(({ id, household, classes }): Entry => ({
    code: id,
    tickets: 1,
    household: households ? household : null,
    amounts: [1, ...quotas.map(({ criterion, name }) => (classes[criterion] === name ? 1 : 0))],
  }));
  const rows = [
    { key: 'size', min: seats, max: seats },
    ...quotas.map(({ criterion, name, min, max }) => ({ key: classRow(criterion, name), min, max })),
  ];
  const sorted = sharedHouseholds(entries).sort((a, b) => (a.code < b.code ? -1 : 1));
  return {
    problem: { rows, entries: sorted },
    leftOut: volunteers.filter((one) => !standing(one)).map(({ id }) => id),
  };
}

/** What the quotas still ask for once those who go on serving are counted. */
function quotasLeft(quotas: readonly Quota[], serving: readonly Volunteer[]): Quota[] {
  return quotas.map(({ criterion, name, min, max }) => {
    const seated = serving.filter(({ classes }) => classes[criterion] === name).length;
    return { criterion, name, min: Math.max(0, min - seated), max: Math.max(0, max - seated) };
  });
}

function standingOf({
  volunteers,
  households,
  serving = [],
  excluded = [],
}: CouncilRequest): (one: Volunteer) => boolean {
  const away = new Set([...excluded, ...serving.map(({ id }) => id)]);
  const closed = new Set(
    [...serving, ...volunteers.filter(({ id }) => away.has(id))].flatMap(({ household }) => household ?? []),
  );
  return ({ id, household }) => !away.has(id) && !(households && household !== null && closed.has(household));
}

/** A household of one in the list is no household: nobody else is kept out by it. */
function sharedHouseholds(entries: readonly Entry[]): Entry[] {
  const sizes = new Map<string, number>();
  for (const { household } of entries) if (household !== null) sizes.set(household, (sizes.get(household) ?? 0) + 1);
  return entries.map((entry) => ({
    ...entry,
    household: entry.household !== null && (sizes.get(entry.household) ?? 0) > 1 ? entry.household : null,
  }));
}

/** Sums that cannot work whoever the volunteers are, or with these: French sentences; empty when none is seen. */
export function impossibleSums({ rows, entries }: DrawProblem): string[] {
  const seats = rows.find(({ key }) => key === 'size')?.min ?? 0;
  const quotas = rows.flatMap((row, place) => {
    const named = classOfRow(row.key);
    const people = entries.filter(({ amounts }) => amounts[place] === 1).length;
    return named === null ? [] : [{ ...named, min: row.min ?? 0, max: row.max ?? Infinity, people }];
  });
  const few = quotas
    .filter(({ min, people }) => people < min)
    .map(
      ({ criterion, name, min, people }) =>
        `${criterion} : il faut au moins ${min} de « ${name} », et il y a ${peopleText(people)}.`,
    );
  const sums = [...Map.groupBy(quotas, ({ criterion }) => criterion)].flatMap(([criterion, classes]) => [
    ...tooMuch(
      criterion,
      classes.reduce((sum, { min }) => sum + min, 0),
      seats,
    ),
    ...tooLittle(
      criterion,
      classes.reduce((sum, { max, people }) => sum + Math.min(max, people), 0),
      seats,
    ),
  ]);
  const empty = entries.length < seats ? [`Il y a ${peopleText(entries.length)} pour ${seats} sièges.`] : [];
  return [...empty, ...sums, ...few];
}

function tooMuch(criterion: string, least: number, seats: number): string[] {
  if (least <= seats) return [];
  return [`${criterion} : les minimums font ${least} en tout, pour ${seats} sièges : abaissez-en de ${least - seats}.`];
}

function tooLittle(criterion: string, most: number, seats: number): string[] {
  if (most >= seats) return [];
  return [`${criterion} : les maximums ne laissent place qu’à ${most} personnes, pour ${seats} sièges : relevez-les.`];
}

function peopleText(count: number): string {
  if (count === 0) return 'personne';
  return count === 1 ? 'une seule personne' : `${count} personnes`;
}

/** A relaxation in French: what is missing or too many, and the bound that would have to give way. */
export function relaxationText({ row, side, from, to }: Relaxation): string {
  const by = Math.abs(to - from);
  const people = by === 1 ? '1 personne' : `${by} personnes`;
  if (row === 'size') {
    return side === 'min'
      ? `il manque ${people} pour pourvoir les ${from} sièges : ${to} sièges sont possibles`
      : `${from} sièges ne suffisent pas aux minimums : il en faudrait ${to}`;
  }
  if (row === 'budget') return `il manque ${euros(by)} par mois au budget`;
  const named = classOfRow(row);
  const who = named === null ? `« ${row} »` : `${withUnit(named.name, named.criterion)} (${named.criterion})`;
  return side === 'min'
    ? `il manque ${people} de ${who} : minimum ${from}, possible avec ${to}`
    : `il y a ${people} de trop de ${who} : maximum ${from}, possible avec ${to}`;
}

/** An age is read with its unit: `60-74 ans`. */
function withUnit(name: string, criterion: string): string {
  return /^[âa]ge/i.test(criterion) && /^(<|>|\d)[\d\s+<>-]*$/.test(name) ? `${name} ans` : name;
}

function euros(amount: number): string {
  return `${Math.floor(amount / 100)},${String(amount % 100).padStart(2, '0')} €`;
}
