// Who makes a call, as read from the session and the fund's own grants for this very call.
import type { TenantId } from '#tenancy';

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
