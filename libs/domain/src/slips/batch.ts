// An envelope of slips: what is written on it must be what was typed, and another person looks at it.
import { type Cents, minus } from '../kernel/money';
import { RuleBroken } from '../kernel/rule-broken';

/** Where a batch is: being typed, waiting for another person, or in the books. */
export type BatchState = 'open' | 'to-validate' | 'validated';

/** How many papers, and what they come to in cents. */
export interface Counted {
  readonly count: number;
  readonly total: Cents;
}

/** What is missing in what was typed, negative when there is too much. */
export function difference(control: Counted, typed: Counted): Counted {
  return { count: control.count - typed.count, total: minus(control.total, typed.total) };
}

/**
 * Checks that what was typed is what stands on the envelope.
 * @throws RuleBroken `batch-differs` telling by how many papers and cents
 */
export function mustAgree(control: Counted, typed: Counted): void {
  const { count, total } = difference(control, typed);
  if (count === 0 && total === 0) return;
  throw new RuleBroken('batch-differs', { missingCount: count, missingCents: total });
}

/** @throws RuleBroken `batch-not-open`, `batch-not-closed`, `batch-validated` when a batch is not where an act needs it */
export function mustBe(state: BatchState, wanted: Exclude<BatchState, 'validated'>): void {
  if (state === wanted) return;
  if (state === 'validated') throw new RuleBroken('batch-validated');
  if (wanted === 'open') throw new RuleBroken('batch-not-open');
  throw new RuleBroken('batch-not-closed');
}
