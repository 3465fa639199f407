// Who may enter the fund, what they are asked, and what becomes of credit and arrears when somebody leaves.

/** One of the fund's own questions to those who apply. */
export interface EligibilityQuestion {
  readonly key: string;
  /** In French, as it is asked. */
  readonly text: string;
  readonly kind: 'yes-no' | 'choice' | 'text';
  /** What can be chosen; empty unless the kind is `choice`. */
  readonly options: readonly string[];
  /** The answer without which one cannot enter: `yes` or `no`, or one of the options; null where any answer will do. */
  readonly required: string | null;
}

/** A share of the fund that is kept for a band of income. */
export interface IncomeBandQuota {
  /** The band as the fund calls it. */
  readonly band: string;
  /** The least share of the fund's units, in hundredths of a per cent. */
  readonly leastBasisPoints: number;
}

/** Who may enter the fund. */
export interface EligibilityRule {
  /** Only people of these communes; anybody's when null. */
  readonly communes: readonly string[] | null;
  /** Only people of these areas; anybody's when null. */
  readonly areas: readonly string[] | null;
  /** Whether one must have come to an information meeting. */
  readonly meetingRequired: boolean;
  readonly questions: readonly EligibilityQuestion[];
  /** Each band once; together at most the whole. */
  readonly incomeBandQuotas: readonly IncomeBandQuota[];
}

/** What becomes of the credit that somebody who leaves has not spent. */
export type LeaverUnspent =
  | { readonly mode: 'kept' }
  | { readonly mode: 'kept-months'; readonly months: number }
  | { readonly mode: 'back-to-pot' };

/** What becomes of what somebody who leaves still owes. */
export const LEAVER_ARREARS = ['stay-owed', 'written-off'] as const;

/** What leaving does. */
export interface LeavingRule {
  readonly unspent: LeaverUnspent;
  readonly arrears: (typeof LEAVER_ARREARS)[number];
}
