// A reimbursement slip: paper that holds credit while it is out, and comes back late (settled question 9).
import { compareDays, type Day, daysBetween, monthOfDay } from '../kernel/calendar';
import { type Cents, NO_MONEY } from '../kernel/money';
import { RuleBroken } from '../kernel/rule-broken';
import { type BasketLine, coveredOf } from '../purchases/shares';
import type { Rules } from '../rules/rules';

/** Where a slip is: out, said to be lost, given back unused, or paid. */
export type SlipState = 'issued' | 'lost' | 'unused' | 'used';

/** An issued slip as a rule looks at it; ceiling in cents. */
export interface Slip {
  readonly slipId: string;
  readonly accountUnitId: string;
  readonly ceiling: Cents;
  readonly issuedOn: Day;
  readonly state: SlipState;
  /** The day it was said to be lost or came back unused. */
  readonly closedOn: Day | null;
}

/** Whether the fund gives nothing in advance and pays purchases back. */
export function paysBack({ allocation }: Rules): boolean {
  return allocation.mode === 'reimbursement';
}

/** @throws RuleBroken `slips-not-in-rules` when the fund does not work with slips */
export function mustUseSlips({ payment }: Rules): void {
  if (!payment.includes('reimbursement-slip')) throw new RuleBroken('slips-not-in-rules');
}

/**
 * The ceiling of a slip to issue, in cents: the one asked for, or the largest.
 * @throws RuleBroken `slips-not-in-rules`, `slip-ceiling-above-rules`
 */
export function ceilingOf(rules: Rules, asked: Cents | null): Cents {
  mustUseSlips(rules);
  const { ceilingCents } = rules.spending.slip;
  if (asked !== null && asked > ceilingCents) throw new RuleBroken('slip-ceiling-above-rules', { ceilingCents });
  return asked ?? ceilingCents;
}

/**
 * Checks the day on the paper: not to come, and typed in within so many days.
 * @throws RuleBroken `slip-in-future`, `slip-too-late`
 */
export function checkPurchaseDay(boughtOn: Day, enteredOn: Day, { spending }: Rules): void {
  if (compareDays(boughtOn, enteredOn) > 0) throw new RuleBroken('slip-in-future', { boughtOn: boughtOn.toString() });
  const { lateDays } = spending.slip;
  if (daysBetween(boughtOn, enteredOn) > lateDays) {
    throw new RuleBroken('slip-too-late', { boughtOn: boughtOn.toString(), lateDays });
  }
}

/**
 * Checks that a slip was good for a purchase of that day: it was out. One that was said to be lost later is still good:
 * whoever served took it in good faith.
 * @throws RuleBroken `slip-already-entered`, `slip-bought-before-issue`, `slip-closed`
 */
export function checkSlip({ state, issuedOn, closedOn }: Slip, boughtOn: Day): void {
  if (state === 'used') throw new RuleBroken('slip-already-entered');
  if (compareDays(boughtOn, issuedOn) < 0) {
    throw new RuleBroken('slip-bought-before-issue', { issuedOn: issuedOn.toString() });
  }
  if (closedOn && compareDays(boughtOn, closedOn) > 0) {
    throw new RuleBroken('slip-closed', { closedOn: closedOn.toString() });
  }
}

/** From when until when a unit is in the fund; `lastMonth` e.g. `2026-11`, null while it stays. */
export interface Stay {
  readonly accountUnitId: string;
  readonly joinedOn: string;
  readonly lastMonth: string | null;
}

/** @throws RuleBroken `not-a-member-then` when the unit had not joined on that day, or had left */
export function mustBeMemberOn({ joinedOn, lastMonth }: Stay, day: Day): void {
  const left = lastMonth !== null && lastMonth < monthOfDay(day).toString();
  if (left || day.toString() < joinedOn) throw new RuleBroken('not-a-member-then', { day: day.toString() });
}

/**
 * What the fund bears of a purchase, in cents, rounded as at the till (settled question 7).
 * @throws RuleBroken `slips-not-in-rules` with three prices, where no account pays; `slip-not-covered` when it is nothing
 */
export function coveredBy({ coverage }: Rules, lines: readonly BasketLine[]): Cents {
  if (coverage.mode === 'three-prices') throw new RuleBroken('slips-not-in-rules');
  const covered = coveredOf(coverage, lines);
  if (covered === NO_MONEY) throw new RuleBroken('slip-not-covered');
  return covered;
}

/** @throws RuleBroken `slip-above-ceiling` when what the fund bears is more than the slip's ceiling, in cents */
export function checkCeiling(covered: Cents, { ceiling }: Slip): void {
  if (covered > ceiling) throw new RuleBroken('slip-above-ceiling', { ceilingCents: ceiling, coveredCents: covered });
}
