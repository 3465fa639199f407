// The approved list: what is sealed and to be paid, to whom and where, in full. Reads only.
import { TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import type { PageRequest } from '../kernel/page';
import { OutletAccountsQuery } from '../outlets/outlet-accounts.query';
import type { PayeeKind, PayoutMethod } from './payout';

/** A payment to make; amount in cents, day as ISO text. */
export interface ToPayView {
  readonly payoutId: string;
  readonly payoutNo: number;
  readonly payeeKind: PayeeKind;
  readonly payeeId: string;
  /** The holder exactly as the account was signed; for what is paid by hand, the payee. */
  readonly holder: string;
  /** The account as it was when the payout was sealed; null for what is paid by cheque or in cash. */
  readonly iban: string | null;
  readonly bic: string | null;
  readonly method: PayoutMethod;
  readonly netCents: number;
  readonly sealedOn: string;
  /** What the payment is to quote. */
  readonly quoting: string;
}

type Row = Omit<ToPayView, 'iban' | 'bic' | 'quoting'> & { readonly bankAccountId: string | null };

/** Reads the approved list of the fund in scope. */
@Injectable()
export class PayoutsToPayQuery {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly accounts: OutletAccountsQuery,
  ) {}

  /**
   * Sealed payouts, by id; `after` is the last one seen. It shows IBANs in full: whoever calls writes into the record of acts
   * that they were read.
   */
  async list(page: PageRequest): Promise<ToPayView[]> {
    const rows = (await this.transaction.query(
      `select payout_id as "payoutId", payout_no as "payoutNo", payee_kind as "payeeKind", payee_id as "payeeId", holder,
         bank_account_id as "bankAccountId", method, (gross_cents - fee_cents)::float8 as "netCents",
         sealed_on::text as "sealedOn"
       from payouts.payout
       where tenant_id = $1 and state = 'sealed' and ($2::uuid is null or payout_id > $2)
       order by payout_id limit $3`,
      [this.transaction.tenantId, page.after, page.limit],
    )) as unknown as Row[];
    const accounts = await this.accounts.byIdInFull(rows.flatMap(({ bankAccountId }) => bankAccountId ?? []));
    return rows.map(({ bankAccountId, ...row }) => {
      const account = bankAccountId === null ? undefined : accounts.get(bankAccountId);
      return {
        ...row,
        iban: account?.iban ?? null,
        bic: account?.bic ?? null,
        quoting: `Règlement n° ${row.payoutNo}`,
      };
    });
  }
}
