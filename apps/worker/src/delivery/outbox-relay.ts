// Carries the outbox to the queue, over and over. Whatever Redis forgets, the outbox still holds.
import type { Queue } from 'bullmq';
import type { Logger } from 'pino';
import { SCHEDULE } from '../schedule';
import type { OutboxGateway } from './outbox.gateway';

/** How often the relay looks and after how long it sends again, in milliseconds of the real clock. */
export interface RelayPace {
  readonly relayEveryMs: number;
  readonly resendAfterMs: number;
  readonly tickEveryMs: number;
}

/** The loop between Postgres and Redis. */
export class OutboxRelay {
  private stopping = false;
  private loop: Promise<void> = Promise.resolve();
  private wake: () => void = () => undefined;
  private scheduledAt = 0;

  constructor(
    private readonly outbox: OutboxGateway,
    private readonly queue: Queue,
    private readonly pace: RelayPace,
    private readonly log: Logger,
  ) {}

  /** Begins to carry. A failure (Redis or Postgres away) is logged and tried again. */
  start(): void {
    this.loop = this.run();
  }

  /** Stops after the round under way. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.wake();
    await this.loop;
  }

  private async run(): Promise<void> {
    while (!this.stopping) {
      const sent = await this.round().catch((error: unknown) => {
        this.log.warn({ err: error }, 'the outbox could not be carried; trying again');
        return 0;
      });
      if (sent === 0) await this.pause();
    }
  }

  private async round(): Promise<number> {
    await this.keepSchedule();
    return this.outbox.send(this.pace.resendAfterMs, async (waiting) => {
      await this.queue.addBulk(
        waiting.map(({ job, outboxId, tenantId, subject, deliveries }) => ({
          name: job,
          data: { outboxId, tenantId, subject },
          // Each delivery has an id of its own: what an earlier one left behind in Redis cannot hold this one back.
          opts: { jobId: `n-${outboxId}-${deliveries}`, removeOnComplete: true, removeOnFail: true, attempts: 1 },
        })),
      );
    });
  }

  // The repeating jobs live in Redis too: a wiped Redis gets them back within a tick.
  private async keepSchedule(): Promise<void> {
    if (performance.now() - this.scheduledAt < this.pace.tickEveryMs && this.scheduledAt > 0) return;
    for (const { name, asks, everyTicks } of SCHEDULE) {
      await this.queue.upsertJobScheduler(
        name,
        { every: this.pace.tickEveryMs * everyTicks },
        { name, data: { asks }, opts: { removeOnComplete: true, removeOnFail: true } },
      );
    }
    await this.outbox.forgetOld();
    this.scheduledAt = performance.now();
  }

  private pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, this.pace.relayEveryMs);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
