// What the role matrix is made of. A room's own lines stand in a file beside this one, named in index.ts.
import type { LivingFund } from '../../api/a-living-fund';
import type { FrontDoor } from '../../api/front-door';

/** What somebody can be: nobody signed in, a role in the fund, or the one who runs the installation. */
export const ALL = [
  'nobody',
  'member',
  'outlet',
  'payer',
  'volunteer',
  'treasurer',
  'coordinator',
  'platform',
] as const;
export type Role = (typeof ALL)[number];

/** Sets of roles that come again and again. */
export const SIGNED_IN: readonly Role[] = ALL.filter((role) => role !== 'nobody');
export const IN_FUND: readonly Role[] = SIGNED_IN.filter((role) => role !== 'platform');
export const COORDINATOR: readonly Role[] = ['coordinator'];
export const BOOKS: readonly Role[] = ['treasurer', 'coordinator'];
export const OWN_AND_BOOKS: readonly Role[] = ['member', ...BOOKS];
export const PLATFORM: readonly Role[] = ['platform'];

/** One route: who may call it, and a sound call of it with the ids of a fund. */
export interface Line {
  readonly may: readonly Role[];
  readonly body?: (fund: LivingFund) => unknown;
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Written by hand and not taken from the code: what each route is for decides who may call it. */
export type Lines = Readonly<Record<string, Line>>;

/**
 * The routes of a room. `{name}` in a path is the fund's own field of that name (`accountUnitId` is its `unitId`), or
 * what `prepare` makes for it in each fund.
 */
export interface RoomLines {
  readonly lines: Lines;
  readonly prepare?: (door: FrontDoor, fund: LivingFund) => Promise<Readonly<Record<string, string>>>;
}
