// A market day with three prices: the producer always gets the fair price, and the pot carries the difference either way.
import { compareDays, type Day, daysBetween } from '../kernel/calendar';
import type { Id } from '../kernel/id';
import { type Cents, cents, minus, NO_MONEY, plus, shareOf, sum } from '../kernel/money';
import { RuleBroken } from '../kernel/rule-broken';
import { type AccountRef, fundAccount, type Transfer, type TransferPage } from '../ledger/transfer';
import type { CoverageRule, Rules } from '../rules/rules';

/** What customers paid at an outlet on a market day, by the price they chose, in cents; nobody is named. */
export interface Totals {
  readonly accessible: Cents;
  readonly fair: Cents;
  readonly solidarity: Cents;
}

/** The prices of a fund in whole per cents of the fair one. */
export type Prices = Extract<CoverageRule, { mode: 'three-prices' }>['ratesPercent'];

/** What a tally comes to, in cents: what the producer gets in all, and what the pot gives and receives for it. */
export interface TallyShares {
  readonly fairValue: Cents;
  readonly potPays: Cents;
  readonly potGets: Cents;
}

/** What whoever enters a tally should know: the ceiling of the day is near, or the pot is into its reserve. */
export type TallyWarning = 'near-day-ceiling' | 'pot-below-reserve';

/** From so many hundredths of the day's ceiling on, a warning is given. */
const NEAR_PERCENT = 80;

/**
 * What goods are worth at the fair price for which `paid` cents were paid at `percent` per cent of it. The cent that does
 * not divide is rounded up, once a price and market day: the producer never gets less than the fair price, and the pot
 * bears less than a cent for it (an accessible tally gives it a cent more, a solidary one leaves it a cent in the till).
 */
export function fairValueOf(paid: Cents, percent: number): Cents {
  const whole = shareOf(paid, 100, percent);
  return whole * percent === paid * 100 ? whole : plus(whole, cents(1));
}

/** Who bears what. What the outlet kept in its till, plus `potPays`, less `potGets`, is `fairValue` to the cent. */
export function sharesOf({ accessible, fair, solidarity }: Totals, prices: Prices): TallyShares {
  const atAccessible = fairValueOf(accessible, prices.accessible);
  const atSolidarity = fairValueOf(solidarity, prices.solidarity);
  return {
    fairValue: sum([atAccessible, fair, atSolidarity]),
    potPays: minus(atAccessible, accessible),
    potGets: minus(solidarity, atSolidarity),
  };
}

/** The fund's prices. @throws RuleBroken `tallies-not-in-rules` where it has no three prices */
export function pricesOf({ coverage }: Rules): Prices {
  if (coverage.mode !== 'three-prices') throw new RuleBroken('tallies-not-in-rules');
  return coverage.ratesPercent;
}

/**
 * Checks the market day: not to come, and known within the days that the fund takes paper for.
 * @throws RuleBroken `tally-in-future`, `tally-too-late`
 */
export function checkMarketDay(marketOn: Day, today: Day, { spending }: Rules): void {
  if (compareDays(marketOn, today) > 0) throw new RuleBroken('tally-in-future', { marketOn: marketOn.toString() });
  const { lateDays } = spending.slip;
  if (daysBetween(marketOn, today) > lateDays) {
    throw new RuleBroken('tally-too-late', { marketOn: marketOn.toString(), lateDays });
  }
}

/** What protects the pot: what it has free, in cents, and whether somebody who coordinates lets a day go beyond the ceiling. */
export interface PotGuard {
  readonly potFree: Cents;
  readonly beyondCeiling: boolean;
}

/**
 * Protects the pot from a market day; what it receives is counted against what it gives.
 * @returns warnings
 * @throws RuleBroken `tally-above-day-ceiling` telling the ceiling and what the day would cost, `tally-pot-too-low`
 */
export function guardPot({ potPays, potGets }: TallyShares, rules: Rules, guard: PotGuard): TallyWarning[] {
  const burden = minus(potPays, potGets);
  const ceiling = rules.spending.tallyDayMaxCents;
  if (ceiling !== null && burden > ceiling && !guard.beyondCeiling) {
    throw new RuleBroken('tally-above-day-ceiling', { ceilingCents: ceiling, burdenCents: burden });
  }
  if (burden > 0 && burden > guard.potFree) throw new RuleBroken('tally-pot-too-low');
  const near = ceiling !== null && burden * 100 >= ceiling * NEAR_PERCENT && burden > 0;
  const low = burden > 0 && minus(guard.potFree, burden) < rules.potResources.reserveCents;
  return [...(near ? (['near-day-ceiling'] as const) : []), ...(low ? (['pot-below-reserve'] as const) : [])];
}

/** What an outlet is owed; with three prices it may owe. */
export function payableTo(outletId: string): AccountRef {
  return { kind: 'outlet-payable', owner: outletId as Id<'outlet'> };
}

/** The page of the ledger for a tally: line 1 to the outlet, line 2 from it. */
export function tallyPage(tally: { tallyId: string; outletId: string }, shares: TallyShares, on: Day): TransferPage {
  const outlet = payableTo(tally.outletId);
  const line = (no: number, debit: AccountRef, credit: AccountRef, amount: Cents): Transfer[] =>
    amount === NO_MONEY ? [] : [{ debit, credit, amount, sourceId: tally.tallyId, line: no, entryId: tally.tallyId }];
  return {
    reason: 'market-tally',
    sourceKind: 'tally',
    transition: 'entered',
    bookedOn: on,
    transfers: [
      ...line(1, fundAccount('pot'), outlet, shares.potPays),
      ...line(2, outlet, fundAccount('pot'), shares.potGets),
    ],
  };
}
