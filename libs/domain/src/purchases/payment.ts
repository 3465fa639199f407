// A purchase that is asked for, as it stands at the till: what is bought, who pays what, and what the receipt will say.
import { type Cents, cents, minus } from '../kernel/money';
import { RuleBroken } from '../kernel/rule-broken';
import { checkArea } from '../outlets/outlet';
import type { PaymentMedium, Rules, SpendingRule } from '../rules/rules';
import { type Instead, refusalOf } from './refusal';
import { type BasketLine, type Shares, sharesOf } from './shares';

/** How a purchase is paid when it is paid at once; paper has its own rooms. */
export type PurchaseMedium = 'member-phone' | 'outlet-screen' | 'card';

/** What somebody wants to pay: one amount where the outlet has one line of approval, else an amount a line; in cents. */
export interface Wish {
  readonly amount: Cents | null;
  readonly lines: readonly { readonly approvalLineId: string; readonly amount: Cents }[];
  /** The part to pay by the account; null: all that is covered. */
  readonly chosen: Cents | null;
}

/** A line of approval that is valid today. */
export interface OfferedLine {
  readonly approvalLineId: string;
  readonly title: string;
  readonly category: string;
  readonly coveragePercent: number;
}

/** An outlet as the till sees it. */
export interface OutletAtTill {
  readonly outletId: string;
  readonly outletNo: number;
  readonly name: string;
  readonly state: string;
  /** The communes of the sites where it sells. */
  readonly communes: readonly string[];
  readonly lines: readonly OfferedLine[];
}

/** What a purchase that is paid answers, amounts in cents; kept for whoever asks again with the same key. */
export interface Receipt {
  readonly purchaseId: string;
  readonly outletNo: number;
  readonly outletName: string;
  readonly medium: PurchaseMedium;
  readonly totalCents: number;
  /** Paid by the account; the outlet gets it of the fund. */
  readonly accountCents: number;
  /** To pay at the outlet as usual. */
  readonly atOutletCents: number;
  readonly boughtOn: string;
  readonly occurredAt: string;
  /** The outlet's word of this day: whoever shows it did pay today and here. */
  readonly word: string;
  /** What is left to spend; told to the member only. */
  readonly remainingCents?: number;
}

const MEDIA_OF_RULES: Readonly<Record<PurchaseMedium, readonly PaymentMedium[]>> = {
  'member-phone': ['member-phone'],
  'outlet-screen': ['member-number-on-outlet-device', 'outlet-till', 'account-at-one-outlet'],
  card: ['card'],
};

/**
 * What a wish comes to under the lines of approval of the outlet.
 * @throws RuleBroken `basket-empty`, `basket-needs-lines` for one amount where there are several lines,
 * `product-not-covered` for a line that the outlet has not today
 */
function basketOf(offered: readonly OfferedLine[], { amount, lines }: Wish): BasketLine[] {
  const [only] = offered;
  if (lines.length === 0) {
    if (amount === null || amount <= 0) throw new RuleBroken('basket-empty');
    if (!only) throw refusalOf('product-not-covered');
    if (offered.length > 1) throw new RuleBroken('basket-needs-lines', { lines: offered.map(({ title }) => title) });
    return [{ ...named(only), amount }];
  }
  return lines.map((line) => {
    const known = offered.find(({ approvalLineId }) => approvalLineId === line.approvalLineId);
    if (!known) throw refusalOf('product-not-covered');
    if (line.amount <= 0) throw new RuleBroken('basket-empty');
    return { ...named(known), amount: line.amount };
  });
}

function named({ approvalLineId, category, coveragePercent }: OfferedLine): Omit<BasketLine, 'amount'> {
  return { approvalLineId, category, coveragePercent };
}

/**
 * Shares a purchase out under the rules of its day. What the account has, and what was spent today, is only known under
 * the locks of the ledger: there it is looked at again.
 * @throws RuleBroken `no-account-purchases` with three prices, `medium-not-offered`, `outlet-suspended`,
 * `outlet-not-approved`, `outlet-outside-areas`, `product-not-covered`, `purchase-limit-reached`, `basket-empty`, `basket-needs-lines`
 */
export function sharesAtTill(
  { coverage, payment, spending }: Pick<Rules, 'coverage' | 'payment' | 'spending'>,
  { outlet, medium, wish }: { outlet: OutletAtTill; medium: PurchaseMedium; wish: Wish },
): { readonly basket: readonly BasketLine[]; readonly shares: Shares } {
  if (coverage.mode === 'three-prices') throw new RuleBroken('no-account-purchases');
  if (!MEDIA_OF_RULES[medium].some((one) => payment.includes(one))) {
    throw new RuleBroken('medium-not-offered', { offered: payment });
  }
  if (outlet.state !== 'approved') {
    throw refusalOf(outlet.state === 'suspended' ? 'outlet-suspended' : 'outlet-not-approved');
  }
  checkArea(outlet.communes, spending.areas);
  const basket = basketOf(outlet.lines, wish);
  const { perPurchaseMaxCents: perPurchase } = spending;
  const covered = basket.map((line) => (isNeverCovered(spending, line) ? { ...line, coveragePercent: 0 } : line));
  const shares = sharesOf(coverage, covered, { chosen: wish.chosen, perPurchase, leftToday: null, available: null });
  if (shares.obstacle) throw refusalOf(shares.obstacle, offerOf(shares, perPurchase));
  return { basket, shares };
}

/** Alcohol and what is no food: never covered unless the fund says so, whatever the line of approval says. */
function isNeverCovered(
  { coversAlcohol, coversNonFood }: Pick<SpendingRule, 'coversAlcohol' | 'coversNonFood'>,
  { category }: Pick<BasketLine, 'category'>,
): boolean {
  return (category === 'alcohol' && !coversAlcohol) || (category === 'non-food' && !coversNonFood);
}

/** What can be offered instead: so much by the account, the rest at the outlet; `limit` in cents, what the bound leaves. */
export function offerOf({ total, account }: Pick<Shares, 'total' | 'account'>, limit: Cents | null): Instead {
  const possible = cents(limit === null || limit < 0 ? 0 : Math.min(limit, account));
  return { accountCents: possible, atOutletCents: minus(total, possible) };
}
