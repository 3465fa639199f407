// Who bought at an outlet lately. Reads only.
import { TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import type { Day } from '../kernel/calendar';
import type { Customer } from './outlet-notice';

/** Reads the customers of the outlets of the fund in scope. */
@Injectable()
export class CustomersQuery {
  constructor(private readonly transaction: TenantTransaction) {}

  /** Everybody who bought at an outlet since a day, once each. */
  async since(outletId: string, day: Day): Promise<Customer[]> {
    const rows = await this.transaction.query(
      `select distinct p.account_unit_id as "accountUnitId", p.person_id as "personId" from purchases.purchase p
       where p.tenant_id = $1 and p.outlet_id = $2 and p.bought_on >= $3 order by 1, 2`,
      [this.transaction.tenantId, outletId, day.toString()],
    );
    return rows as unknown as Customer[];
  }
}
