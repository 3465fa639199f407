// Who is paid, and where to. Reads only.
import { TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import type { Payout } from './payout';

/** A payee's name, and the account two people signed last for it; none known: null. */
export interface Payee {
  readonly payeeId: string;
  readonly name: string;
  readonly account: { readonly bankAccountId: string; readonly holder: string } | null;
}

/** Reads the payees of the fund in scope. */
@Injectable()
export class PayeesQuery {
  constructor(private readonly transaction: TenantTransaction) {}

  /** The payees of payouts, by their id. Only outlets leave an account with the fund: members are paid back by hand. */
  async of(payouts: readonly Pick<Payout, 'payeeId'>[]): Promise<ReadonlyMap<string, Payee>> {
    const ids = payouts.map(({ payeeId }) => payeeId);
    const rows = await this.transaction.query(
      `select o.outlet_id as id, o.name, b.bank_account_id, b.holder
       from outlets.outlet o left join lateral (
         select x.bank_account_id, x.holder
         from outlets.bank_account x join tenancy.approval a on a.tenant_id = $1 and a.approval_id = x.approval_id
         where x.tenant_id = $1 and x.outlet_id = o.outlet_id and a.state = 'confirmed'
         order by a.decided_at desc, x.bank_account_id desc limit 1) b on true
       where o.tenant_id = $1 and o.outlet_id = any($2::uuid[])
       union all
       select u.account_unit_id, u.label, null, null from members.account_unit u
       where u.tenant_id = $1 and u.account_unit_id = any($2::uuid[])`,
      [this.transaction.tenantId, ids],
    );
    return new Map(
      rows.map((row) => [
        String(row['id']),
        { payeeId: String(row['id']), name: String(row['name']), account: accountOf(row) },
      ]),
    );
  }
}

function accountOf(row: Record<string, unknown>): Payee['account'] {
  const id = row['bank_account_id'];
  return id === null ? null : { bankAccountId: String(id), holder: String(row['holder']) };
}
