// Writes who did what, when and why, in the transaction of the act. Ids and amounts only, never a name.
import { tenantScope } from './tenant-scope';
import type { TenantTransaction } from './tenant-transaction';
import { newId } from './new-id';

/** An act to remember: what was done, to what, and the facts (ids, amounts in cents, months) that say how. */
export interface AuditedAct {
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: string | null;
  readonly facts?: Readonly<Record<string, unknown>>;
}

/** The append-only record of acts. */
export class AuditStore {
  constructor(private readonly transaction: TenantTransaction) {}

  /** Remembers one act of the actor in scope, inside the open transaction. */
  async write(act: AuditedAct): Promise<void> {
    const { tenantId, actor, reason, requestId } = tenantScope();
    await this.transaction.query(
      `insert into tenancy.audit (tenant_id, audit_id, actor_kind, actor_id, action, subject_kind, subject_id, reason,
         request_id, facts)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        tenantId,
        newId(),
        actor.kind,
        actor.id,
        act.action,
        act.subjectKind,
        act.subjectId,
        reason ?? null,
        requestId ?? null,
        JSON.stringify(act.facts ?? {}),
      ],
    );
  }
}
