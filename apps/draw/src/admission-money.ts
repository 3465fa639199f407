// What the fund may take on each month, as the terms of a draw say or by the formula of the budget-aware draw.
import { type Cents, cents } from '#domain/kernel';
import { type BudgetBasis, budgetOf, growthOf, monthlyFlow } from '#domain/lotteries';
import type { AdmissionParams } from './admission-params';

/** The money of a draw, in cents. */
export interface AdmissionMoney {
  /** The greatest monthly net cost; null: the draw knows of none. */
  readonly budget: Cents | null;
  /** What is free at the end of the months looked ahead, if nobody joins; null: not known. */
  readonly end: { readonly months: number; readonly free: Cents } | null;
  /** By how much the budget grows each month when newcomers cost so much. */
  readonly growth: (netCost: number) => number;
}

/** Reckons it: B = (R - F)/H + S + (1 - d)C - A, unless the budget is given. */
export function moneyOf({ budget, growth }: Pick<AdmissionParams, 'budget' | 'growth'>): AdmissionMoney {
  if (budget === null) return { budget, end: null, growth: () => growth ?? 0 };
  if (typeof budget === 'number') return { budget: cents(budget), end: null, growth: () => growth ?? 0 };
  return ofBasis(budget, growth);
}

function ofBasis(basis: BudgetBasis, growth: number | null): AdmissionMoney {
  const flow = monthlyFlow(basis);
  const { horizonMonths: months, reserve } = basis;
  return {
    budget: budgetOf(basis),
    end: { months, free: cents(Math.floor(reserve + months * flow)) },
    // What a month leaves over is kept, and spread over the months looked ahead.
    growth: (netCost) => growth ?? growthOf(flow - netCost, months),
  };
}
