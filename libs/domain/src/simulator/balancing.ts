// What would bring the fund into balance: a mean contribution, or a grant each month.
import { type Cents, cents } from '../kernel/money';
import type { Forecast } from './forecast';
import type { Lines } from './lines';

/** What would do, in cents a month; on the middle line. */
export interface Remedy {
  /** Beside the grants that are assumed; 0 when nothing is missing. */
  readonly grantPerMonth: Cents;
  /**
   * The mean of the dues of a month; below the present mean when there is room. Null where it cannot do: nobody
   * contributes, or what comes in goes out again (a mean of contributions).
   */
  readonly meanContribution: Cents | null;
}

/** The mean due now, and what would balance in two senses. */
export interface Balancing {
  /** Over all months looked at; null when there are no dues. */
  readonly meanContribution: Cents | null;
  /** Each month can be borne: *libre* never ends one below the reserve. */
  readonly toBear: Remedy;
  /** As much comes in as goes out: *libre* ends where it began. */
  readonly toBalance: Remedy;
}

/** Works out the remedies from lines that never stop (`carry-on`). Dues in arrears stay so in the same proportion. */
export function balancing(forecast: Forecast, lines: Lines): Balancing {
  const { opening, rules } = forecast.simulation;
  const free = forecast.months.map((_, month) => lines.band('free', month).middle);
  const dues = totals(lines, 'dues');
  const paid = totals(lines, 'paid');
  const called = totals(lines, 'called');
  const mean = (called.at(-1) ?? 0) / (dues.at(-1) ?? 0);
  const potShare = 10_000 - rules.runningCosts.contributionBasisPoints;
  // A due that grows by a cent brings the pot its share of it, less what rounding down may keep.
  const perDue = (missing: number, month: number): number => (missing * 10_000) / ((paid[month] ?? 0) * potShare);
  const takesMore = rules.allocation.mode !== 'mean-of-contributions' && potShare > 0 && (paid.at(-1) ?? 0) > 0;
  const rounding = potShare < 10_000 ? 1 : 0;
  const remedy = (missing: readonly { readonly amount: number; readonly month: number }[]): Remedy => {
    const grant = Math.max(0, ...missing.map(({ amount, month }) => Math.ceil(amount / (month + 1))));
    const within = missing.filter(({ amount, month }) => amount > 0 || (paid[month] ?? 0) > 0);
    const more = Math.max(...within.map(({ amount, month }) => perDue(amount, month)));
    const possible = takesMore && Number.isFinite(more);
    return {
      grantPerMonth: cents(grant),
      meanContribution: possible ? cents(Math.max(0, Math.ceil(mean + more) + rounding)) : null,
    };
  };
  const last = forecast.months.length - 1;
  return {
    meanContribution: Number.isFinite(mean) ? cents(Math.round(mean)) : null,
    toBear: remedy(free.map((amount, month) => ({ amount: rules.potResources.reserveCents - amount, month }))),
    toBalance: remedy([{ amount: opening.free - (free[last] ?? 0), month: last }]),
  };
}

/** A figure added up to each month, its mean over the runs. */
function totals(lines: Lines, figure: 'dues' | 'paid' | 'called'): number[] {
  let total = 0;
  return Array.from({ length: lines.length }, (_, month) => (total += lines.mean(figure, month)));
}
