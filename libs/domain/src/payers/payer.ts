// A third party that pays for somebody: an employer, a CCAS, a CAF, an association.
import { compareMonths, dayInMonth, type Day, type Month } from '../kernel/calendar';
import { type Cents } from '../kernel/money';
import { RuleBroken } from '../kernel/rule-broken';
import type { MoneySource } from '../ledger/transfer';
import type { ShareRule } from './payer-share';

/** What a payer is. */
export type PayerKind = 'employer' | 'ccas' | 'caf' | 'association' | 'other';

/** A payer as it is recorded. */
export interface PayerCard {
  readonly name: string;
  readonly kind: PayerKind;
  /** What its money counts as in the fund's accounts; its movements say `payer`. */
  readonly moneySource: Extract<MoneySource, 'public' | 'private'>;
  readonly contact: string | null;
  readonly address: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  /** The day of the month on which it is called; the last day of shorter months. */
  readonly callDay: number;
  /** How many days it has to pay after its call. */
  readonly daysToPay: number;
  /** What it wants to read on its calls: an order number, a budget line. */
  readonly reference: string | null;
}

/** What a payer agrees to pay for one unit. */
export interface AgreementTerms {
  readonly share: ShareRule;
  /** The most for this unit and month, in cents; null: no limit. */
  readonly unitCap: Cents | null;
  /** Who pays first, from 1, where several payers stand for one unit. */
  readonly rank: number;
  /** The payer's own name for this person: a file number, a badge. */
  readonly reference: string | null;
}

/** The day on which a payer is called for a month. */
export function callDayOf(month: Month, { callDay }: Pick<PayerCard, 'callDay'>): Day {
  return dayInMonth(month, callDay);
}

/**
 * Checks the last month of a payer that ends. @throws RuleBroken `payer-ended` when it has ended before,
 * `month-already-begun` when that month's dues may be called already
 */
export function checkPayerEnd(ended: Month | null, lastMonth: Month, firstOpenMonth: Month): void {
  if (ended) throw new RuleBroken('payer-ended', { lastMonth: ended.toString() });
  if (compareMonths(lastMonth, firstOpenMonth.subtract({ months: 1 })) >= 0) return;
  throw new RuleBroken('month-already-begun', {
    month: lastMonth.add({ months: 1 }).toString(),
    firstOpenMonth: firstOpenMonth.toString(),
  });
}
