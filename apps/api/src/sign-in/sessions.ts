// Signing in, choosing a fund, signing out: what happens to the session and its cookie.
import { asTenant, type Identity, type TenantId, tenantId, type TenantTransaction, type WallClock } from '#tenancy';
import type { FundDirectory, FundsQuery } from '#domain/funds';
import { RuleBroken } from '#domain/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Caller, rolesOf, type Standing, standingOf } from './caller';
import type { Callers } from './callers';
import type { SessionCookie } from './session-cookie';
import type { SessionDto, SignInDto } from './session.dto';
import { isOnlyMember, LONGEST_SESSION_MS } from './session-limits';
import { csrfTokenOf, hashOf, isSessionToken } from './session-token';
import type { SessionsStore } from './sessions.store';

/** What dealing with sessions needs. */
export interface SessionsNeeds {
  readonly store: SessionsStore;
  readonly cookie: SessionCookie;
  readonly callers: Callers;
  readonly directory: FundDirectory;
  readonly funds: FundsQuery;
  readonly transaction: TenantTransaction;
  readonly wall: WallClock;
}

/** A call and its answer, whose cookie is read and written. */
export interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** The sessions of the front door. */
export class Sessions {
  constructor(private readonly needs: SessionsNeeds) {}

  /** Opens a session for a person whose password was right; the one they brought, if any, ends. @throws RuleBroken `not-allowed` */
  async open(identity: Identity, { fund }: SignInDto, { request, reply }: Exchange): Promise<SessionDto> {
    const { store, cookie, wall } = this.needs;
    const fundId = fund === undefined ? null : await this.fundIdOf(fund);
    const roles = await this.rolesIn(identity, fundId);
    const brought = cookie.read(request);
    if (isSessionToken(brought)) await store.end(hashOf(brought));
    const token = await store.open(identity.identityId, fundId, Date.parse(wall()));
    const caller = { ...identity, ...roles, fundId, sessionHash: hashOf(token), csrfToken: csrfTokenOf(token) };
    cookie.write(reply, token, lifeOf(caller));
    return this.describe(caller);
  }

  /** Enters a fund in which the caller holds a role. @throws RuleBroken `not-allowed` */
  async enter(caller: Caller, chosen: string, { request, reply }: Exchange): Promise<SessionDto> {
    const { store, cookie } = this.needs;
    const fundId = tenantId(chosen);
    const roles = await this.rolesIn(caller, fundId);
    await store.choose(caller.sessionHash, fundId);
    const entered = { ...caller, ...roles, fundId };
    cookie.write(reply, cookie.read(request) ?? '', lifeOf(entered));
    return this.describe(entered);
  }

  /** Ends the caller's session. */
  async end(caller: Caller, { reply }: Exchange): Promise<void> {
    await this.needs.store.end(caller.sessionHash);
    this.needs.cookie.clear(reply);
  }

  /** A session as its owner sees it. */
  async describe(caller: Caller): Promise<SessionDto> {
    const { identityId, csrfToken, personId, payerId, fundId } = caller;
    return {
      identityId,
      csrfToken,
      personId,
      payerId,
      roles: rolesOf(caller),
      fund: fundId ? await this.card(fundId, identityId) : null,
    };
  }

  private async fundIdOf(slug: string): Promise<TenantId> {
    const fund = await this.needs.directory.bySlug(slug);
    // A fund that does not exist and one where nobody knows you are told apart by no answer.
    if (!fund) throw new RuleBroken('not-allowed');
    return tenantId(fund.fundId);
  }

  private async rolesIn(identity: Identity, fundId: TenantId | null): Promise<Standing> {
    if (fundId === null) return standingOf([]);
    const grants = identity.isPlatform ? [] : await this.needs.callers.grants(identity.identityId, fundId);
    if (grants.length === 0) throw new RuleBroken('not-allowed');
    return standingOf(grants);
  }

  private card(fundId: TenantId, identityId: string): Promise<SessionDto['fund']> {
    const { transaction, funds } = this.needs;
    return asTenant({ tenantId: fundId, actor: { kind: 'identity', id: identityId } }, () =>
      transaction.read(async () => {
        const card = await funds.current();
        return card && { fundId: card.fundId, slug: card.slug, name: card.name, demonstration: card.demonstration };
      }),
    );
  }
}

// Staff must sign in again when the browser closes; a member's phone remembers.
const lifeOf = (caller: Caller): number | undefined =>
  isOnlyMember(rolesOf(caller)) ? LONGEST_SESSION_MS / 1000 : undefined;
