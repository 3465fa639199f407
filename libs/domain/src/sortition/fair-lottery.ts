// What a draw is answered: each one's chance, the panels that give it, and the proof that no lottery is fairer.

/**
 * How a lottery is to be fair. `leximin`: the smallest chance per ticket as large as can be, then the next smallest, …; `maximin`:
 * the smallest only; `equal`: the same chance per ticket for everybody where the rows allow it, and LEXIMIN where they do not.
 */
export type Fairness = 'leximin' | 'maximin' | 'equal';

/**
 * One level of the proof. By the multipliers, every lottery over panels that keep the rows gives the weighted mean of the
 * entries' chances per ticket at most `bound`, once those of the levels before have at least their level; so no entry with a
 * weight here can have more than `bound` unless another one here has less. A level of entries that are never drawn has bound 0.
 */
export interface CertificateLevel {
  readonly bound: number;
  /**
   * Weights of the entries, by their place, of this level (they sum to 1). By enumeration also of earlier ones (any size, not
   * below 0): by arithmetic theirs follow from the multipliers.
   */
  readonly weights: readonly (readonly [entry: number, weight: number])[];
  /** Multipliers of the rows by their place: above 0 for a maximum, below 0 for a minimum. */
  readonly rows: readonly (readonly [row: number, multiplier: number])[];
  /** Multipliers of households of more than one entry, by their text. */
  readonly households: readonly (readonly [household: string, multiplier: number])[];
  /**
   * `arithmetic`: weak duality alone proves the bound. `enumeration`: the multipliers do not reach it; the checker goes through
   * all panels itself (small pools, where the relaxation is not attained).
   */
  readonly proof: 'arithmetic' | 'enumeration';
}

/** The proof of a lottery: checked by `checkCertificate` with additions and multiplications, without trust in the solver. */
export interface Certificate {
  readonly levels: readonly CertificateLevel[];
  /** Where chances per ticket may differ by so much only: the levels then prove who is never drawn, and this the rest. */
  readonly cap?: CapProof;
}

/**
 * The proof of the smallest chance per ticket under a cap. In every lottery that keeps it each entry has at least the smallest and
 * (but for those exempt) at most `ratio` times it; weighted with `atLeast`, less `atMost`, that is 1 times the smallest, and
 * the multipliers of rows and households allow no more than `bound`.
 */
export interface CapProof {
  /** The greatest chance per ticket over the smallest. */
  readonly ratio: number;
  readonly bound: number;
  /** Entries that the cap does not hold down, by place. */
  readonly exempt: readonly number[];
  /** Entries that are drawn for sure: nobody is held below another for having a chance of 1. */
  readonly sure: readonly number[];
  readonly atLeast: readonly (readonly [entry: number, weight: number])[];
  readonly atMost: readonly (readonly [entry: number, weight: number])[];
  readonly rows: readonly (readonly [row: number, multiplier: number])[];
  readonly households: readonly (readonly [household: string, multiplier: number])[];
}

/** A lottery over panels, and what is proved of it. */
export interface FairLottery {
  readonly method: Fairness;
  /** `optimal`: no lottery is fairer by more than 1e-6; `within-eps`: by no more than `eps`. */
  readonly status: 'optimal' | 'within-eps';
  readonly eps: number;
  /** Each entry's chance to be drawn, by its place. */
  readonly chances: readonly number[];
  /** Panels as places of entries, each with its chance; the chances sum to 1. */
  readonly panels: readonly { readonly entries: readonly number[]; readonly chance: number }[];
  /** Entries that no allowed panel holds. */
  readonly neverDrawable: readonly number[];
  readonly certificate: Certificate;
}

/** A bound of the problem that would have to give way, and how far. */
export interface Relaxation {
  readonly row: string;
  readonly side: 'min' | 'max';
  readonly from: number;
  readonly to: number;
}

/** Whether any panel is possible, and if none, what is in the way and the smallest changes that would help. */
export type Feasibility =
  | { readonly status: 'feasible'; readonly panel: readonly number[] }
  | {
      readonly status: 'infeasible';
      readonly cause: 'quota' | 'household' | 'size' | 'budget';
      readonly relaxations: readonly Relaxation[];
    };
