// Who did what in the fund in scope, the latest first, for those who may look over a shoulder. Reads only.
import type { TenantTransaction } from './tenant-transaction';

/** One remembered act; `occurredAt` is ISO text in UTC. */
export interface AuditLine {
  readonly auditId: string;
  readonly occurredAt: string;
  readonly actorKind: string;
  readonly actorId: string | null;
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: string | null;
  readonly reason: string | null;
  readonly requestId: string | null;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** Reads the record of acts. */
export class AuditQuery {
  constructor(private readonly transaction: TenantTransaction) {}

  /** The latest acts; `after` is the id of the last one seen. */
  async latest(page: { after: string | null; limit: number }): Promise<AuditLine[]> {
    const rows = await this.transaction.query(
      `select audit_id, occurred_at, actor_kind, actor_id, action, subject_kind, subject_id, reason, request_id, facts
       from tenancy.audit where tenant_id = $1 and ($2::uuid is null or audit_id < $2)
       order by audit_id desc limit $3`,
      [this.transaction.tenantId, page.after, page.limit],
    );
    return rows.map((row) => ({
      auditId: String(row['audit_id']),
      occurredAt: (row['occurred_at'] as Date).toISOString(),
      actorKind: String(row['actor_kind']),
      actorId: (row['actor_id'] as string | null) ?? null,
      action: String(row['action']),
      subjectKind: String(row['subject_kind']),
      subjectId: (row['subject_id'] as string | null) ?? null,
      reason: (row['reason'] as string | null) ?? null,
      requestId: (row['request_id'] as string | null) ?? null,
      facts: row['facts'] as Readonly<Record<string, unknown>>,
    }));
  }
}
