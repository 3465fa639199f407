// Grants for screens. Reads only.
import { TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import type { PageRequest } from '../kernel/page';

/** A grant in a list; amount in cents. */
export interface GrantView {
  readonly grantId: string;
  readonly kind: string;
  readonly destination: string;
  readonly moneySource: string;
  readonly funder: string;
  readonly amountCents: number;
  readonly receivedOn: string;
}

/** Reads the budget of the fund in scope. */
@Injectable()
export class BudgetQuery {
  constructor(private readonly transaction: TenantTransaction) {}

  /** Grants by id; `after` is the last one seen. */
  async grants(page: PageRequest): Promise<GrantView[]> {
    const rows = await this.transaction.query(
      `select grant_id as "grantId", kind, destination, money_source as "moneySource", funder,
         amount_cents::float8 as "amountCents", received_on::text as "receivedOn"
       from budget.grant_received where tenant_id = $1 and ($2::uuid is null or grant_id > $2) order by grant_id limit $3`,
      [this.transaction.tenantId, page.after, page.limit],
    );
    return rows as unknown as GrantView[];
  }
}
