// What a fund does when a contribution does not come in: the choice at the deadline, reminders, new tries, a call.

/** Why a collection failed, in classes that decide what may be done next. */
export const REASON_CLASSES = [
  'funds',
  'refused',
  'mandate-dead',
  'refund-request',
  'deceased',
  'account-dead',
  'account-blocked',
  'technical',
  'unknown',
] as const;
export type ReasonClass = (typeof REASON_CLASSES)[number];

/**
 * The classes that may be tried again by themselves: money can be there a week later, and a technical fault mended. All
 * others need the person first (a refusal, a closed account, a death), or somebody who finds out.
 */
export const RETRIED_CLASSES = ['funds', 'technical'] as const satisfies readonly ReasonClass[];

/** When a due that is unpaid becomes a named person's choice: credit, wait or refuse (settled question 3). */
export interface UnpaidRule {
  /** Whole days after the day it was due. It matters where credit follows *sent* or *settled*. */
  readonly deadlineDays: number;
}

/** One new try of a failed debit. */
export interface Retry {
  /** Whole days after the failure was known. */
  readonly afterDays: number;
  /** Only failures of these classes are tried again; each of {@link RETRIED_CLASSES}. */
  readonly classes: readonly ReasonClass[];
}

/** What follows a due that is unpaid, step by step; pending is not unpaid, and no step ever adds a fee. */
export interface DunningRule {
  /** Whole days after the day it was due until the kind reminder; no reminder when null. */
  readonly remindAfterDays: number | null;
  /** None, one or two, the sooner first. */
  readonly retries: readonly Retry[];
  /** Whole days after the day it was due until a person calls; nobody calls when null. */
  readonly callAfterDays: number | null;
  /** The most parts that arrears may be paid in; 1 is no instalments. */
  readonly largestInstalments: number;
}
