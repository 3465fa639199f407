// What the fund asks of whoever collects money for it: asked in batches, answered later by events.
import type { Day, Instant } from '../kernel/calendar';
import type { Cents } from '../kernel/money';
import type { ReasonClass } from '../rules/arrears-rules';

/** The bank's codes by class; the list of return reasons of ISO 20022 (external code sets), as French banks use them. */
const CLASS_OF_CODE: Readonly<Record<string, ReasonClass>> = {
  AM04: 'funds',
  MS03: 'funds',
  MS02: 'refused',
  MD01: 'mandate-dead',
  MD06: 'refund-request',
  MD07: 'deceased',
  AC01: 'account-dead',
  AC04: 'account-dead',
  AC06: 'account-blocked',
  AG01: 'account-blocked',
  AC13: 'account-blocked',
  SL01: 'account-blocked',
};

const TECHNICAL = /^(BE05|FF0[15]|DT01|RC01|AM05|CNOR|DNOR|RR0[1-4])$/;

/** The class of a bank's reason code; one that is not known is for a person to look at. */
export function reasonClassOf(code: string): ReasonClass {
  return CLASS_OF_CODE[code] ?? (TECHNICAL.test(code) ? 'technical' : 'unknown');
}

/**
 * One collection asked for; `attemptId` makes asking twice harmless. `reference` says what it is for (unit, month, number
 * of the attempt) and is the same whoever runs the month and however often.
 */
export interface CollectionRequest {
  readonly attemptId: string;
  readonly reference: string;
  readonly amount: Cents;
  readonly targetOn: Day;
}

/** The answer to asking: taken (with the collector's own reference), refused at once, or not known. Never "paid". */
export type SubmitOutcome =
  | { readonly attemptId: string; readonly kind: 'accepted'; readonly ref: string }
  | { readonly attemptId: string; readonly kind: 'rejected'; readonly reasonCode: string }
  | { readonly attemptId: string; readonly kind: 'unknown' };

/** A debit asked for; `mostCents` is the most of what is owed that it may take, null for all of it. */
export interface AskedCollection {
  readonly askedBy: string;
  readonly dueId: string;
  readonly mostCents: number | null;
}

/** A collection that may have news. */
export interface CollectionUnderWay extends CollectionRequest {
  readonly ref: string;
}

/** News of one collection; `eventRef` is the collector's own and never told twice with another meaning. */
export interface CollectorEvent {
  readonly attemptId: string;
  readonly eventRef: string;
  readonly kind: 'debit-paid' | 'debit-failed' | 'debit-returned';
  readonly reasonCode: string | null;
  readonly happenedOn: Day;
}

/** A collector of money: a port, because the other side is not ours. */
export interface Collector {
  readonly id: 'practice-bank';
  /** Whether it can be asked for this fund; when not, the month's screen says so and money is recorded by hand. */
  readyFor(fund: { readonly demonstration: boolean }): boolean;
  /** Asks for a batch; asking for the same attempt again is answered alike and collects once. */
  submit(batch: readonly CollectionRequest[]): Promise<readonly SubmitOutcome[]>;
  /** What has become of collections by an instant, in the fund's zone. */
  news(underWay: readonly CollectionUnderWay[], now: Instant, timeZone: string): Promise<readonly CollectorEvent[]>;
}

/** The name under which the collector is provided. */
export const COLLECTOR = Symbol('collector');

/**
 * A debtor may have a paid debit returned for eight weeks (SEPA Core rulebook, no-questions-asked refund); the days
 * beyond are the banks' own.
 */
export const DAYS_IT_CAN_COME_BACK = 63;
