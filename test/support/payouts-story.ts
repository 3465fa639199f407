// What tests of payouts say often: an outlet is there, something is owed to it, and a payout goes its way.
import { LedgerQuery, LedgerStore, type AccountRef, fundAccount } from '#domain/ledger';
import {
  DraftPayoutsUseCase,
  EndPayoutUseCase,
  PayoutsQuery,
  type PayoutView,
  SealPayoutsUseCase,
} from '#domain/payouts';
import type { Cents, Id } from '#domain/kernel';
import { newId, TenantTransaction } from '#tenancy';
import { amount, day, type LivingFund, type Somebody } from './living-fund';
import type { Rooms } from './rooms';

const EVERYTHING = { after: null, limit: 1_000 };

/** The account of what is owed to an outlet. */
export const owedTo = (outletId: string): AccountRef => ({ kind: 'outlet-payable', owner: outletId as Id<'outlet'> });
/** The account of what is to be paid back to a unit. */
export const claimOf = (unitId: string): AccountRef => ({
  kind: 'claims-payable',
  owner: unitId as Id<'account-unit'>,
});

/** What something is owed for: a cause that is there, and the day it was booked. */
export interface Cause {
  readonly on: string;
  readonly kind: string;
  readonly sourceId: string;
}

/** Tells of payouts in the funds of some rooms. */
export class PayoutsStory {
  private outlets = 0;

  constructor(private readonly rooms: () => Rooms) {}

  /** An outlet of a fund. @returns its id */
  async outlet(fund: LivingFund, name = 'La ferme du Pré'): Promise<string> {
    const outletId = newId();
    this.outlets += 1;
    await this.rooms().database.asOwner(
      `insert into outlets.outlet values ($1, $2, $3, $4, 'producer', 'approved', now())`,
      [fund.id, outletId, this.outlets, name],
    );
    return outletId;
  }

  /** Gives an outlet an account that two people signed. @returns its id */
  async account(fund: LivingFund, outletId: string, holder: string): Promise<string> {
    const [bankAccountId, approvalId] = [newId(), newId()];
    const { database } = this.rooms();
    await database.asOwner(
      `insert into tenancy.approval (tenant_id, approval_id, act, subject_kind, payload, reason, proposed_by, proposed_at,
         state, decided_by, decided_at)
       values ($1, $2, 'outlet-iban.change', 'bank-account', '{}', 'essai', $3, now(), 'confirmed', $4, now())`,
      [fund.id, approvalId, newId(), newId()],
    );
    await database.asOwner(
      `insert into outlets.bank_account (tenant_id, bank_account_id, outlet_id, holder, iban_sealed, iban_index, iban_last_4,
         reason, proposed_at, approval_id)
       values ($1, $2, $3, $4, 'v1:essai', repeat('x', 43), '7034', 'essai', now(), $5)`,
      [fund.id, bankAccountId, outletId, holder, approvalId],
    );
    return bankAccountId;
  }

  /** Posts what is owed from the pot (cents, below zero: taken back) on a day. @returns the id of its cause */
  async owe(fund: LivingFund, account: AccountRef, cents: number, when: string | Cause): Promise<string> {
    const { on, kind, sourceId } =
      typeof when === 'string' ? { on: when, kind: 'practice-purchase', sourceId: newId() } : when;
    const [debit, credit] = cents > 0 ? [fundAccount('pot'), account] : [account, fundAccount('pot')];
    await fund.as(() =>
      this.rooms()
        .get(TenantTransaction)
        .run(async () => {
          await this.rooms().get(LedgerStore).open([account]);
          await this.rooms()
            .get(LedgerStore)
            .post({
              reason: 'practice-purchase',
              sourceKind: kind,
              transition: 'spent',
              bookedOn: day(on),
              transfers: [{ debit, credit, amount: amount(Math.abs(cents)), sourceId, line: 1, entryId: sourceId }],
            });
        }),
    );
    return sourceId;
  }

  /** Drafts what is owed, until a day or until the end of the last period. */
  draft(fund: LivingFund, through?: string): Promise<{ drafts: number; through: string | null }> {
    const request = through === undefined ? {} : { through: day(through) };
    return fund.as(() => this.rooms().get(DraftPayoutsUseCase).run(request));
  }

  /** Every payout of a fund, by number. */
  async payouts(fund: LivingFund): Promise<PayoutView[]> {
    const all = await fund.read(() =>
      this.rooms()
        .get(PayoutsQuery)
        .payouts(null, { ...EVERYTHING, state: null }),
    );
    return [...all].sort((a, b) => a.payoutNo - b.payoutNo);
  }

  /** Somebody prepares payouts. @returns the proposal to be signed */
  async prepare(
    by: Somebody,
    payoutIds: readonly string[],
    method: 'transfer' | 'cheque' | 'cash' = 'cheque',
  ): Promise<string> {
    const payouts = await Promise.all(payoutIds.map((payoutId) => this.seen(by, payoutId)));
    const { approvalId } = await by.as(() => this.rooms().get(SealPayoutsUseCase).run({ payouts, method, note: null }));
    return approvalId;
  }

  /** A payout as somebody sees it before preparing it. */
  async seen(by: Somebody, payoutId: string): Promise<{ payoutId: string; net: Cents }> {
    const found = await by.as(() =>
      this.rooms()
        .get(TenantTransaction)
        .read(() => this.rooms().get(PayoutsQuery).payout(payoutId, null)),
    );
    return { payoutId, net: amount(found?.netCents ?? 0) };
  }

  /** Somebody checks and seals what another prepared. */
  seal(by: Somebody, approvalId: string): Promise<{ state: string; payouts: number; totalCents: number }> {
    return by.as(() => this.rooms().get(SealPayoutsUseCase).run({ approvalId }));
  }

  /** Notes that a payout was paid on a day. */
  pay(by: Somebody, payoutId: string, paidOn: string): Promise<{ state: string }> {
    return by.as(() =>
      this.rooms()
        .get(EndPayoutUseCase)
        .run({ payoutId, paidOn: day(paidOn), reference: 'CHQ 17' }),
    );
  }

  /** Notes that a payout came back. */
  reject(by: Somebody, payoutId: string): Promise<{ state: string }> {
    return by.as(() => this.rooms().get(EndPayoutUseCase).run({ payoutId, reason: 'Compte clos' }));
  }

  /** What an account of the fund holds, credits less debits, in cents. */
  async balance(fund: LivingFund, { kind, owner }: AccountRef): Promise<number> {
    const id = owner === 'fund' ? fund.id : owner;
    const found = await fund.read(() => this.rooms().get(LedgerQuery).accountOf(kind, id, day('2099-12-31')));
    return found?.balanceCents ?? 0;
  }
}
