// Drafts are prepared by one person and checked by another: then they are sealed, and what is paid goes on its way.
import { ApprovalStore, AuditStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { type Cents, sum } from '../kernel/money';
import { RuleBroken } from '../kernel/rule-broken';
import { FundsQuery } from '../funds/funds.query';
import { fundAccount } from '../ledger/transfer';
import { LedgerStore } from '../ledger/ledger.store';
import { PayeesQuery } from './payees.query';
import { feeKept, mustBePayable, netOf, onTheWay, payableOf, type Payout, type PayoutMethod } from './payout';
import { type PaidTo, PayoutsStore } from './payouts.store';

/** Drafts to pay, each with what was seen to be paid (cents), and how; `note` is for whoever checks them. */
export interface PreparePayouts {
  readonly payouts: readonly { readonly payoutId: string; readonly net: Cents }[];
  readonly method: PayoutMethod;
  readonly note: string | null;
}

/** What became of them; amount in cents. */
export interface PayoutsPrepared {
  readonly approvalId: string;
  readonly state: 'awaiting-check' | 'sealed';
  readonly payouts: number;
  readonly totalCents: number;
}

/** What the story works with. */
@Injectable()
export class PaidBooks {
  constructor(
    readonly payouts: PayoutsStore,
    readonly ledger: LedgerStore,
    readonly payees: PayeesQuery,
  ) {}
}

const ACT = 'payouts.seal';

/** Seals payouts in the fund in scope. */
@Injectable()
export class SealPayoutsUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly books: PaidBooks,
    private readonly approvals: ApprovalStore,
    private readonly funds: FundsQuery,
    private readonly audit: AuditStore,
  ) {}

  /**
   * Prepares drafts, or with an `approvalId` checks and seals what another person has prepared. From the moment they are
   * prepared they grow no more: what is bought meanwhile is in the next draft.
   * @throws RuleBroken `payout-unknown`, `payout-step-impossible`, `payout-nothing-to-pay`, `payout-changed` when a draft has
   *   grown since it was looked at, `payout-tally-corrected` when it must be drafted again first, `payout-account-missing`,
   *   `ledger-period-closed`
   * @throws ApprovalRefused as {@link ApprovalStore.confirm} says
   */
  run(request: PreparePayouts | { readonly approvalId: string }): Promise<PayoutsPrepared> {
    return this.transaction.run(async () => {
      await this.books.payouts.lock();
      return 'approvalId' in request ? this.check(request.approvalId) : this.prepare(request);
    });
  }

  private async prepare({ payouts: seen, method, note }: PreparePayouts): Promise<PayoutsPrepared> {
    const seenNet = new Map(seen.map(({ payoutId, net }) => [payoutId, net]));
    const payoutIds = [...seenNet.keys()];
    const payouts = await this.books.payouts.find(payoutIds);
    if (payouts.length < payoutIds.length) throw new RuleBroken('payout-unknown');
    payouts.forEach((payout) => {
      mustBePayable(payout, seenNet.get(payout.payoutId));
    });
    const corrected = await this.books.payouts.withCorrectedTallies(payoutIds);
    if (corrected.length > 0) throw new RuleBroken('payout-tally-corrected', { payoutNos: corrected });
    await this.paidTo(payouts.map((payout) => ({ ...payout, method }))); // refused now rather than at the second signature
    const totalCents = sum(payouts.map(netOf));
    const { approvalId, granted } = await this.approvals.propose({
      act: ACT,
      subjectKind: 'payouts',
      subjectId: payouts.length === 1 ? (payouts[0]?.payoutId ?? null) : null,
      payload: { payoutIds, totalCents, method },
      bothFirst: true, // money that has left does not come back (settled question 14)
      reason: note ?? `Règlements n° ${payouts.map(({ payoutNo }) => payoutNo).join(', ')}`.slice(0, 2_000),
    });
    await this.books.payouts.prepare(payoutIds, { approvalId, method });
    if (granted) return this.seal(approvalId, { relaxed: true });
    const prepared = { approvalId, payouts: payouts.length, totalCents };
    await this.remember('prepared', { ...prepared, method });
    return { ...prepared, state: 'awaiting-check' };
  }

  private async check(approvalId: string): Promise<PayoutsPrepared> {
    await this.approvals.confirm({ approvalId, act: ACT });
    return this.seal(approvalId, {});
  }

  private async seal(approvalId: string, facts: Readonly<Record<string, unknown>>): Promise<PayoutsPrepared> {
    const payouts = await this.books.payouts.ofApproval(approvalId);
    const { today } = await this.funds.time();
    await this.books.payouts.seal(await this.paidTo(payouts), today);
    await this.books.ledger.open([
      fundAccount('in-transit'),
      ...(payouts.some(({ fee }) => fee > 0) ? [fundAccount('running-costs')] : []),
      ...payouts.map(payableOf),
    ]);
    const page = { sourceKind: 'payout', bookedOn: today } as const;
    await this.books.ledger.post({
      ...page,
      reason: 'payout-sealed',
      transition: 'sealed',
      transfers: payouts.map(onTheWay),
    });
    await this.books.ledger.post({
      ...page,
      reason: 'outlet-fee-kept',
      transition: 'fee',
      transfers: payouts.flatMap(feeKept),
    });
    const sealed = { approvalId, payouts: payouts.length, totalCents: sum(payouts.map(netOf)) };
    await this.remember('sealed', { ...sealed, ...facts });
    return { ...sealed, state: 'sealed' };
  }

  // A transfer needs an account; what is paid by hand goes to the payee by name.
  private async paidTo(payouts: readonly Payout[]): Promise<PaidTo[]> {
    const payees = await this.books.payees.of(payouts);
    const found = payouts.map((payout) => ({ payout, payee: payees.get(payout.payeeId) }));
    const without = found.filter(({ payout, payee }) => payout.method === 'transfer' && !payee?.account);
    if (without.length > 0) {
      throw new RuleBroken('payout-account-missing', { payoutNos: without.map(({ payout }) => payout.payoutNo) });
    }
    return found.map(({ payout, payee }) => {
      const account = payout.method === 'transfer' ? (payee?.account ?? null) : null;
      return {
        payoutId: payout.payoutId,
        bankAccountId: account?.bankAccountId ?? null,
        holder: account?.holder ?? payee?.name ?? '?',
      };
    });
  }

  private remember(what: string, facts: Readonly<Record<string, unknown>>): Promise<void> {
    return this.audit.write({ action: `payouts.${what}`, subjectKind: 'payouts', subjectId: null, facts });
  }
}
