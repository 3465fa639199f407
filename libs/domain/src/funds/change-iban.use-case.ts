// The account that everybody pays to changes: two people sign before anybody is told of it.
import { ApprovalStore, AuditStore, newId, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { RuleBroken } from '../kernel/rule-broken';
import { BankAccountStore } from './bank-account.store';
import { FundsQuery } from './funds.query';
import { bicOf, ibanOf } from './iban';

/** A new bank account, as people write it. */
export interface ChangeIban {
  readonly iban: string;
  readonly bic: string | null;
  readonly holder: string;
  readonly reason: string;
}

/** What became of it. */
export interface IbanChange {
  readonly bankAccountId: string;
  readonly state: 'awaiting-approval' | 'confirmed';
  readonly approvalId: string;
}

/** Changes the bank account of the fund in scope. */
@Injectable()
export class ChangeIbanUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly accounts: BankAccountStore,
    private readonly funds: FundsQuery,
    private readonly approvals: ApprovalStore,
    private readonly audit: AuditStore,
  ) {}

  /**
   * Proposes a change, or with an `approvalId` signs one: from then on it is the one in force.
   * @throws RuleBroken `iban-invalid`, `bic-invalid`, `iban-change-awaits`
   * @throws ApprovalRefused as {@link ApprovalStore.confirm} says
   */
  run(request: ChangeIban | { readonly approvalId: string }): Promise<IbanChange> {
    return this.transaction.run(() =>
      'approvalId' in request ? this.sign(request.approvalId) : this.propose(request),
    );
  }

  private async propose({ holder, reason, ...written }: ChangeIban): Promise<IbanChange> {
    const iban = ibanOf(written.iban);
    const bic = bicOf(written.bic);
    if (await this.accounts.oneAwaits()) throw new RuleBroken('iban-change-awaits');
    const bankAccountId = newId();
    const { approvalId, granted } = await this.approvals.propose({
      act: 'iban.change',
      subjectKind: 'bank-account',
      subjectId: bankAccountId,
      payload: { ibanEndsWith: iban.slice(-4) },
      reason,
    });
    const { now } = await this.funds.time();
    await this.accounts.add({ bankAccountId, iban, bic, holder, reason, proposedAt: now.toString(), approvalId });
    await this.remember(granted ? 'changed' : 'change-proposed', bankAccountId, granted ? { relaxed: true } : {});
    return { bankAccountId, approvalId, state: granted ? 'confirmed' : 'awaiting-approval' };
  }

  private async sign(approvalId: string): Promise<IbanChange> {
    const { subjectId } = await this.approvals.confirm({ approvalId, act: 'iban.change' });
    const bankAccountId = subjectId ?? '';
    await this.remember('changed', bankAccountId, {});
    return { bankAccountId, approvalId, state: 'confirmed' };
  }

  private remember(what: string, bankAccountId: string, facts: Readonly<Record<string, unknown>>): Promise<void> {
    return this.audit.write({ action: `iban.${what}`, subjectKind: 'bank-account', subjectId: bankAccountId, facts });
  }
}
