// The same key, the same answer: a key is kept in the transaction of its effect, and with it the first answer.
import type { TenantTransaction } from './tenant-transaction';

/** The first answer given to a key. */
export interface KeptAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** What became of a key: it is new, it was answered before, or it was used for another request. */
export type KeyClaim =
  { readonly kind: 'new' } | { readonly kind: 'replay'; readonly answer: KeptAnswer } | { readonly kind: 'reused' };

/** The keys of one fund. */
export class IdempotencyStore {
  constructor(private readonly transaction: TenantTransaction) {}

  /** Claims a key for a request with this fingerprint; one that is being used right now is waited for. */
  async claim(actorId: string, key: string, fingerprint: Buffer): Promise<KeyClaim> {
    const claimed = await this.transaction.query(
      `insert into tenancy.idempotency (tenant_id, actor_id, key, fingerprint, status) values ($1, $2, $3, $4, 0)
       on conflict do nothing returning key`,
      [this.transaction.tenantId, actorId, key, fingerprint],
    );
    if (claimed.length > 0) return { kind: 'new' };
    const [kept] = await this.transaction.query<{ fingerprint: Buffer; status: number; body: unknown }>(
      `select fingerprint, status, body from tenancy.idempotency where tenant_id = $1 and actor_id = $2 and key = $3`,
      [this.transaction.tenantId, actorId, key],
    );
    if (!kept?.fingerprint.equals(fingerprint)) return { kind: 'reused' };
    return { kind: 'replay', answer: { status: kept.status, body: kept.body } };
  }

  /** Keeps the answer of a key that was claimed in this transaction. */
  async keep(actorId: string, key: string, answer: KeptAnswer): Promise<void> {
    await this.transaction.query(
      `update tenancy.idempotency set status = $4, body = $5 where tenant_id = $1 and actor_id = $2 and key = $3`,
      [this.transaction.tenantId, actorId, key, answer.status, JSON.stringify(answer.body ?? null)],
    );
  }
}
