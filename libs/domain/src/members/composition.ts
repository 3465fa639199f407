// Who is in an account unit on a given day, and how much of each: what dues and allocations are computed from.
import { compareDays, compareMonths, type Day, type Month, monthOfDay } from '../kernel/calendar';

/** A person present: age in whole years (null when unknown), and share from 1 to 100 (50 for alternate custody). */
export interface PersonPresent {
  readonly age: number | null;
  readonly sharePercent: number;
}

/** The persons of one account unit on one day; their order says nothing. */
export type Composition = readonly PersonPresent[];

/** A person's dated place in an account unit. */
export interface DatedPerson {
  readonly bornIn: Month | null;
  readonly sharePercent: number;
  readonly from: Day;
  /** The last day included; null while they stay. */
  readonly until: Day | null;
}

/**
 * The persons present on a day, first and last day included. Only the month of birth is kept, so a person's age
 * changes on the first day of that month; a month of birth still to come counts as age 0.
 */
export function compositionOn(day: Day, persons: readonly DatedPerson[]): Composition {
  return persons
    .filter(({ from, until }) => compareDays(from, day) <= 0 && (until === null || compareDays(day, until) <= 0))
    .map(({ bornIn, sharePercent }) => ({ age: ageOn(day, bornIn), sharePercent }));
}

function ageOn(day: Day, bornIn: Month | null): number | null {
  if (bornIn === null) return null;
  const month = monthOfDay(day);
  if (compareMonths(bornIn, month) >= 0) return 0;
  return month.year - bornIn.year - (month.month < bornIn.month ? 1 : 0);
}

/**
 * The unit's persons from the most often there to the least, the oldest first among equals; an unknown age counts as
 * adult, after every known one. Whoever comes first is the household's first person.
 */
export function firstPersonFirst(composition: Composition): Composition {
  const age = (person: PersonPresent): number => person.age ?? Number.MAX_SAFE_INTEGER;
  return [...composition].sort((a, b) => b.sharePercent - a.sharePercent || age(b) - age(a));
}

/**
 * Heads by age band, frozen with each due and credit (a person shared with another unit is one head):
 * bounds `[14]` give `{ '0-13': …, '14+': …, inconnu: … }`. Bounds are whole years; order and repeats do not matter.
 */
export function personsByAgeBand(composition: Composition, bounds: readonly number[]): Record<string, number> {
  const starts = [0, ...new Set(bounds.filter((bound) => bound > 0))].sort((a, b) => a - b);
  const counts: Record<string, number> = {};
  starts.forEach((start, index) => {
    const next = starts[index + 1];
    const inBand = ({ age }: PersonPresent): boolean =>
      age !== null && age >= start && (next === undefined || age < next);
    counts[next === undefined ? `${start}+` : `${start}-${next - 1}`] = composition.filter(inBand).length;
  });
  counts['inconnu'] = composition.filter(({ age }) => age === null).length;
  return counts;
}
