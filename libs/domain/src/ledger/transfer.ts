// A movement of money before it is posted: from which account to which, how much, and what it is about.
import type { Day, Month } from '../kernel/calendar';
import type { Id } from '../kernel/id';
import type { Cents } from '../kernel/money';

/** The cause of a hold on credit that waits for a household to be separated. */
export const HOLD_OF_SEPARATION = 'separation-asked';

/** The kinds of account a fund's books know; their meaning is in the posting table of the ledger decision. */
export type AccountKind =
  | 'allocation' // what an account unit may spend (guarded: never below zero)
  | 'receivable' // what a unit or a payer owes
  | 'contributions-called' // the counterpart of what is owed
  | 'pot' // what the fund may still allocate
  | 'running-costs'
  | 'outlet-payable'
  | 'claims-payable'
  | 'tickets'
  | 'bank'
  | 'cash'
  | 'in-transit'
  | 'held-for-others';

/** Where a euro came from when it entered the fund (settled question 5). */
export type MoneySource = 'public' | 'private' | 'own' | 'member' | 'payer';

/** An account by what it is and whose; `owner: 'fund'` is the fund's own. */
export interface AccountRef {
  readonly kind: AccountKind;
  readonly owner: Id<'account-unit'> | Id<'payer'> | Id<'outlet'> | 'fund';
}

/** An account of the fund itself. */
export function fundAccount(kind: AccountKind): AccountRef {
  return { kind, owner: 'fund' };
}

/** What an account unit has left to spend. */
export function allocationOf(accountUnitId: string): AccountRef {
  return { kind: 'allocation', owner: accountUnitId as Id<'account-unit'> };
}

/** One balanced transfer of a page: `amount` cents are debited from one account and credited to the other. */
export interface Transfer {
  readonly debit: AccountRef;
  readonly credit: AccountRef;
  readonly amount: Cents;
  /** What caused it; unique with the page's source kind and transition, and with `line`. */
  readonly sourceId: string;
  readonly line: number;
  /** Groups the transfers of one cause. */
  readonly entryId: string;
  readonly moneySource?: MoneySource;
  /** The movement that this one undoes. */
  readonly reverses?: string;
}

/** Transfers posted together, all for one reason, booked on one day. */
export interface TransferPage {
  readonly reason: string;
  readonly sourceKind: string;
  readonly transition: string;
  readonly bookedOn: Day;
  /** The lot that credits belong to, and the last day it can be spent. */
  readonly lot?: { readonly month: Month; readonly expiresOn: Day | null };
  readonly transfers: readonly Transfer[];
}

/** A transfer as its primary account sees it. */
export interface Sided {
  readonly primary: AccountRef;
  readonly counter: AccountRef;
  readonly direction: 'debit' | 'credit';
}

/**
 * Chooses the primary account: the guarded one; else the one that belongs to a person, payer or outlet; else the
 * debited one. A busy account of the fund (pot, bank) is never locked that way.
 */
export function sided({ debit, credit }: Pick<Transfer, 'debit' | 'credit'>): Sided {
  const asDebit: Sided = { primary: debit, counter: credit, direction: 'debit' };
  const asCredit: Sided = { primary: credit, counter: debit, direction: 'credit' };
  if (debit.kind === 'allocation') return asDebit;
  if (credit.kind === 'allocation') return asCredit;
  return debit.owner === 'fund' && credit.owner !== 'fund' ? asCredit : asDebit;
}

/** The transfer that undoes another: the same amount the other way, naming the movement it reverses. */
export function reversalOf(transfer: Transfer, movementId: string): Transfer {
  return { ...transfer, debit: transfer.credit, credit: transfer.debit, reverses: movementId };
}
