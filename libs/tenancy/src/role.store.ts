// Who may do what in a fund: read at each request, so that a role taken away is gone at once.
import type { TenantTransaction } from './tenant-transaction';

/** A role in one fund; a member's grant names the person they are. */
export interface RoleGrant {
  readonly role: 'coordinator' | 'member';
  readonly subjectId: string | null;
}

/** The grants of the fund in scope. */
export class RoleStore {
  constructor(private readonly transaction: TenantTransaction) {}

  /** The roles that an identity holds here; none is an empty list. */
  async of(identityId: string): Promise<RoleGrant[]> {
    const rows = await this.transaction.query(
      `select role, subject_id from tenancy.role_grant where tenant_id = $1 and identity_id = $2 order by role`,
      [this.transaction.tenantId, identityId],
    );
    return rows.map((row) => ({
      role: row['role'] as RoleGrant['role'],
      subjectId: (row['subject_id'] as string | null) ?? null,
    }));
  }

  /** Gives a role; giving it again changes nothing. */
  async grant(identityId: string, grant: RoleGrant): Promise<void> {
    await this.transaction.query(
      `insert into tenancy.role_grant (tenant_id, identity_id, role, subject_id) values ($1, $2, $3, $4)
       on conflict do nothing`,
      [this.transaction.tenantId, identityId, grant.role, grant.subjectId],
    );
  }

  /** Takes a role away. */
  async withdraw(identityId: string, role: RoleGrant['role']): Promise<void> {
    await this.transaction.query(
      `delete from tenancy.role_grant where tenant_id = $1 and identity_id = $2 and role = $3`,
      [this.transaction.tenantId, identityId, role],
    );
  }
}
