// A fund's rules: the one document that says how this fund's own experiment works, on every axis where funds differ.
import type { Cents } from '../kernel/money';
import type { DunningRule, UnpaidRule } from './arrears-rules';
import type { EligibilityRule, LeavingRule } from './eligibility-rules';
import type { SpendingRule } from './spending-rules';

export * from './arrears-rules';
export * from './eligibility-rules';
export * from './spending-rules';

/** Who owes and receives: each person, or a household (people who share a food budget). */
export const UNITS = ['person', 'household'] as const;
export type Unit = (typeof UNITS)[number];

/** From when a person who joins owes and receives (settled question 6). */
export const ENTRY_MODES = ['next-month', 'full-current-month', 'pro-rata-by-day'] as const;
export interface EntryRule {
  readonly mode: (typeof ENTRY_MODES)[number];
}

/** One of a voted list of amounts a month. */
export interface BandsContribution {
  readonly mode: 'bands';
  /** In cents, ascending, each once. */
  readonly bandsCents: readonly Cents[];
  /** Added to the pledge for each person of the household after the first. */
  readonly perExtraPersonCents: Cents;
}

/** Any amount between bounds. */
export interface FreeContribution {
  readonly mode: 'free';
  readonly minCents: Cents;
  /** No upper bound when null. */
  readonly maxCents: Cents | null;
  /** Pledges go up by this from the minimum; any cent when null. */
  readonly stepCents: Cents | null;
  /** The pledge is an amount for each person of the household, not for the household. */
  readonly perPerson: boolean;
  readonly perExtraPersonCents: Cents;
}

/** A share of the monthly net income. */
export interface IncomeShareContribution {
  readonly mode: 'income-share';
  /** Hundredths of a per cent: 250 is 2.5 %. */
  readonly shareBasisPoints: number;
  readonly minCents: Cents;
  readonly perExtraPersonCents: Cents;
}

/** One answer to a question of a guided contribution, or one of its sentences, in French as it is read. */
export interface GuidedChoice {
  readonly key: string;
  readonly text: string;
  /** From 0 (the least amount) to 100 (the largest). */
  readonly points: number;
}

/** A question of a guided contribution. */
export interface GuidedQuestion {
  readonly key: string;
  readonly text: string;
  /** How much it counts beside the others: a whole number from 1. */
  readonly weight: number;
  readonly answers: readonly GuidedChoice[];
}

/** Chosen with the help of questions and examples, no proof asked. */
export interface GuidedContribution {
  readonly mode: 'guided';
  /** Amounts shown as examples, ascending; they bind nobody. */
  readonly examplesCents: readonly Cents[];
  readonly minCents: Cents;
  readonly maxCents: Cents | null;
  readonly perExtraPersonCents: Cents;
  readonly questions: readonly GuidedQuestion[];
  /** Three plain sentences, or none: the person says in which one they recognise themselves. */
  readonly sentences: readonly GuidedChoice[];
  /** What is proposed is rounded to this; it does not bind what the person decides. */
  readonly stepCents: Cents;
  /** Whether the answers are kept with the pledge. When not, nothing of them is stored. */
  readonly keepAnswers: boolean;
}

/** Nobody pays in. */
export interface NoContribution {
  readonly mode: 'none';
}

/** What a unit may pledge each month, and what is added to it. */
export type ContributionRule =
  BandsContribution | FreeContribution | IncomeShareContribution | GuidedContribution | NoContribution;

/** Where the pot's money comes from (settled question 5). */
export const POT_RESOURCE_MODES = ['contributions-only', 'contributions-and-grants', 'grants-only'] as const;
export interface PotResourcesRule {
  readonly mode: (typeof POT_RESOURCE_MODES)[number];
  /** Kept aside in the pot: *libre* counts only what is above it. */
  readonly reserveCents: Cents;
}

/** What an extra person under an age brings, in place of the amount of an extra person. */
export interface AgeWeight {
  /** Whole years: 14 means up to 13 years included. */
  readonly underAge: number;
  readonly amountCents: Cents;
}

/** The same amount for every unit. */
export interface FixedAllocation {
  readonly mode: 'fixed';
  readonly amountCents: Cents;
}

/** An amount for the household itself, one for its first person, one for each further person by age. */
export interface HouseholdWeightsAllocation {
  readonly mode: 'household-weights';
  readonly baseCents: Cents;
  readonly firstPersonCents: Cents;
  readonly perExtraPersonCents: Cents;
  /** Youngest first, each age once. */
  readonly ageWeights: readonly AgeWeight[];
}

/** An amount for a household of one, of two, of three…; the last one holds for larger households. */
export interface HouseholdStepsAllocation {
  readonly mode: 'household-steps';
  /** Never descending. */
  readonly stepsCents: readonly Cents[];
}

/** What the month's contributions come to on average, taken once and then frozen. */
export interface MeanAllocation {
  readonly mode: 'mean-of-contributions';
  /** When the mean is lower, the pot tops it up to this amount; no top-up when null. */
  readonly topUpToCents: Cents | null;
}

/** Nothing in advance: purchases are paid back up to a ceiling a month. */
export interface ReimbursementAllocation {
  readonly mode: 'reimbursement';
  readonly upToCents: Cents;
}

/** Nothing is credited to members. */
export interface NoAllocation {
  readonly mode: 'none';
}

/** What a unit receives each month. */
export type AllocationRule =
  | FixedAllocation
  | HouseholdWeightsAllocation
  | HouseholdStepsAllocation
  | MeanAllocation
  | ReimbursementAllocation
  | NoAllocation;

/** When the allocation is credited. A day that the month does not have is its last day. */
export type CreditedRule =
  | { readonly mode: 'day-of-month'; readonly day: number }
  | { readonly mode: 'when-sent' }
  | { readonly mode: 'when-settled' };

/** What becomes of credit that is not spent. */
export type UnspentRule =
  | { readonly mode: 'accumulate' }
  | { readonly mode: 'cap'; readonly months: number }
  | {
      readonly mode: 'expire';
      readonly months: number;
      /** Whole days before the last day to spend, when the person is warned; 0 is no warning. */
      readonly warnDaysBefore: number;
    }
  | {
      readonly mode: 'end-of-project';
      /** The last day to spend, e.g. `2027-12-31`; null while it is not decided. */
      readonly endsOn: string | null;
    };

/** Which part of a purchase the fund bears. Rates are whole per cents. */
export type CoverageRule =
  | { readonly mode: 'all-or-nothing' }
  | { readonly mode: 'approved-products' }
  | { readonly mode: 'rate-per-label'; readonly ratesPercent: readonly number[] }
  | {
      readonly mode: 'three-prices';
      readonly ratesPercent: { readonly accessible: number; readonly fair: number; readonly solidarity: number };
    };

/** What a lottery may be weighted by. */
export const STRATA = [
  'gender',
  'age',
  'household',
  'income',
  'disposable-income',
  'resources',
  'socio-professional',
  'commune',
  'years-in-territory',
] as const;
export type Stratum = (typeof STRATA)[number];

/** How people enter the fund. Places count units; null where no number is set. */
export type AdmissionRule =
  | { readonly mode: 'open' }
  | { readonly mode: 'first-come'; readonly places: number | null }
  | { readonly mode: 'waves'; readonly wavePlaces: readonly number[] }
  | { readonly mode: 'by-area'; readonly areas: number | null; readonly wavePlaces: readonly number[] }
  | {
      readonly mode: 'lottery-weighted';
      readonly strata: readonly Stratum[];
      readonly places: number | null;
      /** Least share of places for very low incomes, in hundredths of a per cent. */
      readonly veryLowIncomeBasisPoints: number | null;
    }
  | { readonly mode: 'lottery-by-balance'; readonly when: 'month-end' };

/** How a member pays at an outlet. */
export const PAYMENT_MEDIA = [
  'member-phone',
  'member-number-on-outlet-device',
  'card',
  'paper-ticket',
  'reimbursement-slip',
  'outlet-till',
  'account-at-one-outlet',
] as const;
export type PaymentMedium = (typeof PAYMENT_MEDIA)[number];

/** How contributions are collected. A day that the month does not have is its last day. */
export const COLLECTION_MODES = ['direct-debit', 'by-hand'] as const;
export interface CollectionRule {
  readonly mode: (typeof COLLECTION_MODES)[number];
  readonly dayOfMonth: number;
}

/** What pays for running the fund, in hundredths of a per cent (100 is 1 %). */
export interface RunningCostsRule {
  /** Taken on each contribution received. */
  readonly contributionBasisPoints: number;
  /** Kept back on what outlets are paid; never all of it. */
  readonly outletFeeBasisPoints: number;
}

/** The whole document. Immutable once published; later axes come by upcasting on read. */
export interface Rules {
  readonly schemaVersion: 3;
  readonly unit: Unit;
  readonly entry: EntryRule;
  readonly contribution: ContributionRule;
  readonly potResources: PotResourcesRule;
  readonly allocation: AllocationRule;
  readonly credited: CreditedRule;
  readonly unspent: UnspentRule;
  readonly coverage: CoverageRule;
  readonly admission: AdmissionRule;
  readonly payment: readonly PaymentMedium[];
  readonly collection: CollectionRule;
  readonly runningCosts: RunningCostsRule;
  readonly unpaid: UnpaidRule;
  readonly dunning: DunningRule;
  readonly leaving: LeavingRule;
  readonly eligibility: EligibilityRule;
  readonly spending: SpendingRule;
}
