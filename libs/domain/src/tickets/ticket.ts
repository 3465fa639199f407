// A paper ticket of a fixed value: worth its value once, at an outlet of its fund, until its last day.
import { type NumberedThing, readNumber } from '../cards/checked-number';
import { compareDays, type Day } from '../kernel/calendar';
import { type Cents, sum, times } from '../kernel/money';
import { RuleBroken } from '../kernel/rule-broken';
import type { Rules, SpendingRule } from '../rules/rules';

/** What a ticket's number begins with. */
export const TICKET: NumberedThing = 'T';

/** Out among people; paid with; brought back unused; its time is over and its money back on the account; paid with by
 * mistake, which was undone: its money is back on the account too. */
export const TICKET_STATES = ['issued', 'redeemed', 'taken-back', 'expired', 'undone'] as const;
export type TicketState = (typeof TICKET_STATES)[number];

/** The most tickets that one sheet holds. */
export const LARGEST_SHEET = 50;

/** A ticket as it stands; `value` in cents. */
export interface Ticket {
  readonly ticketId: string;
  readonly ticketNo: string;
  readonly accountUnitId: string;
  readonly value: Cents;
  readonly state: TicketState;
  readonly issuedOn: Day;
  /** The last day on which it pays. */
  readonly goodUntil: Day;
  /** The day on which it was reported lost; null: it was not. */
  readonly lostOn: Day | null;
}

/** So many tickets of one value, in cents. */
export interface TicketsWanted {
  readonly value: Cents;
  readonly count: number;
}

/** A sheet about to be issued: the value of each ticket, their sum, and its dates. */
export interface SheetPlan {
  readonly values: readonly Cents[];
  readonly total: Cents;
  readonly goodUntil: Day;
  /** The last day on which a ticket that was spent in time may still be brought by an outlet (settled question 9). */
  readonly takenUntil: Day;
}

/** @throws RuleBroken `no-account-purchases` with three prices, `medium-not-offered` where the fund does not pay on paper */
export function mustHaveTickets({ coverage, payment }: Pick<Rules, 'coverage' | 'payment'>): void {
  if (coverage.mode === 'three-prices') throw new RuleBroken('no-account-purchases');
  if (!payment.includes('paper-ticket')) throw new RuleBroken('medium-not-offered', { offered: payment });
}

/**
 * What a sheet that is asked for on a day comes to under the rules.
 * @throws RuleBroken `ticket-value-not-in-rules` with the values there are, `ticket-sheet-too-large`
 */
export function planSheet(wanted: readonly TicketsWanted[], rule: SpendingRule, today: Day): SheetPlan {
  const odd = wanted.find(({ value }) => !rule.ticketValuesCents.includes(value));
  if (odd) throw new RuleBroken('ticket-value-not-in-rules', { valuesCents: [...rule.ticketValuesCents] });
  const values = wanted.flatMap(({ value, count }) => Array.from({ length: count }, () => value));
  if (values.length > LARGEST_SHEET) throw new RuleBroken('ticket-sheet-too-large', { most: LARGEST_SHEET });
  const goodUntil = today.add({ months: rule.ticketMonths });
  return {
    values,
    total: sum(wanted.map(({ value, count }) => times(value, count))),
    goodUntil,
    takenUntil: goodUntil.add({ days: rule.slip.lateDays }),
  };
}

/**
 * Why a ticket does not pay for what was bought on a day; null when it does. The day of the purchase decides: what was
 * handed over before it was lost, or on its last day, pays even when the box of paper comes weeks later.
 */
export function redeemingRefused(ticket: Ticket | null, boughtOn: Day): RuleBroken | null {
  if (ticket === null) return new RuleBroken('ticket-unknown');
  if (ticket.state === 'redeemed') return new RuleBroken('ticket-already-redeemed');
  if (ticket.state === 'taken-back') return new RuleBroken('ticket-taken-back');
  if (ticket.state === 'undone') return new RuleBroken('ticket-undone');
  if (ticket.state === 'expired' || compareDays(boughtOn, ticket.goodUntil) > 0) {
    return new RuleBroken('ticket-expired', { goodUntil: ticket.goodUntil.toString() });
  }
  if (compareDays(boughtOn, ticket.issuedOn) < 0) return new RuleBroken('ticket-issued-later');
  const { lostOn } = ticket;
  return lostOn !== null && compareDays(boughtOn, lostOn) >= 0 ? new RuleBroken('ticket-lost') : null;
}

/** Why an unused ticket cannot be taken back; null when it can. One reported lost can: it is in somebody's hand. */
export function takingBackRefused(ticket: Ticket | null): RuleBroken | null {
  if (ticket === null) return new RuleBroken('ticket-unknown');
  if (ticket.state === 'redeemed') return new RuleBroken('ticket-already-redeemed');
  if (ticket.state === 'taken-back') return new RuleBroken('ticket-taken-back');
  if (ticket.state === 'undone') return new RuleBroken('ticket-undone');
  return ticket.state === 'expired' ? new RuleBroken('ticket-expired') : null;
}

/** @throws RuleBroken `ticket-undone`, `ticket-not-redeemed` unless the ticket has paid, and still counts as having paid */
export function mustBeRedeemed({ state }: Pick<Ticket, 'state'>): void {
  if (state === 'undone') throw new RuleBroken('ticket-undone');
  if (state !== 'redeemed') throw new RuleBroken('ticket-not-redeemed');
}

/** The numbers of a list as they are kept. @throws RuleBroken `number-mistyped`, `ticket-listed-twice` */
export function readTicketNumbers(typed: readonly string[]): string[] {
  const seen = new Set<string>();
  return typed.map((text) => {
    const number = readNumber(TICKET, text);
    if (number === null) throw new RuleBroken('number-mistyped', { field: 'ticketNos', typed: text.slice(0, 20) });
    if (seen.has(number)) throw new RuleBroken('ticket-listed-twice', { ticketNo: number });
    seen.add(number);
    return number;
  });
}

/**
 * The tickets of a list, when each of them will do. @throws RuleBroken the refusal of the first that will not, with the
 * number and, in `faults`, each other that will not
 */
export function everyTicket(
  numbers: readonly string[],
  known: ReadonlyMap<string, Ticket>,
  refused: (ticket: Ticket | null) => RuleBroken | null,
): Ticket[] {
  const looked = numbers.map((ticketNo) => {
    const ticket = known.get(ticketNo) ?? null;
    return { ticketNo, ticket, refusal: refused(ticket) };
  });
  const faults = looked.flatMap(({ ticketNo, refusal }) => (refusal ? [{ ticketNo, code: refusal.code }] : []));
  const first = looked.find(({ refusal }) => refusal !== null);
  if (first?.refusal) {
    const { code, facts } = first.refusal;
    throw new RuleBroken(code, { ...facts, ticketNo: first.ticketNo, faults });
  }
  return looked.flatMap(({ ticket }) => (ticket ? [ticket] : []));
}

/**
 * The sum of a box, in cents, when it is the one that was written on it.
 * @throws RuleBroken `ticket-total-differs` with both sums
 */
export function checkedTotal(tickets: readonly Ticket[], written: Cents | null): Cents {
  const total = sum(tickets.map(({ value }) => value));
  if (written !== null && written !== total) {
    throw new RuleBroken('ticket-total-differs', { totalCents: total, controlTotalCents: written });
  }
  return total;
}

/** So many days before its last day whoever has a ticket is told. */
export const TICKET_WARNING_DAYS = 21;

/** Tickets of a sheet that are out and soon pay no more; `totalCents` what they are worth. */
export interface EndingSheet {
  readonly sheetId: string;
  readonly accountUnitId: string;
  readonly tickets: number;
  readonly totalCents: number;
  readonly goodUntil: string;
}

/** What the people of a unit are told of their tickets. */
export interface TicketWarning {
  readonly key: string;
  readonly kind: 'tickets-end';
  readonly accountUnitId: string;
  readonly personId: null;
  readonly facts: Omit<EndingSheet, 'sheetId' | 'accountUnitId'>;
  readonly deadlineDays: null;
}

/** The warning of a sheet: written once for it, however often somebody looks. */
export function ticketWarning({ sheetId, accountUnitId, ...facts }: EndingSheet): TicketWarning {
  const key = `tickets-end/${sheetId}`;
  return { key, kind: 'tickets-end', accountUnitId, personId: null, facts, deadlineDays: null };
}

/** A line of approval by which something is covered, with the kind of product that it serves statistics with. */
export interface CoveredLine {
  readonly approvalLineId: string;
  readonly category: string;
  readonly coveragePercent: number;
}

/**
 * What tickets were spent on, for the figures: the first line of the category that the outlet tells, or the only line there
 * is; null when nothing is told of several. @throws RuleBroken `ticket-category-not-covered` with those that are
 */
export function lineTold<Line extends CoveredLine>(lines: readonly Line[], category: string | null): Line | null {
  if (category === null) return lines.length === 1 ? (lines[0] ?? null) : null;
  const found = lines.find((line) => line.category === category);
  if (found) return found;
  throw new RuleBroken('ticket-category-not-covered', { categories: [...new Set(lines.map((line) => line.category))] });
}

/**
 * What the square code of a ticket holds: an ordinary address, which any telephone opens. It names the fund and the ticket,
 * and tells nothing of whose it is. `origin` is like `https://tablee.example`.
 */
export function ticketAddress(origin: string, fundSlug: string, ticketNo: string): string {
  return `${origin}/t/${fundSlug}/${ticketNo}`;
}
