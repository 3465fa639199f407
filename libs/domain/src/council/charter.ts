// How a fund composes its council: criteria with their classes, how many of each, how many seats, and for how long.
import type { Criterion, QuotaClass } from '../draws/terms';
import type { Day } from '../kernel/calendar';
import { RuleBroken } from '../kernel/rule-broken';

/** `whole`: all terms end together; `thirds`: the first ones end after a third, two thirds and the whole of a term. */
export const RENEWALS = ['whole', 'thirds'] as const;
export type Renewal = (typeof RENEWALS)[number];

/** The charter of a council; `blankAfterDays` says how long after the term personal criteria are still kept. */
export interface Charter {
  readonly seats: number;
  readonly termMonths: number;
  readonly renewal: Renewal;
  readonly onePerHousehold: boolean;
  readonly blankAfterDays: number;
  readonly criteria: readonly Criterion[];
}

/** Which class of each criterion somebody is of, by their keys. */
export type Answers = Readonly<Record<string, string>>;

/**
 * Checks what can be seen without volunteers: keys and labels told apart, minima below maxima, and sums that can give the seats.
 * @throws RuleBroken `charter-key-twice`, `charter-quota-crossed`, `charter-sums-impossible` with the criterion
 */
export function checkCharter({ criteria, seats }: Charter): void {
  unique(criteria.map(({ key }) => key));
  unique(criteria.map(({ label }) => label));
  for (const { key: criterion, classes } of criteria) {
    unique(classes.map(({ key }) => key));
    unique(classes.map(({ label }) => label));
    for (const { key, min, max } of classes) {
      if (min > max) throw new RuleBroken('charter-quota-crossed', { criterion, class: key, min, max });
    }
    const [least, most] = [total(classes, 'min'), total(classes, 'max')];
    if (least > seats || most < seats)
      throw new RuleBroken('charter-sums-impossible', { criterion, seats, least, most });
  }
}

function unique(keys: readonly string[]): void {
  const twice = keys.find((key, place) => keys.indexOf(key) !== place);
  if (twice !== undefined) throw new RuleBroken('charter-key-twice', { key: twice });
}

function total(classes: readonly QuotaClass[], side: 'min' | 'max'): number {
  return classes.reduce((sum, one) => sum + one[side], 0);
}

/** Checks that somebody is of one class of each criterion. @throws RuleBroken `volunteer-answers-invalid` with the criteria */
export function checkAnswers({ criteria }: Pick<Charter, 'criteria'>, answers: Answers): void {
  const wrong = criteria
    .filter(({ key, classes }) => !classes.some((one) => one.key === answers[key]))
    .map(({ key }) => key);
  const known = new Set(criteria.map(({ key }) => key));
  const strange = Object.keys(answers).filter((key) => !known.has(key));
  if (wrong.length + strange.length > 0)
    throw new RuleBroken('volunteer-answers-invalid', { missing: wrong, unknown: strange });
}

/**
 * The quotas that a territory's figures propose: of each class its share of the seats (hundredths of a per cent), less and
 * more by the tolerance (seats), rounded outwards and never so that the seats could not be filled. To be edited.
 */
export function quotasFrom(
  shares: readonly number[],
  { seats, tolerance }: { seats: number; tolerance: number },
): { min: number; max: number }[] {
  const whole = shares.reduce((sum, share) => sum + share, 0);
  if (whole <= 0) return shares.map(() => ({ min: 0, max: seats }));
  return shares.map((share) => {
    const exact = (seats * share) / whole;
    return {
      min: Math.max(0, Math.floor(exact) - tolerance),
      max: Math.min(seats, Math.ceil(exact) + tolerance),
    };
  });
}

/**
 * The last day of each term, in the order in which they were drawn. By thirds, where nobody sits yet, the seats are dealt in
 * turn to the three ends; later every term is a whole one, and a third of the seats falls free at a time.
 */
export function termEnds(
  from: Day,
  { termMonths, renewal }: Pick<Charter, 'termMonths' | 'renewal'>,
  { count, first }: { count: number; first: boolean },
): Day[] {
  return Array.from({ length: count }, (_, place) => {
    const thirds = renewal === 'thirds' && first ? (place % 3) + 1 : 3;
    const months = Math.max(1, Math.round((termMonths * thirds) / 3));
    return from.add({ months }).subtract({ days: 1 });
  });
}
