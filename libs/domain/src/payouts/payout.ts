// What the fund pays at once to an outlet, or back to a member: its fee, what may happen to it, and the transfers that say so.
import { compareDays, type Day } from '../kernel/calendar';
import type { Id } from '../kernel/id';
import { type Cents, minus, NO_MONEY, shareOf } from '../kernel/money';
import { RuleBroken } from '../kernel/rule-broken';
import { type AccountRef, fundAccount, type Transfer } from '../ledger/transfer';

/** Who is paid: an outlet, or an account unit to which the fund owes what one of its people paid for it. */
export const PAYEE_KINDS = ['outlet', 'member'] as const;
export type PayeeKind = (typeof PAYEE_KINDS)[number];

/**
 * Where a payout stands: drafted, and still growing; prepared by one person and waiting for the check of another; not signed
 * (its lines are free again); sealed, and to be paid; paid; or rejected, and owed again.
 */
export const PAYOUT_STATES = ['draft', 'checking', 'withdrawn', 'sealed', 'paid', 'rejected'] as const;
export type PayoutState = (typeof PAYOUT_STATES)[number];

/** How it is paid. */
export const PAYOUT_METHODS = ['transfer', 'cheque', 'cash'] as const;
export type PayoutMethod = (typeof PAYOUT_METHODS)[number];

/** A payout as the rules see it; amounts in cents, `gross` below zero when the payee owes the fund. */
export interface Payout {
  readonly payoutId: string;
  readonly payoutNo: number;
  readonly payeeKind: PayeeKind;
  readonly payeeId: string;
  readonly state: PayoutState;
  readonly gross: Cents;
  readonly fee: Cents;
  readonly method: PayoutMethod | null;
  readonly sealedOn: Day | null;
  readonly paidOn: Day | null;
}

/** The line of a payout's movements on which the fee lies; the first is what is paid. */
const FEE_LINE = 2;

/** What the fund keeps, in cents: a part of what it owes an outlet, rounded down in its favour; nothing of what is taken back. */
export function feeOf(kind: PayeeKind, gross: Cents, basisPoints: number): Cents {
  return kind === 'outlet' && gross > 0 ? shareOf(gross, basisPoints, 10_000) : NO_MONEY;
}

/** What is paid, in cents; below zero when it is carried forward. */
export function netOf({ gross, fee }: Pick<Payout, 'gross' | 'fee'>): Cents {
  return minus(gross, fee);
}

/** @throws RuleBroken `payout-step-impossible` when the payout is not where it must be for a step */
export function mustBe({ payoutNo, state }: Payout, ...wanted: readonly PayoutState[]): void {
  if (!wanted.includes(state)) throw new RuleBroken('payout-step-impossible', { payoutNo, state });
}

/**
 * Looks whether a draft may be prepared to be checked; `seen` is what somebody saw that it pays, in cents.
 * @throws RuleBroken `payout-step-impossible`, `payout-nothing-to-pay`, `payout-changed`
 */
export function mustBePayable(payout: Payout, seen: Cents | undefined): void {
  mustBe(payout, 'draft');
  const net = netOf(payout);
  const facts = { payoutNo: payout.payoutNo, netCents: net };
  if (net <= 0) throw new RuleBroken('payout-nothing-to-pay', facts);
  if (net !== seen) throw new RuleBroken('payout-changed', facts);
}

/** The transfers of a sealed payout: what is paid goes on its way. */
export function onTheWay(payout: Payout): Transfer {
  return { ...pieceOf(payout), debit: payableOf(payout), credit: fundAccount('in-transit'), amount: netOf(payout) };
}

/** The transfer of the fee that is kept back; none without a fee. */
export function feeKept(payout: Payout): Transfer[] {
  if (payout.fee === 0) return [];
  const credit = fundAccount('running-costs');
  return [
    {
      ...pieceOf(payout),
      line: FEE_LINE,
      debit: payableOf(payout),
      credit,
      amount: payout.fee,
      moneySource: 'own',
    },
  ];
}

/**
 * The transfer of a payout that was paid on a day. @throws RuleBroken `payout-step-impossible`, `paid-on-out-of-range` when
 * that day is before it was sealed, or to come
 */
export function arrived(payout: Payout, paidOn: Day, today: Day): Transfer {
  mustBe(payout, 'sealed');
  const sealedOn = payout.sealedOn ?? today;
  if (compareDays(paidOn, sealedOn) < 0 || compareDays(paidOn, today) > 0) {
    throw new RuleBroken('paid-on-out-of-range', { from: sealedOn.toString(), until: today.toString() });
  }
  const credit = fundAccount(payout.method === 'cash' ? 'cash' : 'bank');
  return { ...pieceOf(payout), debit: fundAccount('in-transit'), credit, amount: netOf(payout) };
}

/** The account that says what is owed to a payee. */
export function payableOf({ payeeKind, payeeId }: Pick<Payout, 'payeeKind' | 'payeeId'>): AccountRef {
  return payeeKind === 'outlet'
    ? { kind: 'outlet-payable', owner: payeeId as Id<'outlet'> }
    : { kind: 'claims-payable', owner: payeeId as Id<'account-unit'> };
}

function pieceOf({ payoutId }: Payout): Pick<Transfer, 'sourceId' | 'line' | 'entryId'> {
  return { sourceId: payoutId, line: 1, entryId: payoutId };
}
