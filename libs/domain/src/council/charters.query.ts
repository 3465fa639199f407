// The charter in force and those before it. Reads only.
import { TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { instantText } from '../kernel/calendar';
import type { PageRequest } from '../kernel/page';
import type { Criterion } from '../draws/terms';
import type { Charter } from './charter';

/** A charter as it was written. */
export interface CharterView extends Charter {
  readonly charterNo: number;
  readonly note: string;
  readonly writtenAt: string;
}

/** Reads the charters of the fund in scope. */
@Injectable()
export class ChartersQuery {
  constructor(private readonly transaction: TenantTransaction) {}

  /** The charter in force; null where the fund has written none. */
  async inForce(): Promise<CharterView | null> {
    const [charter] = await this.charters({ after: null, limit: 1 });
    return charter ?? null;
  }

  /** Charters, the last one first; `after` is the number of the last one seen. */
  async charters({ after, limit }: PageRequest): Promise<CharterView[]> {
    const rows = await this.transaction.query(
      `select charter_no as "charterNo", seats, term_months as "termMonths", renewal,
         one_per_household as "onePerHousehold", blank_after_days as "blankAfterDays", criteria, note,
         written_at as "writtenAt"
       from council.charter where tenant_id = $1 and ($2::integer is null or charter_no < $2)
       order by charter_no desc limit $3`,
      [this.transaction.tenantId, after, limit],
    );
    return rows.map((row) => ({
      ...(row as unknown as CharterView),
      criteria: row['criteria'] as readonly Criterion[],
      writtenAt: instantText(row['writtenAt']),
    }));
  }
}
