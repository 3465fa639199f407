// The worker of a bench: the real one with its queue, or its handlers alone, in this process.
import 'reflect-metadata';
import type { INestApplicationContext, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import type { Config } from '../../apps/worker/src/config';
import { jobTable, runJob } from '../../apps/worker/src/delivery/job-table';
import { FUND_QUEUE, type JobHandler, type JobName, QUEUE_PREFIX } from '../../apps/worker/src/queues';
import { HANDLERS, WorkerModule } from '../../apps/worker/src/worker.module';
import { redisUrl } from '../support/database-addresses';
import { SEALING_OF_TESTS } from '../support/sealing';
import type { BenchDatabase } from './bench-server';

/** The settings of a worker on a bench database: as in production, but no tick of its own within a bench. */
export function workerConfig(database: BenchDatabase): Config {
  return {
    databaseAppUrl: database.appUrl,
    databaseRelayUrl: database.relayUrl,
    redisUrl: redisUrl(),
    demonstration: false,
    connections: 6,
    concurrency: 4,
    relayEveryMs: 20,
    tickEveryMs: 1_000_000_000,
    resendAfterMs: 600_000,
    logLevel: 'silent',
    sealing: SEALING_OF_TESTS,
  };
}

/** The rooms and handlers of the worker, without queue or relay. */
export class BackOffice {
  private constructor(
    private readonly app: INestApplicationContext,
    private readonly table: ReadonlyMap<JobName, JobHandler>,
  ) {}

  static async on(database: BenchDatabase): Promise<BackOffice> {
    const app = await NestFactory.createApplicationContext(WorkerModule.with(workerConfig(database)), {
      logger: false,
      abortOnError: false,
    });
    return new BackOffice(app, jobTable(HANDLERS.map((handler) => app.get<JobHandler>(handler))));
  }

  /** Runs one job in the fund in scope, as the worker does. */
  async handle(job: JobName, subject: Readonly<Record<string, string>> = {}): Promise<void> {
    await runJob(this.table, job, subject);
  }

  /** Whatever a room provides. */
  get<Thing>(thing: Type<Thing>): Thing {
    return this.app.get<Thing>(thing, { strict: false });
  }

  close(): Promise<void> {
    return this.app.close();
  }
}

/** Takes out of Redis all that a worker put there. */
export async function forgetQueue(): Promise<void> {
  const connection = new Redis(redisUrl(), { maxRetriesPerRequest: null });
  const queue = new Queue(FUND_QUEUE, { connection, prefix: QUEUE_PREFIX });
  await queue.obliterate({ force: true });
  await queue.close();
  connection.disconnect();
}
