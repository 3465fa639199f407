// What a person is told before credit ends: which month's, how much is left, and the last day to spend it.
import type { DatedLot } from './ended-credit';
import type { LotEnd } from './lot-dates';

/** A warning as a notice: told once for a lot and its date, however often it is looked at. */
export interface ExpiryWarning {
  readonly key: string;
  readonly kind: 'credit-ends';
  readonly accountUnitId: string;
  readonly personId: null;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly deadlineDays: null;
}

/** The key of the warning of one lot of a unit: where the last day was moved, there is a warning of the new one. */
export function warningKey(accountUnitId: string, { lotMonth, expiresOn, end }: DatedLot): string {
  const booked = expiresOn?.toString() ?? 'open';
  return `credit-ends/${accountUnitId}/${lotMonth.toString()}/${booked}/${end?.day.toString() ?? 'open'}`;
}

/** The warning of one lot; amounts in cents, as they are on the day it is written. */
export function warningOf(accountUnitId: string, lot: DatedLot & { readonly end: LotEnd }): ExpiryWarning {
  return {
    key: warningKey(accountUnitId, lot),
    kind: 'credit-ends',
    accountUnitId,
    personId: null,
    facts: {
      lotMonth: lot.lotMonth.toString(),
      leftCents: lot.leftCents,
      lastDay: lot.end.day.toString(),
      cause: lot.end.cause,
    },
    deadlineDays: null,
  };
}
