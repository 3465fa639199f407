// Who makes a call, as read from the session and the fund's own grants for this very call.
import type { TenantId } from '#tenancy';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { ApiRequest } from '../http/request';

/** A signed-in person. Roles are those held in the session's current fund; `personId` is who a member is there. */
export interface Caller {
  readonly identityId: string;
  readonly isPlatform: boolean;
  readonly sessionHash: Buffer;
  readonly csrfToken: string;
  readonly fundId: TenantId | null;
  readonly isCoordinator: boolean;
  readonly personId: string | null;
}

/** The words for what a caller may be. */
export type RoleName = 'platform' | 'coordinator' | 'member';

/** The roles of a caller, in words. */
export function rolesOf(caller: Caller): RoleName[] {
  return [
    ...(caller.isPlatform ? (['platform'] as const) : []),
    ...(caller.isCoordinator ? (['coordinator'] as const) : []),
    ...(caller.personId === null ? [] : (['member'] as const)),
  ];
}

/** Gives a handler its caller. */
export const FromCaller = createParamDecorator((_data: unknown, context: ExecutionContext): Caller => {
  const { caller } = context.switchToHttp().getRequest<ApiRequest>();
  if (!caller) throw new Error('a handler for everybody asked who calls');
  return caller;
});
