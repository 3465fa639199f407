// What a draw is asked: who stands for it, and which panels may come out of it. Councils and admissions alike.

/** What every panel must keep: the sum of its entries' amounts lies between `min` and `max` (null: no bound). */
export interface Row {
  /** Tells rows apart, e.g. `quota/genre/Femme`, `size`, `budget`. */
  readonly key: string;
  readonly min: number | null;
  readonly max: number | null;
}

/** One who stands for the draw: a volunteer, or in an admission a whole household that enters together. */
export interface Entry {
  /** The public code. */
  readonly code: string;
  /** Chances are made as equal as can be per ticket: 1 for each in a council, more with waiting in an admission. */
  readonly tickets: number;
  /** Of the entries with the same text at most one is drawn; null: nobody else is of this household. */
  readonly household: string | null;
  /** What it counts in each row of the problem, in the rows' order: whole numbers, e.g. 1 in the row of its class, cents in a budget. */
  readonly amounts: readonly number[];
}

/** A draw as arithmetic sees it. The order of entries is the order of the frozen list: results name entries by their place in it. */
export interface DrawProblem {
  readonly rows: readonly Row[];
  readonly entries: readonly Entry[];
}
