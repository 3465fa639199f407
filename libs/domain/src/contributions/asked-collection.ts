// A debit that is asked for again on the same due: a new try after a failure, or an instalment on its day.

/** A debit asked for; `mostCents` is the most of what is owed that it may take, null for all of it. */
export interface AskedCollection {
  readonly askedBy: string;
  readonly dueId: string;
  readonly mostCents: number | null;
}
