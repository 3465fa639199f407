// The fund's bank account as it was told: each change added, none overwritten.
import { TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';

/** A bank account about to be told; the IBAN without spaces. */
export interface NewBankAccount {
  readonly bankAccountId: string;
  readonly iban: string;
  readonly bic: string | null;
  readonly holder: string;
  readonly reason: string;
  readonly proposedAt: string;
  readonly approvalId: string;
}

/** The bank accounts of the fund in scope, for writing. */
@Injectable()
export class BankAccountStore {
  constructor(private readonly transaction: TenantTransaction) {}

  /** Adds one. */
  async add(account: NewBankAccount): Promise<void> {
    await this.transaction.query(
      `insert into funds.bank_account (tenant_id, bank_account_id, iban, bic, holder, reason, proposed_at, approval_id)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        this.transaction.tenantId,
        account.bankAccountId,
        account.iban,
        account.bic,
        account.holder,
        account.reason,
        account.proposedAt,
        account.approvalId,
      ],
    );
  }

  /** Whether a change waits for its second signature; one request at a time gets the answer. */
  async oneAwaits(): Promise<boolean> {
    await this.transaction.lock('bank-account');
    const rows = await this.transaction.query(
      `select 1 from tenancy.approval where tenant_id = $1 and act = 'iban.change' and state = 'awaiting' limit 1`,
      [this.transaction.tenantId],
    );
    return rows.length > 0;
  }
}
