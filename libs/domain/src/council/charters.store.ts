// Writes the charters of the council: each follows the one before it, none is changed.
import { TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import type { Charter } from './charter';

/** The charters of the fund in scope, for writing. */
@Injectable()
export class ChartersStore {
  constructor(private readonly transaction: TenantTransaction) {}

  /** Adds a charter, in force from now on. @returns its number */
  async add(charter: Charter, note: string, at: string): Promise<number> {
    await this.transaction.lock('council-charter');
    const [row] = await this.transaction.query(
      `insert into council.charter (tenant_id, charter_no, seats, term_months, renewal, one_per_household, blank_after_days,
         criteria, note, written_at)
       select $1, coalesce(max(c.charter_no), 0) + 1, $2, $3, $4, $5, $6, $7, $8, $9
       from council.charter c where c.tenant_id = $1 returning charter_no`,
      [
        this.transaction.tenantId,
        charter.seats,
        charter.termMonths,
        charter.renewal,
        charter.onePerHousehold,
        charter.blankAfterDays,
        JSON.stringify(charter.criteria),
        note,
        at,
      ],
    );
    return Number(row?.['charter_no']);
  }
}
