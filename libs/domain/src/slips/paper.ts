// One paper as it was typed, matched with what was covered at the outlet on the day it names, and checked whole.
import type { Day } from '../kernel/calendar';
import type { Cents } from '../kernel/money';
import { RuleBroken } from '../kernel/rule-broken';
import type { BasketLine } from '../purchases/shares';
import { isInAreas, type OutletState } from '../outlets/outlet';
import type { Rules } from '../rules/rules';
import { checkCeiling, checkPurchaseDay, checkSlip, coveredBy, mustUseSlips, type Slip } from './slip';

/** A line as typed; which line of approval it is may be told by its id, by its category, or by there being one only. */
export interface TypedLine {
  readonly approvalLineId: string | null;
  readonly category: string | null;
  readonly amount: Cents;
}

/** A line of approval that held on the day of the paper; the rate in whole per cents. */
export interface ApprovedLine {
  readonly approvalLineId: string;
  readonly title: string;
  readonly category: string;
  readonly coveragePercent: number;
}

/** Where an outlet stood on a day (null: unknown by then), and what was covered there. */
export interface Standing {
  readonly state: OutletState | null;
  readonly lines: readonly ApprovedLine[];
}

/**
 * What was approved at the outlet on the day.
 * @throws RuleBroken `slip-outlet-suspended`, `slip-outlet-not-approved`
 */
export function approvedOn(day: Day, { state, lines }: Standing): readonly ApprovedLine[] {
  if (state === 'suspended') throw new RuleBroken('slip-outlet-suspended', { boughtOn: day.toString() });
  if (state !== 'approved' || lines.length === 0) {
    throw new RuleBroken('slip-outlet-not-approved', { boughtOn: day.toString() });
  }
  return lines;
}

/**
 * The lines of approval of what was typed.
 * @throws RuleBroken `slip-line-unclear` with the lines there are to choose from, when one is not told or fits none or several
 */
export function matched(typed: readonly TypedLine[], approved: readonly ApprovedLine[]): BasketLine[] {
  return typed.map(({ approvalLineId, category, amount }, index) => {
    const fit = approved.filter(
      (line) =>
        (approvalLineId === null || line.approvalLineId === approvalLineId) &&
        (category === null || line.category === category),
    );
    const [line, another] = fit;
    if (!line || another) {
      const choices = approved.map((one) => ({ approvalLineId: one.approvalLineId, title: one.title }));
      throw new RuleBroken('slip-line-unclear', { line: index + 1, choices });
    }
    return {
      approvalLineId: line.approvalLineId,
      category: line.category,
      coveragePercent: line.coveragePercent,
      amount,
    };
  });
}

/** What is noted beside a paper for whoever signs the batch. */
export type Remark = 'outlet-outside-areas';

/** What is to be noted of a paper from an outlet that sells in these communes: whoever served may not have known the rule. */
export function remarkOn(communes: readonly string[], { spending }: Pick<Rules, 'spending'>): Remark | null {
  return isInAreas(communes, spending.areas) ? null : 'outlet-outside-areas';
}

/** A paper whose lines are known; `slip` is null for a bare receipt. */
export interface Paper {
  readonly slip: Slip | null;
  readonly boughtOn: Day;
  readonly enteredOn: Day;
  readonly lines: readonly BasketLine[];
}

/**
 * What the fund bears of a paper, in cents, by the rules of its day.
 * @throws RuleBroken `slips-not-in-rules`, `slip-in-future`, `slip-too-late`, `slip-already-entered`,
 *   `slip-bought-before-issue`, `slip-closed`, `slip-not-covered`, `slip-above-ceiling`
 */
export function borneOf({ slip, boughtOn, enteredOn, lines }: Paper, rules: Rules): Cents {
  mustUseSlips(rules);
  checkPurchaseDay(boughtOn, enteredOn, rules);
  if (slip) checkSlip(slip, boughtOn);
  const covered = coveredBy(rules, lines);
  if (slip) checkCeiling(covered, slip);
  return covered;
}
