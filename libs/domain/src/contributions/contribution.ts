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

/** The line of a payment's movements on which the part that was too much lies. */
const OVERPAID_LINE = 4;

/** A due as the rules see it. */
export interface Due {
  readonly dueId: string;
  readonly accountUnitId: Id<'account-unit'>;
  readonly payerId: Id<'payer'> | null;
  readonly amount: Cents;
  readonly received: Cents;
  /** What the fund decided not to ask for any more. */
  readonly forgiven: Cents;
  readonly state: DueState;
}

/** One attempt to collect a due. */
export interface Attempt {
  readonly attemptId: string;
  readonly method: Method;
  readonly amount: Cents;
  /** The part of it that nothing was owed for: it is held for whoever paid. */
  readonly overpaid: Cents;
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

/** Money handed over by somebody for a due, in cents, before it is received. */
export function handedOver(attemptId: string, method: Method, amount: Cents): Attempt {
  return { attemptId, method, amount, overpaid: NO_MONEY, state: 'scheduled', reasonCode: null, reasonClass: null };
}

/** The state that follows from what was received, of which some may have been forgiven. */
export function stateOf(amount: Cents, received: Cents, forgiven: Cents = NO_MONEY): DueState {
  if (received + forgiven >= amount) return 'paid';
  return received > 0 ? 'partly-paid' : 'open';
}

/** What is owed of a due, in cents. */
export function owed(due: Due): Cents {
  if (due.state === 'cancelled' || due.state === 'written-off') return NO_MONEY;
  return minus(minus(due.amount, due.received), due.forgiven);
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
    due: { ...due, received, state: stateOf(due.amount, received, due.forgiven) },
    attempt: { ...attempt, state: 'paid', reasonCode: null, reasonClass: null },
    transfers: receiptTransfers({ due, attempt, rules, receivedBefore: due.received }),
  };
}

/** Money that had come in went back: the due is owed again, and what the receipt moved is to be reversed. */
export function giveBack(due: Due, attempt: Attempt, reasonCode: string | null): Settlement {
  const received = minus(due.received, minus(attempt.amount, attempt.overpaid));
  const isOwed = received + due.forgiven < due.amount;
  return {
    due: { ...due, received, state: isOwed ? stateOf(due.amount, received, due.forgiven) : due.state },
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
      if (attempt.state === 'paid') return giveBack(due, attempt, news.reasonCode);
      // It came in, nobody had said yet what for, and it went back: nothing was booked, and nothing is.
      return attempt.state === 'unknown'
        ? { due, attempt: { ...attempt, state: 'failed', ...reason(news.reasonCode) }, transfers: [] }
        : null;
  }
}

/**
 * A person says of an attempt that hung that the money did come in: what is owed is paid by it, and the rest is held for
 * whoever paid it.
 */
export function collectInQuestion(due: Due, attempt: Attempt, rules: Rules): Settlement {
  const isOpen = due.state === 'open' || due.state === 'partly-paid';
  const kept = isOpen ? cents(Math.min(attempt.amount, owed(due))) : NO_MONEY;
  const overpaid = minus(attempt.amount, kept);
  const received = kept > 0 ? receive(due, { ...attempt, amount: kept }, rules) : { due, transfers: [] };
  const paid: Attempt = { ...attempt, overpaid, state: 'paid', reasonCode: null, reasonClass: null };
  const held: Transfer = {
    debit: arrivesOn(attempt.method),
    credit: fundAccount('held-for-others'),
    amount: overpaid,
    sourceId: attempt.attemptId,
    line: OVERPAID_LINE,
    entryId: attempt.attemptId,
    moneySource: 'member',
  };
  return { due: received.due, attempt: paid, transfers: [...received.transfers, ...(overpaid > 0 ? [held] : [])] };
}

/** A person says of an attempt that hung that no money came in: what is owed stays owed. */
export function failInQuestion(attempt: Attempt): Attempt {
  return { ...attempt, state: 'failed', ...reason('NOT-COLLECTED') };
}

/** What was held for whoever paid too much goes back to them, from the account it came in on. */
export function payBackTransfer(attempt: Attempt): Transfer {
  return {
    debit: fundAccount('held-for-others'),
    credit: arrivesOn(attempt.method),
    amount: attempt.overpaid,
    sourceId: attempt.attemptId,
    line: 1,
    entryId: attempt.attemptId,
  };
}

/** A decision not to ask for a part of a due, with its transfer. */
export interface Forgiven {
  readonly due: Due;
  readonly transfers: readonly Transfer[];
}

/**
 * The fund does not ask for an amount (cents) of what is left of a due any more. What was received stays received; a due of
 * which nothing is left is written off.
 * @throws RuleBroken `due-not-open`, `forgiveness-too-large`
 */
export function forgive(due: Due, amount: Cents, forgivenessId: string): Forgiven {
  if (due.state !== 'open' && due.state !== 'partly-paid') throw new RuleBroken('due-not-open', { state: due.state });
  if (amount > owed(due)) throw new RuleBroken('forgiveness-too-large', { owedCents: owed(due) });
  const after = { ...due, forgiven: plus(due.forgiven, amount) };
  const transfer: Transfer = {
    debit: fundAccount('contributions-called'),
    credit: receivable(due),
    amount,
    sourceId: forgivenessId,
    line: 1,
    entryId: forgivenessId,
  };
  return {
    due: { ...after, state: owed(after) > 0 ? stateOf(due.amount, due.received, after.forgiven) : 'written-off' },
    transfers: [transfer],
  };
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

/** A due as it now stands, the month that called it and the rules it was called under. */
export interface DueReceived {
  readonly due: Due;
  readonly monthRunId: string;
  readonly rules: Rules;
}

/** The months, each once, whose crediting is to be asked for since a due of theirs is paid. */
export function monthsToCredit(received: readonly DueReceived[]): string[] {
  const months = received
    .filter(({ due, rules }) => due.state === 'paid' && rules.credited.mode !== 'day-of-month')
    .map(({ monthRunId }) => monthRunId);
  return [...new Set(months)];
}
