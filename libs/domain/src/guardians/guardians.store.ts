// Writes who acts for whom. A charge that ends stays, with its last day.
import { newId, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { type Day, dayOf } from '../kernel/calendar';
import type { Charge, GuardianKind, GuardianScope } from './guardian';

/** A charge about to be noted. */
export interface NewGuardian {
  readonly personId: string;
  readonly forPersonId: string;
  readonly kind: GuardianKind;
  readonly scope: GuardianScope;
  readonly from: Day;
  readonly until: Day | null;
}

/** The guardians of the fund in scope, for writing. */
@Injectable()
export class GuardiansStore {
  constructor(private readonly transaction: TenantTransaction) {}

  /** Notes a charge. @returns its id, or null when the same two people have one without end already */
  async add(guardian: NewGuardian, at: string): Promise<string | null> {
    const guardianId = newId();
    const rows = await this.transaction.query(
      `insert into guardians.guardian (tenant_id, guardian_id, person_id, for_person_id, kind, scope, from_on, until_on, noted_at)
       select $1, $2, $3, $4, $5, $6, $7, $8, $9
       where not exists (select 1 from guardians.guardian g where g.tenant_id = $1 and g.person_id = $3
         and g.for_person_id = $4 and (g.until_on is null or g.until_on >= $7))
       on conflict do nothing returning guardian_id`,
      [
        this.transaction.tenantId,
        guardianId,
        guardian.personId,
        guardian.forPersonId,
        guardian.kind,
        guardian.scope,
        guardian.from.toString(),
        guardian.until?.toString() ?? null,
        at,
      ],
    );
    return rows.length > 0 ? guardianId : null;
  }

  /** Locks a charge until the transaction ends; null when the fund has none of this id. */
  async lock(guardianId: string): Promise<(Charge & { readonly forPersonId: string }) | null> {
    const [row] = await this.transaction.query(
      `select for_person_id, scope, from_on::text, until_on::text from guardians.guardian
       where tenant_id = $1 and guardian_id = $2 for update`,
      [this.transaction.tenantId, guardianId],
    );
    if (!row) return null;
    return {
      forPersonId: String(row['for_person_id']),
      scope: row['scope'] as GuardianScope,
      from: dayOf(String(row['from_on'])),
      until: row['until_on'] === null ? null : dayOf(String(row['until_on'])),
    };
  }

  /** Sets the last day of a charge. */
  async end(guardianId: string, lastDay: Day): Promise<void> {
    await this.transaction.query(
      'update guardians.guardian set until_on = $3 where tenant_id = $1 and guardian_id = $2',
      [this.transaction.tenantId, guardianId, lastDay.toString()],
    );
  }
}
