// A point of sale for the fund: what it is, where it stands, and what may happen to it next.
import type { Day } from '../kernel/calendar';
import { plain } from '../kernel/plain-text';
import { RuleBroken } from '../kernel/rule-broken';

/** What an outlet is. */
export const OUTLET_KINDS = [
  'producer',
  'market-stall',
  'shop',
  'producers-shop',
  'amap',
  'solidarity-grocery',
  'processor',
  'other',
] as const;
export type OutletKind = (typeof OUTLET_KINDS)[number];

/** Where an outlet stands. Only an approved one is paid by the fund for what members buy. */
export const OUTLET_STATES = ['proposed', 'in-review', 'approved', 'refused', 'suspended', 'ended'] as const;
export type OutletState = (typeof OUTLET_STATES)[number];

/** Who brought it: itself or a resident by the public form, a member who signed in, or the fund's team. */
export type CameBy = 'outlet-form' | 'resident-form' | 'member' | 'team';

/** How an outlet is reached; what nobody said is null. */
export interface OutletContact {
  readonly description: string | null;
  readonly contact: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly address: string | null;
}

/** What changes where an outlet stands, apart from a decision on a dossier. */
export type StandingChange = 'suspend' | 'resume' | 'end';

const CHANGES: Readonly<Record<StandingChange, { from: readonly OutletState[]; to: OutletState }>> = {
  suspend: { from: ['approved'], to: 'suspended' },
  resume: { from: ['suspended'], to: 'approved' },
  end: { from: ['approved', 'suspended'], to: 'ended' },
};

/** The state after a change. @throws RuleBroken `outlet-state` when the outlet is not where that may be done */
export function stateAfter(state: OutletState, change: StandingChange): OutletState {
  const { from, to } = CHANGES[change];
  if (!from.includes(state)) throw new RuleBroken('outlet-state', { state, needed: [...from] });
  return to;
}

/**
 * The state when its dossier is opened anew: an outlet that sells goes on selling meanwhile; one that was refused or
 * ended is looked at like a new one.
 */
export function stateInReview(state: OutletState): OutletState {
  return sells(state) ? state : 'in-review';
}

/**
 * The state after a decision on its dossier.
 * @throws RuleBroken `outlet-state` when an outlet that sells is to be refused: its approval is ended instead
 */
export function stateDecided(state: OutletState, outcome: 'approved' | 'approved-in-part' | 'refused'): OutletState {
  if (outcome !== 'refused') return 'approved';
  if (sells(state)) throw new RuleBroken('outlet-state', { state, needed: ['proposed', 'in-review'] });
  return 'refused';
}

/** Whether an outlet has an approval, be it suspended. */
export function sells(state: OutletState): boolean {
  return state === 'approved' || state === 'suspended';
}

/** Whether an outlet sells in one of the communes that the rules name; null: anywhere will do. */
export function isInAreas(communes: readonly string[], areas: readonly string[] | null): boolean {
  const named = new Set(areas?.map(plain));
  return areas === null || communes.some((commune) => named.has(plain(commune)));
}

/**
 * Makes sure that an outlet sells in one of the communes that the rules name; null: anywhere.
 * @throws RuleBroken `outlet-outside-areas` with them
 */
export function checkArea(communes: readonly string[], areas: readonly string[] | null): void {
  if (areas && !isInAreas(communes, areas)) {
    throw new RuleBroken('outlet-outside-areas', { areas: [...areas] });
  }
}

/**
 * The first whole day of a new state: selling begins on the very day; it ends with it, since what was bought in the
 * morning of that day and comes on paper was bought in good faith.
 */
export function holdsFrom(state: OutletState, today: Day): Day {
  return state === 'suspended' || state === 'ended' ? today.add({ days: 1 }) : today;
}
