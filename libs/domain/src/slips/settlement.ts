// Who bears a slip and who is paid for it: the unit's credit, else the pot; the outlet, else the member who advanced it.
import { type Day } from '../kernel/calendar';
import type { Id } from '../kernel/id';
import { type Cents, minus, NO_MONEY } from '../kernel/money';
import { type AccountRef, allocationOf, fundAccount, type TransferPage } from '../ledger/transfer';

/** Who gets the money. */
export type PaidTo = 'outlet' | 'member';

/** What one accepted paper moves; amounts in cents. */
export interface Settlement {
  readonly paidTo: PaidTo;
  /** From the unit's allocation. */
  readonly account: Cents;
  /** From the pot, where nothing is credited in advance: the unit's right of the month. */
  readonly reimbursed: Cents;
  /** From the pot, because the credit is gone: *écart papier*, never the outlet's loss. */
  readonly shortfall: Cents;
}

/** What there is to pay with: credit that can be spent now (held for this slip included), or what is left of the month's right. */
export type Means =
  | { readonly mode: 'credit'; readonly spendable: Cents }
  | { readonly mode: 'reimbursement'; readonly monthLeft: Cents };

/**
 * How `covered` cents are borne. Credit pays what it can and the pot the rest; a right of the month pays up to what is
 * left of it, and the rest stays with a member who paid already, but never with an outlet.
 */
export function settle(covered: Cents, means: Means, paidTo: PaidTo): Settlement {
  if (means.mode === 'reimbursement') {
    const reimbursed = least(covered, means.monthLeft);
    return {
      paidTo,
      account: NO_MONEY,
      reimbursed,
      shortfall: paidTo === 'outlet' ? minus(covered, reimbursed) : NO_MONEY,
    };
  }
  const account = least(covered, means.spendable);
  return { paidTo, account, reimbursed: NO_MONEY, shortfall: minus(covered, account) };
}

/** Under which transition each purse's part is booked; undone, under the same name with `-undone`. */
export const SLIP_TRANSITIONS = ['spent', 'reimbursed', 'shortfall'] as const;
type SlipTransition = (typeof SLIP_TRANSITIONS)[number];

/** Whose money an accepted paper moves; its entry is the source of the movements. */
export interface AcceptedPaper {
  readonly entryId: string;
  readonly accountUnitId: string;
  readonly outletId: string;
}

/** The account that is owed. */
export function payableOf({ accountUnitId, outletId }: AcceptedPaper, paidTo: PaidTo): AccountRef {
  return paidTo === 'outlet'
    ? { kind: 'outlet-payable', owner: outletId as Id<'outlet'> }
    : { kind: 'claims-payable', owner: accountUnitId as Id<'account-unit'> };
}

/** The pages of the ledger for an accepted paper: one for each purse that bears a part, the shortfall on a line of its own. */
export function settlementPages(paper: AcceptedPaper, settlement: Settlement, bookedOn: Day): TransferPage[] {
  const credit = payableOf(paper, settlement.paidTo);
  const page = (reason: string, transition: SlipTransition, debit: AccountRef, amount: Cents): TransferPage[] =>
    amount === NO_MONEY
      ? []
      : [
          {
            reason,
            sourceKind: 'slip',
            transition,
            bookedOn,
            transfers: [{ debit, credit, amount, sourceId: paper.entryId, line: 1, entryId: paper.entryId }],
          },
        ];
  return [
    ...page('slip-spent', 'spent', allocationOf(paper.accountUnitId), settlement.account),
    ...page('slip-reimbursed', 'reimbursed', fundAccount('pot'), settlement.reimbursed),
    ...page('paper-shortfall', 'shortfall', fundAccount('pot'), settlement.shortfall),
  ];
}

function least(a: Cents, b: Cents): Cents {
  if (b < 0) return NO_MONEY;
  return a <= b ? a : b;
}
