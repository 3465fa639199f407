// Sessions, in the schema that only app_identity may touch: known by a hash, never by their secret.
import { sendAlone, type Statement, type TenantId, tenantId } from '#tenancy';
import type { DataSource } from 'typeorm';
import { LONGEST_SESSION_MS } from './session-limits';
import { csrfTokenOf, hashOf, newSessionToken } from './session-token';

/** A session with its identity. Times in milliseconds since 1970. */
export interface Session {
  readonly sessionHash: Buffer;
  readonly csrfHash: Buffer;
  readonly identityId: string;
  readonly isPlatform: boolean;
  readonly fundId: TenantId | null;
  readonly createdMs: number;
  readonly lastSeenMs: number;
}

// Every call asks it: to plan it anew took more than to answer it.
const FIND: Statement = {
  name: 'identity.session',
  text: `select s.session_hash, s.csrf_hash, s.identity_id, i.is_platform, s.tenant_id, s.created_at, s.last_seen_at
    from identity.session s join identity.identity i on i.identity_id = s.identity_id
    where s.session_hash = $1 and i.disabled_at is null`,
};

/** Opens, finds and ends sessions. */
export class SessionsStore {
  constructor(private readonly pool: DataSource) {}

  /** Opens a session and answers its secret; sessions of this identity that have run out are cleared away. */
  async open(identityId: string, fundId: string | null, nowMs: number): Promise<string> {
    const token = newSessionToken();
    await this.rows('delete from identity.session where identity_id = $1 and expires_at <= $2', [
      identityId,
      new Date(nowMs),
    ]);
    await this.rows(
      `insert into identity.session (session_hash, identity_id, csrf_hash, tenant_id, created_at, last_seen_at, expires_at)
       values ($1, $2, $3, $4, $5, $5, $6)`,
      [
        hashOf(token),
        identityId,
        hashOf(csrfTokenOf(token)),
        fundId,
        new Date(nowMs),
        new Date(nowMs + LONGEST_SESSION_MS),
      ],
    );
    return token;
  }

  /** The session of a secret, with its identity; none when it does not exist or its identity was shut out. */
  async find(token: string): Promise<Session | null> {
    const [row] = await sendAlone(this.pool, FIND, [hashOf(token)]);
    return row ? sessionOf(row) : null;
  }

  /** Notes that a session was used. */
  async touch(sessionHash: Buffer, nowMs: number): Promise<void> {
    await this.rows('update identity.session set last_seen_at = $2 where session_hash = $1', [
      sessionHash,
      new Date(nowMs),
    ]);
  }

  /** Makes a fund the one that a session looks at. */
  async choose(sessionHash: Buffer, fundId: string): Promise<void> {
    await this.rows('update identity.session set tenant_id = $2 where session_hash = $1', [sessionHash, fundId]);
  }

  /** Ends a session; ending it again changes nothing. */
  async end(sessionHash: Buffer): Promise<void> {
    await this.rows('delete from identity.session where session_hash = $1', [sessionHash]);
  }

  private rows(sql: string, values: unknown[]): Promise<Record<string, unknown>[]> {
    return this.pool.query<Record<string, unknown>[]>(sql, values);
  }
}

function sessionOf(row: Record<string, unknown>): Session {
  return {
    sessionHash: row['session_hash'] as Buffer,
    csrfHash: row['csrf_hash'] as Buffer,
    identityId: String(row['identity_id']),
    isPlatform: row['is_platform'] === true,
    fundId: row['tenant_id'] === null ? null : tenantId(String(row['tenant_id'])),
    createdMs: (row['created_at'] as Date).getTime(),
    lastSeenMs: (row['last_seen_at'] as Date).getTime(),
  };
}
