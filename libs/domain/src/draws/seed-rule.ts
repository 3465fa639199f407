// Where the chance of a draw comes from: keys that nobody foresees, and a public value chosen before anybody can know it.
import { RuleBroken } from '../kernel/rule-broken';
import { bytesOf, type Sha256 } from '../lotteries/canonical-hash';
import { FEWEST_THROWS, type PublicValueRule, QUICKNET, roundFrom, secondsOfRound } from '../lotteries/draw-seed';

/** As it is asked for: a round of the beacon after an instant (milliseconds since 1970), throws of a die before witnesses, or given. */
export type SeedWish =
  | { readonly source: 'drand'; readonly after: number }
  | { readonly source: 'dice'; readonly throws: number; readonly before: string }
  | { readonly source: 'given' };

/** Seconds that lie at least between the commitment and the round that decides: it must be read by others first. */
const HEAD_START = 60;

/**
 * The rule of the seed, as it is committed to.
 * @throws RuleBroken `public-value-too-soon`, `too-few-throws`; `seed-must-be-public` for a given seed where it would count
 */
export function seedRule(
  wish: SeedWish,
  { now, rehearsal }: { readonly now: number; readonly rehearsal: boolean },
): PublicValueRule {
  switch (wish.source) {
    case 'drand': {
      const round = roundFrom(Math.ceil(wish.after / 1_000));
      if (secondsOfRound(round) < now / 1_000 + HEAD_START)
        throw new RuleBroken('public-value-too-soon', { headStart: HEAD_START });
      return { source: 'drand', chain: QUICKNET.chain, round };
    }
    case 'dice':
      if (wish.throws < FEWEST_THROWS) throw new RuleBroken('too-few-throws', { fewest: FEWEST_THROWS });
      return { source: 'dice', throws: wish.throws, before: wish.before };
    case 'given':
      if (!rehearsal) throw new RuleBroken('seed-must-be-public');
      return { source: 'given' };
  }
}

/** How many ids make a key: each brings 74 random bits, and a key is 256. */
export const IDS_OF_A_KEY = 4;

/** A key of 32 bytes out of new ids (uuid version 7). @throws RangeError when they are too few */
export function keyFrom(ids: readonly string[], sha256: Sha256): Uint8Array {
  if (new Set(ids).size < IDS_OF_A_KEY) throw new RangeError('a key takes more ids');
  return sha256(bytesOf(ids.join('/')));
}
