// The fund's own criteria for an outlet, and what a dossier is worth by them. The grid is the fund's choice, not ours: each
// criterion is required, weighed or only told, and is found by an answer, a label, a measure or a mark.
import { RuleBroken } from '../kernel/rule-broken';

/** What a criterion is about, for statistics. */
export const CRITERION_KINDS = [
  'label',
  'distance',
  'holding-size',
  'working-conditions',
  'price-transparency',
  'other',
] as const;
export type CriterionKind = (typeof CRITERION_KINDS)[number];

/** What follows from it: `required` keeps an outlet out, `weighted` counts in the score, `informative` is told. */
export const WEIGHINGS = ['required', 'weighted', 'informative'] as const;
export type Weighing = (typeof WEIGHINGS)[number];

/** How it is found: yes or no, one of some labels, a number at most or at least, or a mark of 0 to 4. */
export const MEASURES = ['yes-no', 'label', 'at-most', 'at-least', 'mark'] as const;
export type Measure = (typeof MEASURES)[number];

/** The best mark; a required criterion found by a mark is met from the half of it on. */
export const BEST_MARK = 4;

/** A criterion of the grid. */
export interface Criterion {
  readonly key: string;
  readonly kind: CriterionKind;
  readonly title: string;
  readonly weighing: Weighing;
  /** 1 to 100 where it is weighted, else null. */
  readonly weight: number | null;
  readonly measure: Measure;
  /** In the criterion's own unit (kilometres, hectares) where it is a number at most or at least, else null. */
  readonly limit: number | null;
  /** The labels that meet it, where it is found by one; else none. */
  readonly labels: readonly string[];
}

/** What was found about one criterion: a number (1 for yes, 0 for no), or a label; null: it has none of them. */
export interface Found {
  readonly criterionKey: string;
  readonly measure: number | null;
  readonly label: string | null;
}

/** What a dossier is worth; the score in whole per cents, null where nothing is weighed. */
export interface Verdict {
  readonly scorePercent: number | null;
  /** Keys of required criteria that were found not to be met. */
  readonly unmet: readonly string[];
  /** Keys of required and weighted criteria about which nothing was found yet. */
  readonly missing: readonly string[];
}

/**
 * Checks a grid before it is published.
 * @throws RuleBroken `criterion-inconsistent` with the key and what is wrong (`key`, `weight`, `limit`, `labels`)
 */
export function checkGrid(criteria: readonly Criterion[]): void {
  const keys = new Set<string>();
  for (const { key, weighing, weight, measure, limit, labels } of criteria) {
    const wrong = (field: string): RuleBroken => new RuleBroken('criterion-inconsistent', { key, field });
    if (keys.has(key)) throw wrong('key');
    keys.add(key);
    if ((weighing === 'weighted') !== (weight !== null)) throw wrong('weight');
    if ((measure === 'at-most' || measure === 'at-least') !== (limit !== null)) throw wrong('limit');
    if ((measure === 'label') !== labels.length > 0) throw wrong('labels');
  }
}

/**
 * Checks that something found answers its criterion.
 * @throws RuleBroken `criterion-unknown`, `finding-inconsistent` with the measure that is asked for
 */
export function checkFound(criteria: readonly Criterion[], found: Found): void {
  const criterion = criteria.find(({ key }) => key === found.criterionKey);
  if (!criterion) throw new RuleBroken('criterion-unknown', { key: found.criterionKey });
  if (!answers(criterion.measure, found)) {
    throw new RuleBroken('finding-inconsistent', { key: criterion.key, measure: criterion.measure });
  }
}

/** What a dossier is worth by its grid; of several findings about a criterion the last one counts. */
export function verdictOf(criteria: readonly Criterion[], found: readonly Found[]): Verdict {
  const last = new Map(found.map((one) => [one.criterionKey, one]));
  const shares = criteria.map((criterion) => ({ criterion, share: shareOf(criterion, last.get(criterion.key)) }));
  const weighted = shares.filter(({ criterion }) => criterion.weighing === 'weighted');
  const total = weighted.reduce((sum, { criterion }) => sum + (criterion.weight ?? 0), 0);
  const reached = weighted.reduce((sum, { criterion, share }) => sum + (criterion.weight ?? 0) * (share ?? 0), 0);
  const required = shares.filter(({ criterion }) => criterion.weighing === 'required');
  return {
    scorePercent: total === 0 ? null : Math.floor((100 * reached) / total),
    unmet: required.filter(({ share }) => share !== null && share < 0.5).map(({ criterion }) => criterion.key),
    missing: [...required, ...weighted].filter(({ share }) => share === null).map(({ criterion }) => criterion.key),
  };
}

/**
 * Makes sure that an outlet may be approved: every required criterion was looked at and is met.
 * @throws RuleBroken `criteria-not-met` with the keys
 */
export function checkApprovable(criteria: readonly Criterion[], found: readonly Found[]): void {
  const required = criteria.filter(({ weighing }) => weighing === 'required');
  const { unmet, missing } = verdictOf(required, found);
  if (unmet.length > 0 || missing.length > 0) throw new RuleBroken('criteria-not-met', { unmet, missing });
}

function answers(asked: Measure, { measure, label }: Found): boolean {
  if (asked === 'label') return measure === null;
  if (measure === null || label !== null || measure < 0) return false;
  if (asked === 'yes-no') return measure === 0 || measure === 1;
  return asked !== 'mark' || (Number.isInteger(measure) && measure <= BEST_MARK);
}

/** How far a criterion is met, 0 to 1; null when nothing was found. */
function shareOf(criterion: Criterion, found: Found | undefined): number | null {
  return found ? SHARES[criterion.measure](criterion, found) : null;
}

/** How far each sort of criterion is met by what was found; `checkFound` has made sure that it is of that sort. */
const SHARES: Readonly<Record<Measure, (criterion: Criterion, found: Found) => number>> = {
  label: ({ labels }, { label }) => Number(label !== null && labels.includes(label)),
  'yes-no': (_criterion, { measure }) => Number(measure === 1),
  'at-most': ({ limit }, { measure }) => Number((measure ?? Infinity) <= (limit ?? 0)),
  'at-least': ({ limit }, { measure }) => Number((measure ?? 0) >= (limit ?? Infinity)),
  mark: (_criterion, { measure }) => (measure ?? 0) / BEST_MARK,
};
