// A running worker: a queue it listens to, a relay that feeds it, and an orderly end.
import { dataSource } from '#database';
import { OutboxStore, TenantTransaction } from '#tenancy';
import { type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { type Logger, pino } from 'pino';
import type { DataSource } from 'typeorm';
import type { Config } from './config';
import { JobRunner } from './delivery/job-runner';
import { jobTable } from './delivery/job-table';
import { OutboxRelay } from './delivery/outbox-relay';
import { OutboxGateway } from './delivery/outbox.gateway';
import { FUND_QUEUE, type JobHandler, QUEUE_PREFIX } from './queues';
import { HANDLERS, WorkerModule } from './worker.module';

const ANSWER_WITHIN_MS = 5_000;
const STOP_WITHIN_MS = 10_000;
const LAST_WORDS_MS = 2_000;

/** A worker that runs, until it is stopped. */
export interface RunningWorker {
  /** Ends the jobs under way and closes everything; what does not end in ten seconds is cut off, and done again later. */
  stop(): Promise<void>;
}

/** Starts a worker. @throws Error when a job has no handler or two, or the database is away */
export async function startWorker(config: Config): Promise<RunningWorker> {
  const log = pino({ level: config.logLevel, name: 'worker' });
  const app = await NestFactory.createApplicationContext(WorkerModule.with(config, log), {
    logger: false,
    abortOnError: false,
  });
  const relayPool = await dataSource({
    url: config.databaseRelayUrl,
    connections: 3,
    name: 'tablee-relay',
  }).initialize();
  const outbox = new OutboxGateway(relayPool);
  const runner = new JobRunner({
    table: jobTable(HANDLERS.map((handler) => app.get<JobHandler>(handler))),
    transaction: app.get(TenantTransaction),
    done: app.get(OutboxStore),
    outbox,
    log,
  });
  // The queue fails at once when Redis is away, and soon when it does not answer (the relay tries again); the listener
  // waits for it to come back.
  const sending = connection(config, log, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    commandTimeout: ANSWER_WITHIN_MS,
  });
  const listening = connection(config, log, { maxRetriesPerRequest: null });
  const queue = new Queue(FUND_QUEUE, { connection: sending, prefix: QUEUE_PREFIX });
  const worker = new Worker(FUND_QUEUE, (job) => runner.run(job), {
    connection: listening,
    prefix: QUEUE_PREFIX,
    concurrency: config.concurrency,
  });
  const trouble = (error: Error): void => log.warn({ err: error }, 'queue trouble');
  queue.on('error', trouble);
  worker.on('error', trouble);
  const relay = new OutboxRelay(outbox, queue, config, log);
  relay.start();
  log.info('worker ready');
  let ended: Promise<void> | undefined;
  const parts = { relay, worker, queue, connections: [sending, listening], relayPool, app, log };
  return { stop: () => (ended ??= stopAll(parts)) };
}

interface Parts {
  readonly relay: OutboxRelay;
  readonly worker: Worker;
  readonly queue: Queue;
  readonly connections: readonly Redis[];
  readonly relayPool: DataSource;
  readonly app: INestApplicationContext;
  readonly log: Logger;
}

async function stopAll(parts: Parts): Promise<void> {
  const inOrder = stopInOrder(parts);
  if (await endsWithin(STOP_WITHIN_MS, inOrder)) return;
  parts.log.warn('the worker could not end in order in time; cutting its connections');
  for (const redis of parts.connections) redis.disconnect();
  parts.worker.disconnect().catch(() => undefined);
  await endsWithin(LAST_WORDS_MS, Promise.allSettled([inOrder, parts.relayPool.destroy(), parts.app.close()]));
}

async function stopInOrder({ relay, worker, queue, connections, relayPool, app }: Parts): Promise<void> {
  await relay.stop();
  await worker.close();
  await queue.close();
  for (const redis of connections) redis.disconnect();
  if (relayPool.isInitialized) await relayPool.destroy();
  await app.close();
}

async function endsWithin(milliseconds: number, work: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), milliseconds);
  });
  try {
    return await Promise.race([work.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}

function connection(config: Config, log: Logger, options: object): Redis {
  const redis = new Redis(config.redisUrl, {
    retryStrategy: (times: number) => Math.min(times * 100, 2_000),
    ...options,
  });
  redis.on('error', (error) => log.warn({ err: error }, 'Redis is away'));
  return redis;
}
