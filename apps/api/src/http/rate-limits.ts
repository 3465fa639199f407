// How often one may call: counted in Redis for all processes, and in memory when Redis is away, never not at all.
import { RuleBroken } from '#domain/kernel';
import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';
import {
  RateLimiterMemory,
  RateLimiterRedis,
  type RateLimiterAbstract,
  type RateLimiterRes,
} from 'rate-limiter-flexible';

const MINUTE_SECONDS = 60;
/** A village hall signs in from one address: an address may try this many times as often as one login. */
const LOGINS_BEHIND_ONE_ADDRESS = 6;
/** Forms sent from one address, as often as one login is tried: a hall where several people apply together. */
const FORMS_BEHIND_ONE_ADDRESS = 2;

/** Counts calls and attempts to sign in. */
export class RateLimits {
  private readonly calls: RateLimiterAbstract;
  private readonly signInAddress: RateLimiterAbstract;
  private readonly signInLogin: RateLimiterAbstract;
  private readonly signInBoth: RateLimiterAbstract;
  private readonly forms: RateLimiterAbstract;
  private readonly receipts: RateLimiterAbstract;

  constructor(redis: Redis, limits: { callsPerMinute: number; signInsPerMinute: number }) {
    const limiter = (name: string, points: number): RateLimiterAbstract => {
      const options = { keyPrefix: `limit:${name}`, points, duration: MINUTE_SECONDS };
      return new RateLimiterRedis({
        ...options,
        storeClient: redis,
        rejectIfRedisNotReady: true,
        insuranceLimiter: new RateLimiterMemory(options),
      });
    };
    this.calls = limiter('calls', limits.callsPerMinute);
    this.signInAddress = limiter('sign-in-address', limits.signInsPerMinute * LOGINS_BEHIND_ONE_ADDRESS);
    // Slowed, not locked out: somebody who tries from elsewhere must not shut the owner out for long.
    this.signInLogin = limiter('sign-in-login', limits.signInsPerMinute * 2);
    this.signInBoth = limiter('sign-in-both', limits.signInsPerMinute);
    this.forms = limiter('forms', limits.signInsPerMinute * FORMS_BEHIND_ONE_ADDRESS);
    this.receipts = limiter('receipts', limits.signInsPerMinute * LOGINS_BEHIND_ONE_ADDRESS);
  }

  /** Counts one call. @throws RuleBroken `too-many-calls` */
  async call(address: string, cookie: string | undefined): Promise<void> {
    await passes(this.calls, [address, ...(cookie === undefined ? [] : [hashed(cookie)])]);
  }

  /** Counts one attempt to sign in. @throws RuleBroken `too-many-calls` */
  async signIn(address: string, login: string): Promise<void> {
    const name = hashed(login.trim().toLowerCase());
    await passes(this.signInBoth, [`${address}/${name}`]);
    await passes(this.signInLogin, [name]);
    await passes(this.signInAddress, [address]);
  }

  /** Counts one form sent by somebody who is not signed in. @throws RuleBroken `too-many-calls` */
  async form(address: string): Promise<void> {
    await passes(this.forms, [address]);
  }

  /** Counts one look at an application by its receipt. @throws RuleBroken `too-many-calls` */
  async receipt(address: string): Promise<void> {
    await passes(this.receipts, [address]);
  }

  /** Forgets the attempts of somebody who did sign in. */
  async signedIn(address: string, login: string): Promise<void> {
    const name = hashed(login.trim().toLowerCase());
    await Promise.all([this.signInBoth.delete(`${address}/${name}`), this.signInLogin.delete(name)]);
  }
}

const hashed = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 22);

async function passes(limiter: RateLimiterAbstract, keys: readonly string[]): Promise<void> {
  try {
    await Promise.all(keys.map((key) => limiter.consume(key)));
  } catch (refusal) {
    if (refusal instanceof Error) throw refusal;
    const { msBeforeNext } = refusal as RateLimiterRes;
    throw new RuleBroken('too-many-calls', { retryAfterSeconds: Math.max(1, Math.ceil(msBeforeNext / 1000)) });
  }
}
