// How a fund's credit may be spent and when outlets are paid: limits, paper, three prices, payouts.
import type { Cents } from '../kernel/money';

/** Who is paid for a reimbursement slip: the outlet (nobody has to advance cash), or the member who paid there. */
export const SLIP_PAYEES = ['outlet', 'member'] as const;

/** A reimbursement slip. */
export interface SlipRule {
  /** The most a slip may come to; so much credit is held from its issue on. */
  readonly ceilingCents: Cents;
  readonly paysTo: (typeof SLIP_PAYEES)[number];
  /** Whole days after the purchase in which the slip is still taken. */
  readonly lateDays: number;
}

/** How often outlets are paid. With `threshold`: as soon as so much is owed. */
export const PAYOUT_RHYTHMS = ['week', 'fortnight', 'month', 'threshold'] as const;

/** When an outlet is paid what it is owed. */
export interface PayoutRule {
  readonly every: (typeof PAYOUT_RHYTHMS)[number];
  /** An outlet that is owed less waits for the next time; 0: any amount is paid. */
  readonly thresholdCents: Cents;
}

/** How credit is spent. */
export interface SpendingRule {
  /** The most an account pays at once; no limit when null. */
  readonly perPurchaseMaxCents: Cents | null;
  /** The most an account unit spends in a day; no limit when null. */
  readonly perDayMaxCents: Cents | null;
  /** Whole minutes after which a payment request expires. */
  readonly requestMinutes: number;
  /** Whole days after a purchase in which the coordinator may refund it; the outlet may on the same day. */
  readonly refundDays: number;
  /** The values of paper tickets there are, ascending, each once. */
  readonly ticketValuesCents: readonly Cents[];
  /** A ticket is good for so many months after its issue. */
  readonly ticketMonths: number;
  readonly slip: SlipRule;
  readonly payouts: PayoutRule;
  /** With three prices: the most the pot bears at an outlet on a market day; no ceiling when null. */
  readonly tallyDayMaxCents: Cents | null;
  /** Whether an outlet sees who bought by their initials; never a name. */
  readonly outletsSeeInitials: boolean;
  readonly coversAlcohol: boolean;
  readonly coversNonFood: boolean;
  /** Only outlets of these communes may be approved; of any commune when null. */
  readonly areas: readonly string[] | null;
}
