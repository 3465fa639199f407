// Why a purchase is refused: a reason of its own for each cause, and who may be told it.
import { type Fact, RuleBroken } from '../kernel/rule-broken';

/** What stands in the way of a purchase, as rules and ledger say it. */
export type Hindrance =
  | 'account-paused'
  | 'already-paid'
  | 'balance-too-low'
  | 'card-blocked'
  | 'day-limit-reached'
  | 'outlet-not-approved'
  | 'outlet-suspended'
  | 'product-not-covered'
  | 'purchase-limit-reached'
  | 'request-expired'
  | 'request-withdrawn';

/** A split that is offered in place of what was refused, in cents. */
export interface Instead {
  readonly accountCents: number;
  readonly atOutletCents: number;
}

type Left = Readonly<Record<string, Fact>>;

const REFUSALS: Readonly<Record<Hindrance, (left: Left) => RuleBroken>> = {
  'account-paused': () => new RuleBroken('account-paused'),
  'already-paid': () => new RuleBroken('already-paid'),
  'balance-too-low': (left) => new RuleBroken('balance-too-low', left),
  'card-blocked': () => new RuleBroken('card-blocked'),
  'day-limit-reached': (left) => new RuleBroken('day-limit-reached', left),
  'outlet-not-approved': () => new RuleBroken('outlet-not-approved'),
  'outlet-suspended': () => new RuleBroken('outlet-suspended'),
  'product-not-covered': () => new RuleBroken('product-not-covered'),
  'purchase-limit-reached': (left) => new RuleBroken('purchase-limit-reached', left),
  'request-expired': () => new RuleBroken('request-expired'),
  'request-withdrawn': () => new RuleBroken('request-withdrawn'),
};

/**
 * The refusal for a hindrance. Where a balance or a limit stands in the way, `instead` is what could be paid by the account
 * and what at the outlet, and `remainingCents` what the account or the limit leaves.
 */
export function refusalOf(hindrance: Hindrance, instead?: Instead): RuleBroken {
  return REFUSALS[hindrance](instead ? { remainingCents: instead.accountCents, instead: { ...instead } } : {});
}

/** What a member's own situation hides behind at an outlet: the account, its limits, a card that is blocked. */
const OF_THE_HOLDER: ReadonlySet<string> = new Set([
  'account-paused',
  'account-unit-needed',
  'balance-too-low',
  'card-blocked',
  'card-replaced',
  'day-limit-reached',
  'person-without-account',
  'purchase-limit-reached',
]);

/**
 * What an outlet's screen is told of a refusal: its own business as it is, whatever is about the person only as "see with
 * the fund", without a fact (settled question 10: an outlet's screen does not tell who is poor).
 */
export function toldAtOutlet(refused: RuleBroken): RuleBroken {
  return OF_THE_HOLDER.has(refused.code) ? new RuleBroken('see-with-the-fund') : refused;
}
