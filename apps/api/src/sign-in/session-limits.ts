// How long a session lives: short for those who run things, long for members, who sign in from their own phone.
import type { RoleName } from './caller';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** How long a session may be idle and how long it lives in all, in milliseconds. */
export interface SessionLimits {
  readonly idleMs: number;
  readonly wholeMs: number;
}

const STAFF: SessionLimits = { idleMs: 30 * MINUTE_MS, wholeMs: 12 * HOUR_MS };
const MEMBER: SessionLimits = { idleMs: 30 * DAY_MS, wholeMs: 30 * DAY_MS };

/** The longest that any session lives, in milliseconds. */
export const LONGEST_SESSION_MS = MEMBER.wholeMs;

/** Whether somebody is a member here and nothing more. */
export function isOnlyMember(roles: readonly RoleName[]): boolean {
  return roles.length === 1 && roles[0] === 'member';
}

/** The limits of a session: 30 days for one who is a member here and nothing more, else 30 minutes idle, 12 hours in all. */
export function sessionLimits(roles: readonly RoleName[]): SessionLimits {
  return isOnlyMember(roles) ? MEMBER : STAFF;
}

/** Whether a session has ended at `nowMs`, milliseconds since 1970. */
export function hasEnded(
  session: { createdMs: number; lastSeenMs: number },
  limits: SessionLimits,
  nowMs: number,
): boolean {
  return nowMs - session.lastSeenMs >= limits.idleMs || nowMs - session.createdMs >= limits.wholeMs;
}
