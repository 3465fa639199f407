// One kind of refusal, as the catalogue of problems tells it.

/** How one kind of refusal is answered. */
export interface ProblemKind {
  readonly status: number;
  readonly title: string;
}

/** A status, and a French title that says what to do. */
export const kind = (status: number, title: string): ProblemKind => ({ status, title });
