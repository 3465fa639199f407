// Who pays what of a month's dues where third parties pay for somebody: exact to the cent, in order, under their caps.
import { type Cents, cents, minus, NO_MONEY, shareOf, sum } from '../kernel/money';

/** What part of a unit's due a payer takes: all of what is left, a share of the whole due, or a fixed amount. */
export type ShareRule =
  | { readonly mode: 'all' }
  | { readonly mode: 'percentage'; readonly basisPoints: number }
  | { readonly mode: 'fixed'; readonly amount: Cents };

/** A payer standing for a unit in a month; `unitCap` is the most it pays for that unit, null without a limit. */
export interface Standing {
  readonly agreementId: string;
  readonly payerId: string;
  readonly rank: number;
  readonly share: ShareRule;
  readonly unitCap: Cents | null;
}

/** A unit that owes in a month (cents, whole) and the payers that stand for it. */
export interface SupportedUnit {
  readonly accountUnitId: string;
  readonly due: Cents;
  readonly payers: readonly Standing[];
}

/** One payer's part of a unit's due, in cents. */
export interface PayerPart {
  readonly agreementId: string;
  readonly payerId: string;
  readonly amount: Cents;
}

/** A unit's due in its parts: `own` and the payers' parts add up to the due exactly. Parts of nothing are left out. */
export interface SharedDue {
  readonly accountUnitId: string;
  readonly own: Cents;
  readonly parts: readonly PayerPart[];
}

interface Wish {
  readonly unit: number;
  readonly payer: Standing;
  readonly wanted: Cents;
}

/**
 * Shares the dues of a month among the units and their payers. A unit's payers come in the order of their ranks, then of
 * their agreements; each takes what its rule says of what is left, at most its cap for the unit: two that together would
 * pay more than the due pay exactly the due. `caps` is what each payer may still pay this month for all its people (cents;
 * absent: no limit). Where its people's parts come to more, each is reduced by the same share and rounded down: equal
 * people stay equal, the cap is never passed, and the cents left by rounding stay with the members (settled question 7).
 * First payers of all units are served before second ones. The order of the units changes nothing.
 */
export function sharedDues(units: readonly SupportedUnit[], caps: ReadonlyMap<string, Cents>): SharedDue[] {
  const ordered = units.map(({ payers }) => [...payers].sort(inOrder));
  const left = units.map(({ due }) => due);
  const parts: PayerPart[][] = units.map(() => []);
  const spared = new Map(caps);
  const places = ordered.reduce((most, payers) => Math.max(most, payers.length), 0);
  for (let place = 0; place < places; place += 1) {
    const wishes = units.flatMap(({ due }, unit): Wish[] => {
      const payer = ordered[unit]?.[place];
      return payer ? [{ unit, payer, wanted: wantedOf(payer, due, left[unit] ?? NO_MONEY) }] : [];
    });
    for (const { unit, payer, amount } of underCaps(wishes, spared)) {
      if (amount === 0) continue;
      parts[unit]?.push({ agreementId: payer.agreementId, payerId: payer.payerId, amount });
      left[unit] = minus(left[unit] ?? NO_MONEY, amount);
    }
  }
  return units.map(({ accountUnitId }, unit) => ({
    accountUnitId,
    own: left[unit] ?? NO_MONEY,
    parts: parts[unit] ?? [],
  }));
}

function inOrder(a: Standing, b: Standing): number {
  return a.rank - b.rank || (a.agreementId < b.agreementId ? -1 : 1);
}

function wantedOf({ share, unitCap }: Standing, due: Cents, left: Cents): Cents {
  return cents(Math.min(ruled(share, due), left, unitCap ?? left));
}

function ruled(share: ShareRule, due: Cents): Cents {
  switch (share.mode) {
    case 'all':
      return due;
    case 'percentage':
      return shareOf(due, share.basisPoints, 10_000);
    case 'fixed':
      return share.amount;
  }
}

/** The wishes under what is spared of each payer's cap, which they use up. */
function underCaps(wishes: readonly Wish[], spared: Map<string, Cents>): (Wish & { readonly amount: Cents })[] {
  const wanted = new Map<string, Cents>();
  for (const { payer, wanted: one } of wishes)
    wanted.set(payer.payerId, sum([wanted.get(payer.payerId) ?? NO_MONEY, one]));
  const granted = wishes.map((wish) => {
    const cap = spared.get(wish.payer.payerId);
    const total = wanted.get(wish.payer.payerId) ?? NO_MONEY;
    return { ...wish, amount: cap === undefined || total <= cap ? wish.wanted : shareOf(wish.wanted, cap, total) };
  });
  for (const { payer, amount } of granted) {
    const cap = spared.get(payer.payerId);
    if (cap !== undefined) spared.set(payer.payerId, minus(cap, amount));
  }
  return granted;
}
