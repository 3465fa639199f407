// The accounts that outlets are paid to: each change added, none overwritten, the IBAN sealed where it stands.
import { type SealedPlace, SealedText, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { ibanPlace } from './outlet-account';

/** An account about to be told; the IBAN in full, without spaces. */
export interface NewOutletAccount {
  readonly bankAccountId: string;
  readonly outletId: string;
  readonly holder: string;
  readonly iban: string;
  readonly bic: string | null;
  readonly reason: string;
  readonly proposedAt: string;
  readonly approvalId: string;
}

/** The accounts of the outlets of the fund in scope, for writing. */
@Injectable()
export class OutletAccountsStore {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly sealed: SealedText,
  ) {}

  /** Adds one. */
  async add(account: NewOutletAccount): Promise<void> {
    const place: SealedPlace = ibanPlace(account.bankAccountId);
    await this.transaction.query(
      `insert into outlets.bank_account (tenant_id, bank_account_id, outlet_id, holder, iban_sealed, iban_index, iban_last_4,
         bic, reason, proposed_at, approval_id) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        this.transaction.tenantId,
        account.bankAccountId,
        account.outletId,
        account.holder,
        this.sealed.seal(account.iban, place),
        this.sealed.blindIndex('iban', account.iban),
        account.iban.slice(-4),
        account.bic,
        account.reason,
        account.proposedAt,
        account.approvalId,
      ],
    );
  }

  /** Which outlet an account is of; null when the fund has none such. */
  async outletOf(bankAccountId: string): Promise<string | null> {
    const [row] = await this.transaction.query(
      'select outlet_id from outlets.bank_account where tenant_id = $1 and bank_account_id = $2',
      [this.transaction.tenantId, bankAccountId],
    );
    return (row?.['outlet_id'] as string | undefined) ?? null;
  }

  /** Whether a change of an outlet's account waits for its second signature; asked under the lock of the outlet. */
  async oneAwaits(outletId: string): Promise<boolean> {
    const rows = await this.transaction.query(
      `select 1 from outlets.bank_account b
       join tenancy.approval a on a.tenant_id = $1 and a.approval_id = b.approval_id
       where b.tenant_id = $1 and b.outlet_id = $2 and a.state = 'awaiting' limit 1`,
      [this.transaction.tenantId, outletId],
    );
    return rows.length > 0;
  }
}
