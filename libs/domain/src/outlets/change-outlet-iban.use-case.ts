// The account that an outlet is paid to changes: two people sign before anything is paid there.
import { ApprovalStore, AuditStore, newId, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { RuleBroken } from '../kernel/rule-broken';
import { FundsQuery } from '../funds/funds.query';
import { bicOf, ibanOf } from '../funds/iban';
import { OutletAccountsStore } from './outlet-accounts.store';
import { OutletsStore } from './outlets.store';

/** A new account of an outlet, as people write it; the holder exactly as the bank names it. */
export interface ChangeOutletIban {
  readonly outletId: string;
  readonly holder: string;
  readonly iban: string;
  readonly bic: string | null;
  readonly reason: string;
}

/** What became of it. */
export interface OutletIbanChange {
  readonly bankAccountId: string;
  readonly state: 'awaiting-approval' | 'confirmed';
  readonly approvalId: string;
}

/** Changes the accounts of the outlets of the fund in scope. */
@Injectable()
export class ChangeOutletIbanUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly funds: FundsQuery,
    private readonly outlets: OutletsStore,
    private readonly accounts: OutletAccountsStore,
    private readonly approvals: ApprovalStore,
    private readonly audit: AuditStore,
  ) {}

  /**
   * Proposes a change, or with an `approvalId` signs one: from then on the outlet is paid there, and reads that it is.
   * @throws RuleBroken `outlet-unknown`, `iban-invalid`, `bic-invalid`, `iban-change-awaits`
   * @throws ApprovalRefused as {@link ApprovalStore.confirm} says
   */
  run(request: ChangeOutletIban | { readonly approvalId: string }): Promise<OutletIbanChange> {
    return this.transaction.run(() =>
      'approvalId' in request ? this.sign(request.approvalId) : this.propose(request),
    );
  }

  private async propose({ outletId, holder, reason, ...written }: ChangeOutletIban): Promise<OutletIbanChange> {
    const iban = ibanOf(written.iban);
    const bic = bicOf(written.bic);
    if (!(await this.outlets.lock(outletId))) throw new RuleBroken('outlet-unknown');
    if (await this.accounts.oneAwaits(outletId)) throw new RuleBroken('iban-change-awaits');
    const bankAccountId = newId();
    const { approvalId, granted } = await this.approvals.propose({
      act: 'outlet-iban.change',
      subjectKind: 'outlet-bank-account',
      subjectId: bankAccountId,
      payload: { outletId, ibanEndsWith: iban.slice(-4) },
      reason,
    });
    const { now } = await this.funds.time();
    const account = { bankAccountId, outletId, holder, iban, bic, reason, approvalId, proposedAt: now.toString() };
    await this.accounts.add(account);
    if (granted) await this.tell(outletId);
    await this.remember(granted ? 'changed' : 'change-proposed', outletId, {
      bankAccountId,
      ...(granted && { relaxed: true }),
    });
    return { bankAccountId, approvalId, state: granted ? 'confirmed' : 'awaiting-approval' };
  }

  private async sign(approvalId: string): Promise<OutletIbanChange> {
    const { subjectId } = await this.approvals.confirm({ approvalId, act: 'outlet-iban.change' });
    const bankAccountId = subjectId ?? '';
    const outletId = await this.accounts.outletOf(bankAccountId);
    if (outletId === null) throw new RuleBroken('outlet-unknown');
    await this.tell(outletId);
    await this.remember('changed', outletId, { bankAccountId });
    return { bankAccountId, approvalId, state: 'confirmed' };
  }

  /** The outlet reads that it is paid elsewhere from now on: whoever changed it without its knowledge is found out. */
  private async tell(outletId: string): Promise<void> {
    const { now, today } = await this.funds.time();
    const explanation =
      'La caisse paie désormais sur un autre compte : si ce n’est pas vous qui l’avez donné, dites-le-nous.';
    await this.outlets.take({
      outletId,
      what: 'account-changed',
      explanation,
      on: today,
      at: now.toString(),
      state: null,
    });
  }

  private remember(what: string, outletId: string, facts: Readonly<Record<string, unknown>>): Promise<void> {
    return this.audit.write({ action: `outlet-iban.${what}`, subjectKind: 'outlet', subjectId: outletId, facts });
  }
}
