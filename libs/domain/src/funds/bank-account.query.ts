// Where money for the fund is to be paid to. Reads only.
import { TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { instantText } from '../kernel/calendar';
import type { PageRequest } from '../kernel/page';

/** A bank account with what became of it: `since` is when the second person signed. */
export interface BankAccountView {
  readonly bankAccountId: string;
  readonly iban: string;
  readonly bic: string | null;
  readonly holder: string;
  readonly reason: string;
  readonly state: string;
  readonly approvalId: string;
  readonly proposedAt: string;
  readonly since: string | null;
}

const ACCOUNTS = `select b.bank_account_id, b.iban, b.bic, b.holder, b.reason, a.state, b.approval_id, b.proposed_at,
  case when a.state = 'confirmed' then a.decided_at end as since
  from funds.bank_account b join tenancy.approval a on a.tenant_id = $1 and a.approval_id = b.approval_id
  where b.tenant_id = $1`;

/** Reads the bank accounts of the fund in scope. */
@Injectable()
export class BankAccountQuery {
  constructor(private readonly transaction: TenantTransaction) {}

  /** The one in force: that whose change was signed last; null while there is none. */
  async current(): Promise<BankAccountView | null> {
    const [row] = await this.transaction.query(
      `${ACCOUNTS} and a.state = 'confirmed' order by a.decided_at desc, b.bank_account_id desc limit 1`,
      [this.transaction.tenantId],
    );
    return row ? view(row) : null;
  }

  /** Every change, the latest first; `after` is the id of the last one seen. */
  async history(page: PageRequest): Promise<BankAccountView[]> {
    const rows = await this.transaction.query(
      `${ACCOUNTS} and ($2::uuid is null or b.bank_account_id < $2) order by b.bank_account_id desc limit $3`,
      [this.transaction.tenantId, page.after, page.limit],
    );
    return rows.map(view);
  }
}

function view(row: Record<string, unknown>): BankAccountView {
  return {
    bankAccountId: String(row['bank_account_id']),
    iban: String(row['iban']),
    bic: (row['bic'] as string | null) ?? null,
    holder: String(row['holder']),
    reason: String(row['reason']),
    state: String(row['state']),
    approvalId: String(row['approval_id']),
    proposedAt: instantText(row['proposed_at']),
    since: row['since'] === null ? null : instantText(row['since']),
  };
}
