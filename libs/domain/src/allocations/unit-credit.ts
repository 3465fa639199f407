// What one unit is credited for a month: the rules' amount for the part of the month it takes part in, under the cap.
import type { Month } from '../kernel/calendar';
import { type Cents, NO_MONEY } from '../kernel/money';
import type { Rules } from '../rules/rules';
import type { Composition } from '../members/composition';
import { presenceIn, type Stay } from '../members/presence';
import { allocationFor, creditWithinCap } from './allocation-amount';

/** What a unit's credit depends on; balance in cents is what it has left to spend. */
export interface CreditedUnit {
  readonly stay: Stay;
  readonly composition: Composition;
  readonly balance: Cents;
}

/** Where a unit stands in a month: whether it pledged, its due was opened, that due was answered, it was credited. */
export interface CreditStand {
  readonly pledged: boolean;
  readonly called: boolean;
  readonly answered: boolean;
  readonly credited: boolean;
}

/** Whether a month counts a unit at all: once it is closed, who pledged and was never called joined too late for it. */
export function isOfMonth(closed: boolean, { pledged, called }: CreditStand): boolean {
  return !closed || !pledged || called;
}

/**
 * Whether a unit waits to be credited. Where credit follows the contribution, whoever pledged waits for a due that was
 * sent or has settled; whoever pledged nothing waits for nothing.
 */
export function awaitsCredit(rules: Rules, { pledged, called, answered, credited }: CreditStand): boolean {
  if (credited) return false;
  return rules.credited.mode === 'day-of-month' || !pledged || (called && answered);
}

/** What a unit is credited for a month, in cents; null when it takes no part in it. */
export function creditOf(
  rules: Rules,
  month: Month,
  unit: CreditedUnit & { readonly mean: Cents | null },
): Cents | null {
  const presence = presenceIn(month, rules.entry, unit.stay);
  if (!presence) return null;
  if (rules.allocation.mode === 'none' || rules.allocation.mode === 'reimbursement') return NO_MONEY;
  const { composition, mean, balance } = unit;
  const credit = allocationFor(rules, { composition, presence, mean });
  const wholeMonth = allocationFor(rules, { composition, presence: { numerator: 1, denominator: 1 }, mean });
  return creditWithinCap(rules, { credit, wholeMonth, balance });
}
