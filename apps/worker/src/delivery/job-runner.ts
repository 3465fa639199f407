// Unwraps an envelope and runs its job in the name of its fund; done is noted in Postgres, not in the queue.
import { asTenant, type OutboxStore, type TenantTransaction, tenantId, WORKER } from '#tenancy';
import type { Job } from 'bullmq';
import type { Logger } from 'pino';
import { type Envelope, followingJob, type JobHandler, type JobName } from '../queues';
import { SCHEDULE } from '../schedule';
import { runJob } from './job-table';
import type { OutboxGateway } from './outbox.gateway';

/** What a runner works with. */
export interface RunnerParts {
  readonly table: ReadonlyMap<JobName, JobHandler>;
  readonly transaction: TenantTransaction;
  readonly done: OutboxStore;
  readonly outbox: OutboxGateway;
  readonly log: Logger;
}

/** Runs what the queue delivers. */
export class JobRunner {
  constructor(private readonly parts: RunnerParts) {}

  /** Runs one delivery; a job that is done already is passed over. A failure is noted and the outbox sends it again. */
  async run(job: Pick<Job, 'name' | 'data'>): Promise<void> {
    const recurring = SCHEDULE.find(({ name }) => name === job.name);
    if (recurring) return this.parts.outbox.askEveryFund(recurring.asks);
    const envelope = job.data as Envelope;
    if (await this.parts.outbox.isDone(envelope.outboxId)) return undefined;
    try {
      await carryOut(this.parts, job.name as JobName, envelope);
      this.parts.log.debug({ job: job.name, outboxId: envelope.outboxId, tenantId: envelope.tenantId }, 'done');
    } catch (error) {
      this.parts.log.warn(
        { err: error, job: job.name, outboxId: envelope.outboxId },
        'a job failed; it will be tried again',
      );
      await this.parts.outbox.noteFailure(envelope.outboxId, String(error)).catch(() => undefined);
      throw error;
    }
    return undefined;
  }
}

/** Does what an envelope asks for, in the name of its fund, and notes it as done together with what follows from it. */
export async function carryOut(
  { table, transaction, done }: Pick<RunnerParts, 'table' | 'transaction' | 'done'>,
  name: JobName,
  { outboxId, tenantId: fund, subject }: Envelope,
): Promise<void> {
  await asTenant({ tenantId: tenantId(fund), actor: WORKER, reason: name, requestId: outboxId }, async () => {
    const lookAgain = await runJob(table, name, subject);
    await transaction.run(async () => {
      await done.markDone(outboxId);
      const next = followingJob(subject);
      if (next) await done.write(next);
      if (lookAgain) await done.write({ job: 'month.plan', subject: {} });
    });
  });
}
