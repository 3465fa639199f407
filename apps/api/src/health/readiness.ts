// Can this process work right now? Asked by whatever sends it calls.
import { assertHumbleRole } from '#tenancy';
import { RuleBroken } from '#domain/kernel';
import type { Redis } from 'ioredis';

const PATIENCE_MS = 2_000;

/** A pool of connections. */
interface Pool {
  query(sql: string): Promise<unknown>;
}

/** Asks every neighbour of this process. */
export class Readiness {
  constructor(
    private readonly pools: readonly Pool[],
    private readonly redis: Redis,
  ) {}

  /** Passes when all answer. @throws RuleBroken `not-ready` naming those that do not, in French */
  async check(): Promise<{ status: 'ok' }> {
    const [app, identity] = this.pools;
    const asked: [string, () => Promise<unknown>][] = [
      ['base de données (caisses)', () => app?.query('select 1') ?? Promise.reject(new Error('no pool'))],
      ['base de données (identités)', () => identity?.query('select 1') ?? Promise.reject(new Error('no pool'))],
      ['Redis', () => this.redis.ping()],
    ];
    const answers = await Promise.allSettled(asked.map(([, ask]) => inTime(ask())));
    const silent = asked.filter((_, index) => answers[index]?.status === 'rejected').map(([name]) => name);
    if (silent.length > 0) throw new RuleBroken('not-ready', { silent, retryAfterSeconds: 5 });
    return { status: 'ok' };
  }

  /** Refuses to start with roles that could see past row-level security. @throws Error */
  async assertHumbleRoles(): Promise<void> {
    for (const pool of this.pools) await assertHumbleRole(pool);
  }
}

async function inTime(answer: Promise<unknown>): Promise<unknown> {
  let alarm: NodeJS.Timeout | undefined;
  const late = new Promise((_resolve, reject) => {
    alarm = setTimeout(() => reject(new Error('no answer in time')), PATIENCE_MS);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(alarm);
  }
}
