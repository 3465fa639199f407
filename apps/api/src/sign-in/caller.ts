// Who makes a call, as read from the session and the fund's own grants for this very call.
import type { RoleGrant, TenantId } from '#tenancy';

/**
 * What a person is in one fund; `personId` is who a member is there, `payerId` and `outletId` those that
 * somebody acts for. */
export interface Standing {
  readonly isCoordinator: boolean;
  readonly isTreasurer: boolean;
  readonly isVolunteer: boolean;
  readonly payerId: string | null;
  readonly outletId: string | null;
  readonly personId: string | null;
}

/** A signed-in person. Roles are those held in the session's current fund. */
export interface Caller extends Standing {
  readonly identityId: string;
  readonly isPlatform: boolean;
  readonly sessionHash: Buffer;
  readonly csrfToken: string;
  readonly fundId: TenantId | null;
}

/** The words for what a caller may be. */
export const ROLE_NAMES = ['platform', 'coordinator', 'treasurer', 'volunteer', 'payer', 'outlet', 'member'] as const;

/** A word for what a caller may be. */
export type RoleName = (typeof ROLE_NAMES)[number];

/** What a person is by their grants in a fund. */
export function standingOf(grants: readonly RoleGrant[]): Standing {
  const held = (role: RoleGrant['role']): RoleGrant | undefined => grants.find((grant) => grant.role === role);
  return {
    isCoordinator: held('coordinator') !== undefined,
    isTreasurer: held('treasurer') !== undefined,
    isVolunteer: held('volunteer') !== undefined,
    payerId: held('payer')?.subjectId ?? null,
    outletId: held('outlet')?.subjectId ?? null,
    personId: held('member')?.subjectId ?? null,
  };
}

/** The roles of a caller, in words. */
export function rolesOf(caller: Standing & Pick<Caller, 'isPlatform'>): RoleName[] {
  const held: Readonly<Record<RoleName, boolean>> = {
    platform: caller.isPlatform,
    coordinator: caller.isCoordinator,
    treasurer: caller.isTreasurer,
    volunteer: caller.isVolunteer,
    payer: caller.payerId !== null,
    outlet: caller.outletId !== null,
    member: caller.personId !== null,
  };
  return ROLE_NAMES.filter((role) => held[role]);
}

/** Whether the caller sees the money of every person of the fund (settled question 10). */
export function seesAllMoney({ isCoordinator, isTreasurer }: Standing): boolean {
  return isCoordinator || isTreasurer;
}
