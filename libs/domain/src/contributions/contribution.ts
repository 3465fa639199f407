// A month's contribution: what is due, what was received, what may happen to it, and the transfers that say so.
import type { Day } from '../kernel/calendar';
import type { Id } from '../kernel/id';
import { type Cents, cents, minus, NO_MONEY, plus } from '../kernel/money';
import { RuleBroken } from '../kernel/rule-broken';
import type { Rules } from '../rules/rules';
import { type AccountRef, fundAccount, type MoneySource, type Transfer } from '../ledger/transfer';
import { type CollectorEvent, reasonClassOf } from './collectors';
import { shareNextReceipt } from './running-cost-share';

/** Where a due stands. */
export type DueState = 'open' | 'partly-paid' | 'paid' | 'cancelled' | 'written-off';

/** Where an attempt to collect stands; the same words for every collector. */
export type AttemptState =
  | 'scheduled'
  | 'notified'
  | 'submitted'
  | 'processing'
  | 'paid'
  | 'failed'
  | 'returned'
  | 'refunded'
  | 'cancelled'
  | 'unknown';

/** How money comes in. */
export type Method = 'direct-debit' | 'cash' | 'cheque' | 'transfer';

/** A due as the rules see it. */
export interface Due {
  readonly dueId: string;
  readonly accountUnitId: Id<'account-unit'>;
  readonly payerId: Id<'payer'> | null;
  readonly amount: Cents;
  readonly received: Cents;
  readonly state: DueState;
}

/** One attempt to collect a due. */
export interface Attempt {
  readonly attemptId: string;
  readonly method: Method;
  readonly amount: Cents;
  readonly state: AttemptState;
  readonly reasonCode: string | null;
  readonly reasonClass: string | null;
}

/** A decision and its bookkeeping, made together so that they cannot disagree; a returned attempt reverses what it moved. */
export interface Settlement {
  readonly due: Due;
  readonly attempt: Attempt;
  readonly transfers: readonly Transfer[];
}

/** The state that follows from what was received. */
export function stateOf(amount: Cents, received: Cents): DueState {
  if (received >= amount) return 'paid';
  return received > 0 ? 'partly-paid' : 'open';
}

/** What is owed of a due, in cents. */
export function owed(due: Due): Cents {
  return due.state === 'cancelled' || due.state === 'written-off' ? NO_MONEY : minus(due.amount, due.received);
}

/** The transfer of a due being opened: the unit (or its payer) owes what is called. A due of nothing moves nothing. */
export function openingTransfers(due: Due): Transfer[] {
  if (due.amount === 0) return [];
  return [
    {
      debit: receivable(due),
      credit: fundAccount('contributions-called'),
      amount: due.amount,
      sourceId: due.dueId,
      line: 1,
      entryId: due.dueId,
    },
  ];
}

/**
 * Money came in for a due: it is no longer owed, and what was called becomes the pot's, less the running-cost share.
 * @throws RuleBroken `due-not-open`, `receipt-too-large`
 */
export function receive(due: Due, attempt: Attempt, rules: Rules): Settlement {
  if (due.state !== 'open' && due.state !== 'partly-paid') throw new RuleBroken('due-not-open', { state: due.state });
  if (attempt.amount > owed(due)) throw new RuleBroken('receipt-too-large', { owedCents: owed(due) });
  const received = plus(due.received, attempt.amount);
  return {
    due: { ...due, received, state: stateOf(due.amount, received) },
    attempt: { ...attempt, state: 'paid', reasonCode: null, reasonClass: null },
    transfers: receiptTransfers({ due, attempt, rules, receivedBefore: due.received }),
  };
}

/** Money that had come in went back: the due is owed again, and what the receipt moved is to be reversed. */
export function giveBack(due: Due, attempt: Attempt, reasonCode: string | null): Settlement {
  const received = minus(due.received, attempt.amount);
  return {
    due: { ...due, received, state: stateOf(due.amount, received) },
    attempt: { ...attempt, state: 'returned', ...reason(reasonCode) },
    transfers: [],
  };
}

/**
 * What a collector's news changes; null when it changes nothing (told before, or late: the attempt is further on).
 * A payment that comes in for a due which is settled by now is kept for a person: the attempt becomes `unknown`.
 */
export function settle(due: Due, attempt: Attempt, event: { news: CollectorEvent; rules: Rules }): Settlement | null {
  const { news, rules } = event;
  const underWay = ['scheduled', 'notified', 'submitted', 'processing'].includes(attempt.state);
  switch (news.kind) {
    case 'debit-paid':
      if (!underWay) return null;
      return attempt.amount > owed(due)
        ? { due, attempt: { ...attempt, state: 'unknown', ...reason('OVERPAID') }, transfers: [] }
        : receive(due, attempt, rules);
    case 'debit-failed':
      if (!underWay) return null;
      return { due, attempt: { ...attempt, state: 'failed', ...reason(news.reasonCode) }, transfers: [] };
    case 'debit-returned':
      return attempt.state === 'paid' ? giveBack(due, attempt, news.reasonCode) : null;
  }
}

/** The account that money of a method arrives on. */
export function arrivesOn(method: Method): AccountRef {
  switch (method) {
    case 'cash':
      return fundAccount('cash');
    case 'cheque':
      return fundAccount('in-transit');
    case 'direct-debit':
    case 'transfer':
      return fundAccount('bank');
  }
}

/** When a due is to be debited: on the fund's day of the contribution month (its last day where it is shorter). */
export function dueDay(month: { toPlainDate(day: { day: number }): Day; daysInMonth: number }, rules: Rules): Day {
  return month.toPlainDate({ day: Math.min(rules.collection.dayOfMonth, month.daysInMonth) });
}

function reason(code: string | null): Pick<Attempt, 'reasonCode' | 'reasonClass'> {
  return { reasonCode: code, reasonClass: code === null ? null : reasonClassOf(code) };
}

function receivable(due: Due): AccountRef {
  return { kind: 'receivable', owner: due.payerId ?? due.accountUnitId };
}

interface Receipt {
  readonly due: Due;
  readonly attempt: Attempt;
  readonly rules: Rules;
  readonly receivedBefore: Cents;
}

function receiptTransfers({ due, attempt, rules, receivedBefore }: Receipt): Transfer[] {
  const { pot, runningCosts } = shareNextReceipt(rules, receivedBefore, attempt.amount);
  const moneySource: MoneySource = due.payerId ? 'payer' : 'member';
  const called = fundAccount('contributions-called');
  const line = (no: number, debit: AccountRef, credit: AccountRef, amount: Cents): Transfer => ({
    debit,
    credit,
    amount: cents(amount),
    sourceId: attempt.attemptId,
    line: no,
    entryId: attempt.attemptId,
    moneySource,
  });
  return [
    line(1, arrivesOn(attempt.method), receivable(due), attempt.amount),
    line(2, called, fundAccount('pot'), pot),
    line(3, called, fundAccount('running-costs'), runningCosts),
  ].filter(({ amount }) => amount > 0);
}
