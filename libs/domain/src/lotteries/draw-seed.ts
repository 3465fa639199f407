// What decides a draw: a seed that nobody could choose, and the numbers that follow from it.
import { bytesOf, bytesOfHex, canonicalJson, hexOf, hmac, isHex, type Sha256 } from './canonical-hash';

/** The public beacon drand, chain "quicknet": a value every 3 seconds, signed by some twenty organisations together. */
export const QUICKNET = {
  chain: '52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971',
  publicKey:
    '83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d1064510d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a',
  /** Seconds since 1970 at which round 1 came out. */
  genesis: 1_692_803_367,
  /** Seconds between rounds. */
  period: 3,
} as const;

/** Fewer throws of a die, and a fund could try secrets until one favours a panel. */
export const FEWEST_THROWS = 20;

/** Which value will make the seed, said before anybody can know it. `given`: by who runs the draw, which proves less. */
export type PublicValueRule =
  | { readonly source: 'drand'; readonly chain: string; readonly round: number }
  | { readonly source: 'dice'; readonly throws: number; readonly before: string }
  | { readonly source: 'given' };

/** The value itself, once it is known. */
export type PublicValue =
  | { readonly source: 'drand'; readonly chain: string; readonly round: number; readonly signature: string }
  /** The throws of one die in their order, e.g. `31526…`. */
  | { readonly source: 'dice'; readonly throws: string }
  | { readonly source: 'given'; readonly seed: string };

/** Whether a signature is the beacon's own for this round. */
export type RoundCheck = (round: number, signature: string) => boolean;

/** The first round of the beacon that comes out at or after an instant, in seconds since 1970. */
export function roundFrom(seconds: number): number {
  return Math.max(1, Math.ceil((seconds - QUICKNET.genesis) / QUICKNET.period) + 1);
}

/** When a round comes out, in seconds since 1970. */
export function secondsOfRound(round: number): number {
  return QUICKNET.genesis + (round - 1) * QUICKNET.period;
}

/** What is published of the fund's secret before the draw. @param secret 32 random bytes in hexadecimal digits */
export function secretCommitment(secret: string, sha256: Sha256): string {
  return hexOf(sha256(bytesOfHex(secret)));
}

/**
 * Why a public value is not the one that was announced, in French; empty when it is.
 * @param isOfBeacon checks a round's signature; without it a drand value is not believed
 */
export function faultOfPublicValue(rule: PublicValueRule, value: PublicValue, isOfBeacon?: RoundCheck): string {
  if (rule.source !== value.source) return `« ${rule.source} » était annoncé, et c’est « ${value.source} » qui a servi`;
  if (rule.source === 'dice' && value.source === 'dice') return faultOfThrows(rule.throws, value.throws);
  if (rule.source === 'drand' && value.source === 'drand') return faultOfRound(rule, value, isOfBeacon);
  return value.source === 'given' && !(isHex(value.seed) && value.seed.length >= 2)
    ? 'la graine n’est pas en chiffres hexadécimaux'
    : '';
}

function faultOfThrows(wanted: number, throws: string): string {
  if (!/^[1-6]*$/.test(throws)) return 'un dé ne montre que 1 à 6';
  if (wanted < FEWEST_THROWS) return `${wanted} lancers annoncés : il en faut au moins ${FEWEST_THROWS}`;
  return throws.length === wanted ? '' : `${wanted} lancers étaient annoncés, ${throws.length} sont notés`;
}

function faultOfRound(
  rule: { readonly chain: string; readonly round: number },
  value: { readonly chain: string; readonly round: number; readonly signature: string },
  isOfBeacon?: RoundCheck,
): string {
  if (rule.chain !== value.chain || rule.round !== value.round)
    return `le tour ${rule.round} était annoncé, le tour ${value.round} a servi`;
  if (rule.chain !== QUICKNET.chain) return 'la chaîne drand n’est pas « quicknet »';
  return isOfBeacon?.(value.round, value.signature)
    ? ''
    : `la signature n’est pas celle du tour ${value.round} de drand`;
}

/**
 * The seed of a draw: HMAC-SHA-256 of the public value and the published lottery under the fund's secret; a seed that was
 * given is itself.
 * @param lottery the fingerprint of the published lottery
 */
export function seedOfDraw(secret: string | null, value: PublicValue, lottery: string, sha256: Sha256): string {
  if (value.source === 'given') return value.seed;
  return hexOf(hmac(sha256, bytesOfHex(secret ?? ''), bytesOf(canonicalJson({ lottery, value }))));
}

/** Numbers that follow from a seed. Each use has a label of its own, so that no number is used twice. */
export class SeededNumbers {
  private readonly key: Uint8Array;

  constructor(
    seed: string,
    private readonly sha256: Sha256,
  ) {
    this.key = bytesOfHex(seed);
  }

  /**
   * A whole number from 0 to `count - 1`, each exactly as likely: the first 48 bits of HMAC(seed, "label/0"), then of
   * "label/1" and so on, until one is below the largest multiple of `count`.
   */
  below(count: number, label: string): number {
    if (!(Number.isInteger(count) && count > 0)) throw new RangeError('a number below what?');
    const limit = 2 ** 48 - (2 ** 48 % count);
    for (let attempt = 0; ; attempt += 1) {
      const bytes = hmac(this.sha256, this.key, bytesOf(`${label}/${attempt}`)).slice(0, 6);
      const value = bytes.reduce((sum, byte) => sum * 256 + byte, 0);
      if (value < limit) return value % count;
    }
  }

  /** The items in an order by lot (Fisher and Yates): each order exactly as likely. */
  shuffled<Item>(items: readonly Item[], label: string): Item[] {
    const order = [...items];
    for (let last = order.length - 1; last > 0; last -= 1) {
      const other = this.below(last + 1, `${label}/${last}`);
      [order[last], order[other]] = [order[other] as Item, order[last] as Item];
    }
    return order;
  }
}
