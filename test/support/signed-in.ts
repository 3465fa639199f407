// People who are signed in without their passwords being hashed one by one: rows as the sign-in would leave them.
import { newId } from '#tenancy';
import { csrfTokenOf, hashOf, newSessionToken } from '../../apps/api/src/sign-in/session-token';
import type { Caller } from './api-process';
import type { FreshDatabase } from './fresh-database';

/** A role in a fund; `subjectId` is the person, outlet or payer that it is about. */
export interface Part {
  readonly fundId: string;
  readonly role: 'coordinator' | 'treasurer' | 'volunteer' | 'outlet' | 'member';
  readonly subjectId?: string;
}

/** Signs somebody new in with a role. */
export async function signedIn(database: FreshDatabase, { fundId, role, subjectId }: Part): Promise<Caller> {
  const [identity, token] = [newId(), newSessionToken()];
  await database.asOwner(
    `insert into identity.identity (identity_id, login, password_hash) values ($1::uuid, $1::uuid || '@essai.example', '-')`,
    [identity],
  );
  await database.asOwner(
    'insert into tenancy.role_grant (tenant_id, identity_id, role, subject_id) values ($1, $2, $3, $4)',
    [fundId, identity, role, subjectId ?? null],
  );
  await database.asOwner(
    `insert into identity.session (session_hash, identity_id, csrf_hash, tenant_id, created_at, last_seen_at, expires_at)
     values ($1, $2, $3, $4, now(), now(), now() + interval '1 day')`,
    [hashOf(token), identity, hashOf(csrfTokenOf(token)), fundId],
  );
  return { cookie: `sid=${token}`, csrf: csrfTokenOf(token) };
}
