// Finds out who calls: session and identity in one query, then the roles held in the current fund, anew at each call.
import { asTenant, type RoleGrant, type RoleStore, type TenantId, type WallClock } from '#tenancy';
import { RuleBroken } from '#domain/kernel';
import type { FastifyRequest } from 'fastify';
import { type Caller, rolesOf, standingOf } from './caller';
import type { SessionCookie } from './session-cookie';
import { hasEnded, sessionLimits } from './session-limits';
import type { Session, SessionsStore } from './sessions.store';
import { csrfTokenOf, isSessionToken } from './session-token';

const TOUCH_EVERY_MS = 60_000;

/** What finding out needs. */
export interface CallersNeeds {
  readonly sessions: SessionsStore;
  readonly roles: RoleStore;
  readonly cookie: SessionCookie;
  readonly wall: WallClock;
}

/** Reads callers. */
export class Callers {
  constructor(private readonly needs: CallersNeeds) {}

  /** The caller and their session. @throws RuleBroken `sign-in-needed`, `session-expired` */
  async of(request: FastifyRequest): Promise<{ caller: Caller; session: Session }> {
    const { sessions, cookie, wall } = this.needs;
    const token = cookie.read(request);
    if (!isSessionToken(token)) throw new RuleBroken('sign-in-needed');
    const session = await sessions.find(token);
    if (!session) throw new RuleBroken('session-expired');
    const caller = await this.callerOf(session, token);
    await this.keepAlive(session, caller, Date.parse(wall()));
    return { caller, session };
  }

  /** The caller of a request that has been going on for a while; null when its session is over. Keeps no session alive. */
  async stillThere(request: FastifyRequest): Promise<Caller | null> {
    const { sessions, cookie, wall } = this.needs;
    const token = cookie.read(request);
    const session = isSessionToken(token) ? await sessions.find(token) : null;
    if (!session || !isSessionToken(token)) return null;
    const caller = await this.callerOf(session, token);
    return hasEnded(session, sessionLimits(rolesOf(caller)), Date.parse(wall())) ? null : caller;
  }

  private async callerOf(session: Session, token: string): Promise<Caller> {
    const grants = session.fundId && !session.isPlatform ? await this.grants(session.identityId, session.fundId) : [];
    return {
      identityId: session.identityId,
      isPlatform: session.isPlatform,
      sessionHash: session.sessionHash,
      csrfToken: csrfTokenOf(token),
      fundId: session.fundId,
      ...standingOf(grants),
    };
  }

  /** The grants of an identity in a fund. */
  grants(identityId: string, fundId: TenantId): Promise<RoleGrant[]> {
    const { roles } = this.needs;
    const scope = { tenantId: fundId, actor: { kind: 'identity', id: identityId } } as const;
    return asTenant(scope, () => roles.of(identityId));
  }

  private async keepAlive(session: Session, caller: Caller, nowMs: number): Promise<void> {
    if (hasEnded(session, sessionLimits(rolesOf(caller)), nowMs)) {
      await this.needs.sessions.end(session.sessionHash);
      throw new RuleBroken('session-expired');
    }
    if (nowMs - session.lastSeenMs >= TOUCH_EVERY_MS) await this.needs.sessions.touch(session.sessionHash, nowMs);
  }
}
