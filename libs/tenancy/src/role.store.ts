// Who may do what in a fund: read at each request, so that a role taken away is gone at once.
import { PEOPLE_FOR_TWO_SIGNATURES, SIGNATORIES } from './signatories';
import { tenantScope } from './tenant-scope';
import type { Statement, TenantTransaction } from './tenant-transaction';

/** What a person may be in one fund. */
export const ROLES = ['coordinator', 'treasurer', 'volunteer', 'payer', 'outlet', 'member'] as const;

/** A role in one fund; a member's grant names the person they are, a payer's and an outlet's the one they act for. */
export interface RoleGrant {
  readonly role: (typeof ROLES)[number];
  readonly subjectId: string | null;
}

const GRANTS: Statement = {
  name: 'tenancy.grants_of',
  text: 'select role, subject_id from tenancy.grants_of($1, $2, $3)',
};

/** The grants of the fund in scope. */
export class RoleStore {
  constructor(private readonly transaction: TenantTransaction) {}

  /** The roles that an identity holds here; none is an empty list. In one round trip: every call asks. */
  async of(identityId: string): Promise<RoleGrant[]> {
    const rows = await this.transaction.askOnce(GRANTS, (alone) => [tenantScope().tenantId, alone, identityId]);
    return rows.map((row) => ({
      role: row['role'] as RoleGrant['role'],
      subjectId: (row['subject_id'] as string | null) ?? null,
    }));
  }

  /** Gives a role; giving it again changes nothing. A third person who may sign ends the relaxation of signatures. */
  async grant(identityId: string, grant: RoleGrant): Promise<void> {
    const { actor } = tenantScope();
    await this.lock();
    await this.transaction.query(
      `insert into tenancy.role_grant (tenant_id, identity_id, role, subject_id, granted_by) values ($1, $2, $3, $4, $5)
       on conflict do nothing`,
      [this.transaction.tenantId, identityId, grant.role, grant.subjectId, actor.id],
    );
    await this.transaction.query(
      `update tenancy.approval_relaxation set ended_by = $2, ended_at = greatest(relaxed_at, now())
       where tenant_id = $1 and ended_at is null and ${SIGNATORIES} >= $3`,
      [this.transaction.tenantId, actor.id, PEOPLE_FOR_TWO_SIGNATURES],
    );
  }

  /** Lets one change of rights at a time pass in this fund, until the transaction ends. */
  async lock(): Promise<void> {
    await this.transaction.lock('signatories');
  }

  /** How many people coordinate. */
  async coordinators(): Promise<number> {
    const [row] = await this.transaction.query(
      `select count(*)::integer as people from tenancy.role_grant where tenant_id = $1 and role = 'coordinator'`,
      [this.transaction.tenantId],
    );
    return Number(row?.['people']);
  }

  /** Takes a role away. */
  async withdraw(identityId: string, role: RoleGrant['role']): Promise<void> {
    await this.transaction.query(
      `delete from tenancy.role_grant where tenant_id = $1 and identity_id = $2 and role = $3`,
      [this.transaction.tenantId, identityId, role],
    );
  }
}
