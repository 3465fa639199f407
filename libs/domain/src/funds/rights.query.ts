// Who may do what in the fund, person by person. Reads only.
import { type RoleGrant, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import type { PageRequest } from '../kernel/page';

/** One right; `grantedBy` is null where the set-up gave it. */
export interface RightView extends RoleGrant {
  readonly grantedAt: string;
  readonly grantedBy: string | null;
}

/** A person who can sign in, with what they may do here. */
export interface RightsOfView {
  readonly identityId: string;
  readonly rights: readonly RightView[];
}

/** Reads the rights of the fund in scope. */
@Injectable()
export class RightsQuery {
  constructor(private readonly transaction: TenantTransaction) {}

  /** People with their rights, by id; `after` is the last one seen. */
  async list(page: PageRequest): Promise<RightsOfView[]> {
    const rows = await this.transaction.query(
      `select identity_id as "identityId", json_agg(json_build_object('role', role, 'subjectId', subject_id,
         'grantedAt', to_char(granted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'grantedBy', granted_by)
         order by role) as rights
       from tenancy.role_grant where tenant_id = $1 and ($2::uuid is null or identity_id > $2)
       group by identity_id order by identity_id limit $3`,
      [this.transaction.tenantId, page.after, page.limit],
    );
    return rows as unknown as RightsOfView[];
  }

  /** Whether a role may be given for this subject: a person, a payer or an outlet of this fund where the role is one's, else none. */
  async hasSubject(role: RoleGrant['role'], subjectId: string | null): Promise<boolean> {
    if (role !== 'member' && role !== 'payer' && role !== 'outlet') return subjectId === null;
    const rows = await this.transaction.query(
      `select 1 from members.person where tenant_id = $1 and person_id = $2 and $3 = 'member'
       union all select 1 from payers.payer where tenant_id = $1 and payer_id = $2 and $3 = 'payer'
       union all select 1 from outlets.outlet where tenant_id = $1 and outlet_id = $2 and $3 = 'outlet'`,
      [this.transaction.tenantId, subjectId, role],
    );
    return rows.length > 0;
  }
}
