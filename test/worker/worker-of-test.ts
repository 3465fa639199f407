// A worker inside the test's process: its own database, a Redis database number of its own, and clocks that stand still.
import { type RunningWorker, startWorker } from '../../apps/worker/src/worker';
import type { Config } from '../../apps/worker/src/config';
import { FUND_QUEUE, QUEUE_PREFIX } from '../../apps/worker/src/queues';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { redisUrl } from '../support/database-addresses';
import { SEALING_OF_TESTS } from '../support/sealing';
import { Rooms, type RoomsWanted } from '../support/rooms';

/** What a test has around a worker. */
export class Workshop {
  private readonly running: RunningWorker[] = [];

  private constructor(
    readonly rooms: Rooms,
    readonly queue: Queue,
    private readonly redis: Redis,
    private readonly config: Config,
  ) {}

  /** Opens rooms and an empty queue; `place` is the number of the Redis database, one a test file. */
  static async open(place: number, wanted: RoomsWanted = {}): Promise<Workshop> {
    const url = new URL(redisUrl());
    url.pathname = `/${place}`;
    const rooms = await Rooms.open(wanted);
    const redis = new Redis(url.href, { maxRetriesPerRequest: null });
    await redis.flushdb();
    const queue = new Queue(FUND_QUEUE, { connection: redis, prefix: QUEUE_PREFIX });
    const config: Config = {
      databaseAppUrl: rooms.database.appUrl,
      databaseRelayUrl: rooms.database.relayUrl,
      redisUrl: url.href,
      demonstration: wanted.demonstration ?? true,
      connections: 6,
      concurrency: 4,
      relayEveryMs: 15,
      tickEveryMs: 5_000,
      resendAfterMs: 150,
      logLevel: 'silent',
      sealing: SEALING_OF_TESTS,
    };
    return new Workshop(rooms, queue, redis, config);
  }

  /** Starts a worker. */
  async start(settings: Partial<Config> = {}): Promise<RunningWorker> {
    const worker = await startWorker({ ...this.config, ...settings });
    this.running.push(worker);
    return worker;
  }

  /** Stops the workers that run. */
  async stop(): Promise<void> {
    for (const worker of this.running.splice(0)) await worker.stop();
  }

  /** Sends SQL as the owner, who sees all funds. */
  look(sql: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
    return this.rooms.database.asOwner(sql, values);
  }

  /** Waits until a condition on the database holds: SQL that answers one row `ok`. */
  async until(sql: string, values: unknown[] = []): Promise<void> {
    const limit = performance.now() + 30_000;
    for (;;) {
      const [row] = await this.look(sql, values);
      if (row?.['ok'] === true) return;
      if (performance.now() > limit) throw new Error(`this never came true: ${sql}`);
      await new Promise((resolve) => setTimeout(resolve, 15));
    }
  }

  /** Waits until the outbox is empty. @throws Error with what still waits */
  async rest(): Promise<void> {
    await this.until('select count(*) = 0 as ok from tenancy.outbox where done_at is null').catch(async () => {
      throw new Error(JSON.stringify(await this.look('select * from tenancy.outbox where done_at is null')));
    });
  }

  /** Stops and closes everything. */
  async close(): Promise<void> {
    await this.stop();
    await this.queue.close();
    await this.redis.flushdb();
    this.redis.disconnect();
    await this.rooms.close();
  }
}
