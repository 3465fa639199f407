// Credits for screens and other rooms. Reads only.
import { TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { firstDay, instantText, type Month } from '../kernel/calendar';
import { type Cents, cents } from '../kernel/money';
import type { PageRequest } from '../kernel/page';

/** A credit in a list; amount in cents, `expiresOn` the last day it can be spent. */
export interface CreditView {
  readonly creditId: string;
  readonly accountUnitId: string;
  readonly label: string;
  readonly month: string;
  readonly amountCents: number;
  readonly expiresOn: string | null;
  readonly creditedAt: string;
}

/** Reads the allocations of the fund in scope. */
@Injectable()
export class AllocationsQuery {
  constructor(private readonly transaction: TenantTransaction) {}

  /** The credits of a month by id; `after` is the last one seen. */
  async credits(month: Month, page: PageRequest): Promise<CreditView[]> {
    const rows = await this.transaction.query(
      `select c.credit_id as "creditId", c.account_unit_id as "accountUnitId", u.label,
         left(c.allocation_month::text, 7) as month, c.amount_cents::float8 as "amountCents",
         c.expires_on::text as "expiresOn", c.credited_at as "creditedAt"
       from allocations.credit c
       join members.account_unit u on u.tenant_id = $1 and u.account_unit_id = c.account_unit_id
       where c.tenant_id = $1 and c.allocation_month = $2 and ($3::uuid is null or c.credit_id > $3)
       order by c.credit_id limit $4`,
      [this.transaction.tenantId, firstDay(month).toString(), page.after, page.limit],
    );
    return rows.map((row) => ({ ...row, creditedAt: instantText(row['creditedAt']) })) as unknown as CreditView[];
  }

  /** What was credited for a month: how many units, and cents in all. */
  async totals(month: Month): Promise<{ units: number; creditedCents: Cents }> {
    const [row] = await this.transaction.query(
      `select count(*)::int as units, coalesce(sum(amount_cents), 0) as credited from allocations.credit
       where tenant_id = $1 and allocation_month = $2`,
      [this.transaction.tenantId, firstDay(month).toString()],
    );
    return { units: Number(row?.['units'] ?? 0), creditedCents: cents(Number(row?.['credited'] ?? 0)) };
  }
}
