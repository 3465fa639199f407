// A card of one person of a unit: what may happen to it from the printer to its end, and where its square code leads.
import { RuleBroken } from '../kernel/rule-broken';

/** Printed for nobody yet; somebody's; stopped for now; dead for ever, another one took its place. */
export const CARD_STATES = ['unassigned', 'active', 'blocked', 'replaced'] as const;
export type CardState = (typeof CARD_STATES)[number];

/** Why a card is stopped. */
export const BLOCK_REASONS = ['lost', 'stolen', 'other'] as const;
export type BlockReason = (typeof BLOCK_REASONS)[number];

/** A card as it stands. */
export interface Card {
  readonly cardId: string;
  readonly cardNo: string;
  readonly state: CardState;
  readonly personId: string | null;
  readonly accountUnitId: string | null;
}

/** Who a card is for: one person, and the unit whose credit it spends. */
export interface CardHolder {
  readonly personId: string;
  readonly accountUnitId: string;
}

/**
 * Whether a card is still to be given to somebody; not, when it is theirs already.
 * @throws RuleBroken `card-not-free` when it is somebody else's, blocked or dead
 */
export function isToBeAssigned(card: Card, holder: CardHolder): boolean {
  const theirs = card.personId === holder.personId && card.accountUnitId === holder.accountUnitId;
  if (card.state === 'active' && theirs) return false;
  if (card.state !== 'unassigned') throw new RuleBroken('card-not-free');
  return true;
}

/** Whether a card is still to be blocked; not, when it is already. @throws RuleBroken `card-replaced` */
export function isToBeBlocked({ state }: Card): boolean {
  if (state === 'replaced') throw new RuleBroken('card-replaced');
  return state !== 'blocked';
}

/** What a card becomes when it is unblocked; null when it is not blocked. @throws RuleBroken `card-replaced` */
export function unblocked({ state, personId }: Card): CardState | null {
  if (state === 'replaced') throw new RuleBroken('card-replaced');
  if (state !== 'blocked') return null;
  return personId === null ? 'unassigned' : 'active';
}

/**
 * Whose card it is, when it can be used to pay.
 * @throws RuleBroken `card-not-assigned`, `card-blocked`, `card-replaced`
 */
export function usableBy({ state, personId, accountUnitId }: Card): CardHolder {
  if (state === 'blocked') throw new RuleBroken('card-blocked');
  if (state === 'replaced') throw new RuleBroken('card-replaced');
  if (personId === null || accountUnitId === null) throw new RuleBroken('card-not-assigned');
  return { personId, accountUnitId };
}

/**
 * The unit whose credit a person spends, of those they are in today: the one that is wanted (a card names the unit it
 * was made for), or the only one. A person who left that unit, by a separation or a moving-in, takes the card along.
 * @throws RuleBroken `person-without-account`, `account-unit-needed` when they are in several and none of them is wanted
 */
export function unitSpentFrom(units: readonly string[], wanted: string | null): string {
  if (wanted !== null && units.includes(wanted)) return wanted;
  const [only, ...others] = units;
  if (only === undefined) throw new RuleBroken('person-without-account');
  if (others.length > 0) throw new RuleBroken('account-unit-needed');
  return only;
}

/**
 * What the square code of a card holds: an ordinary address, which any telephone opens. It names the fund and the card;
 * of the person it says nothing, and whoever opens it learns nothing. `origin` is like `https://tablee.example`.
 */
export function cardAddress(origin: string, fundSlug: string, cardNo: string): string {
  return `${origin}/c/${fundSlug}/${cardNo}`;
}
