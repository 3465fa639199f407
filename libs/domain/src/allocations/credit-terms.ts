// On what terms a month is credited when the pot can, or cannot, bear it (settled question 5): never silently less.
import { compareDays, type Day, dayInMonth, type Month } from '../kernel/calendar';
import { type Cents, cents, minus, shareOf } from '../kernel/money';
import { RuleBroken } from '../kernel/rule-broken';
import type { Rules } from '../rules/rules';

/** What was decided for a month: as the rules say, or, when the pot could not bear it, one of three ways out. */
export type Decision = 'as-ruled' | 'use-reserve' | 'reduce-equally' | 'postpone';

/** The frozen terms; `wanted` is what the rules give in all, in cents; each credit is taken times `scale`. */
export interface CreditTerms {
  readonly units: number;
  readonly wanted: Cents;
  readonly mean: Cents | null;
  readonly decision: Decision;
  readonly scale: { readonly numerator: number; readonly denominator: number };
}

/** What the terms are made from: the pot now, the reserve, all in cents. */
export interface CreditRequest {
  readonly units: number;
  readonly wanted: Cents;
  readonly mean: Cents | null;
  readonly pot: Cents;
  readonly decision: Decision;
}

/** Why crediting stops, what is missing above the reserve and what is wanted in all, in cents. */
export interface Stopped {
  readonly stopped: 'pot-too-low' | 'postponed' | 'awaiting-contributions';
  readonly missing: Cents;
  readonly wanted: Cents;
}

/** The terms, or why crediting stops before the first credit. */
export type Terms = { readonly terms: CreditTerms } | Stopped;

/**
 * Decides the terms of a month. The pot above the reserve must bear all of it; if not, crediting stops until someone
 * decides: use the reserve, reduce equally (each credit by the same share, rounded down), or postpone.
 */
export function creditTerms(rules: Rules, request: CreditRequest): Terms {
  const { pot, wanted, decision } = request;
  const whole = { numerator: 1, denominator: 1 };
  const terms = { units: request.units, wanted, mean: request.mean, decision, scale: whole };
  const available = availableIn(rules, pot, decision);
  // Where credit follows each contribution the pot need not bear the whole at once: it is asked page by page.
  if (wanted <= available || rules.credited.mode !== 'day-of-month') return { terms };
  const missing = minus(wanted, available);
  if (decision === 'reduce-equally')
    return { terms: { ...terms, scale: { numerator: available, denominator: wanted } } };
  return { stopped: decision === 'postpone' ? 'postponed' : 'pot-too-low', missing, wanted };
}

/**
 * Whether credits under terms that are frozen can still be borne: null when they can. A credit comes late when somebody
 * joins or pays late; the terms stay as they are, so that equal units keep getting the same.
 */
export function stillBorne(rules: Rules, at: Pick<CreditRequest, 'pot' | 'wanted' | 'decision'>): Stopped | null {
  const available = availableIn(rules, at.pot, at.decision);
  if (at.wanted <= available) return null;
  return { stopped: 'pot-too-low', missing: minus(at.wanted, available), wanted: at.wanted };
}

function availableIn(rules: Rules, pot: Cents, decision: Decision): Cents {
  return cents(Math.max(0, pot - (decision === 'use-reserve' ? 0 : rules.potResources.reserveCents)));
}

/** A credit under the frozen terms, in cents, rounded down. */
export function scaled(amount: Cents, { scale }: CreditTerms): Cents {
  return shareOf(amount, scale.numerator, scale.denominator);
}

/** Whether a month's credits are due on a day: from the fund's day on, or, where credit follows the contribution, at once. */
export function creditIsDue(rules: Rules, month: Month, today: Day): boolean {
  const { credited } = rules;
  return credited.mode !== 'day-of-month' || compareDays(today, dayInMonth(month, credited.day)) >= 0;
}

/**
 * Checks that a decision can be taken: crediting must have stopped, and the reserve must be enough where it is used.
 * @throws RuleBroken `credit-not-stopped`, `reserve-too-low`
 */
export function checkDecision(decision: Decision, at: { stopped: boolean; pot: Cents; wanted: Cents }): void {
  if (!at.stopped) throw new RuleBroken('credit-not-stopped');
  if (decision === 'use-reserve' && at.pot < at.wanted) {
    throw new RuleBroken('reserve-too-low', { potCents: at.pot, wantedCents: at.wanted });
  }
}
