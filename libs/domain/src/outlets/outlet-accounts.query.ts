// The accounts that outlets are paid to: by their last four signs for screens, in full for payouts. Reads only.
import { SealedText, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { instantText } from '../kernel/calendar';
import type { PageRequest } from '../kernel/page';
import { type AccountToPay, ibanPlace, type OutletAccountView } from './outlet-account';

const ACCOUNTS = `select b.bank_account_id, b.holder, b.iban_last_4, b.bic, b.reason, a.state, b.approval_id, b.proposed_at,
    case when a.state = 'confirmed' then a.decided_at end as since,
    (select count(distinct x.outlet_id)::int from outlets.bank_account x
     where x.tenant_id = $1 and x.iban_index = b.iban_index and x.outlet_id <> b.outlet_id) as also_of
  from outlets.bank_account b join tenancy.approval a on a.tenant_id = $1 and a.approval_id = b.approval_id
  where b.tenant_id = $1 and b.outlet_id = $2`;

/** Reads the accounts of the outlets of the fund in scope. */
@Injectable()
export class OutletAccountsQuery {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly sealed: SealedText,
  ) {}

  /** The account of an outlet in force: that whose change was signed last; null while there is none. */
  async current(outletId: string): Promise<OutletAccountView | null> {
    const [row] = await this.transaction.query(
      `${ACCOUNTS} and a.state = 'confirmed' order by a.decided_at desc, b.bank_account_id desc limit 1`,
      [this.transaction.tenantId, outletId],
    );
    return row ? view(row) : null;
  }

  /** Every change of an outlet's account, the latest first; `after` is the id of the last one seen. */
  async history(outletId: string, page: PageRequest): Promise<OutletAccountView[]> {
    const rows = await this.transaction.query(
      `${ACCOUNTS} and ($3::uuid is null or b.bank_account_id < $3) order by b.bank_account_id desc limit $4`,
      [this.transaction.tenantId, outletId, page.after, page.limit],
    );
    return rows.map(view);
  }

  /**
   * The accounts in force of some outlets in full; those that have none are left out. For an approved list of payouts only:
   * whoever calls writes into the record of acts that they were read.
   */
  async inFull(outletIds: readonly string[]): Promise<AccountToPay[]> {
    const rows = await this.transaction.query(
      `select distinct on (b.outlet_id) b.bank_account_id, b.outlet_id, b.holder, b.iban_sealed, b.bic
       from outlets.bank_account b join tenancy.approval a on a.tenant_id = $1 and a.approval_id = b.approval_id
       where b.tenant_id = $1 and b.outlet_id = any($2::uuid[]) and a.state = 'confirmed'
       order by b.outlet_id, a.decided_at desc, b.bank_account_id desc`,
      [this.transaction.tenantId, outletIds],
    );
    return rows.map((row) => this.opened(row));
  }

  /**
   * Accounts by their id in full, as they were when something was sealed to them, whatever was signed since; the same holds
   * for whoever calls.
   */
  async byIdInFull(bankAccountIds: readonly string[]): Promise<ReadonlyMap<string, AccountToPay>> {
    const rows = await this.transaction.query(
      `select bank_account_id, outlet_id, holder, iban_sealed, bic from outlets.bank_account
       where tenant_id = $1 and bank_account_id = any($2::uuid[])`,
      [this.transaction.tenantId, bankAccountIds],
    );
    return new Map(rows.map((row) => [String(row['bank_account_id']), this.opened(row)]));
  }

  private opened(row: Record<string, unknown>): AccountToPay {
    return {
      outletId: String(row['outlet_id']),
      holder: String(row['holder']),
      iban: this.sealed.open(String(row['iban_sealed']), ibanPlace(String(row['bank_account_id']))),
      bic: (row['bic'] as string | null) ?? null,
    };
  }
}

function view(row: Record<string, unknown>): OutletAccountView {
  return {
    bankAccountId: String(row['bank_account_id']),
    holder: String(row['holder']),
    ibanEndsWith: String(row['iban_last_4']),
    bic: (row['bic'] as string | null) ?? null,
    reason: String(row['reason']),
    state: String(row['state']),
    approvalId: String(row['approval_id']),
    proposedAt: instantText(row['proposed_at']),
    since: row['since'] === null ? null : instantText(row['since']),
    alsoOfOutlets: Number(row['also_of']),
  };
}
