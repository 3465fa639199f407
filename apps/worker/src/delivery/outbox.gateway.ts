// The outbox as the relay sees it: what waits to be sent, of all funds, through a role that can read nothing else.
import type { DataSource } from 'typeorm';
import type { Envelope } from '../queues';

/** A line of the outbox to be sent. */
export interface Waiting extends Envelope {
  readonly job: string;
  readonly deliveries: number;
}

const BATCH = 500;
const LONGEST_WAIT_MS = 600_000;

/** Reads and marks the outbox. */
export class OutboxGateway {
  constructor(private readonly relay: DataSource) {}

  /**
   * Sends what waits: what was never sent, and what was sent and is not done after a while (the queue may have lost it).
   * A line is marked in the transaction in which `send` succeeds; two relays never take the same line at once.
   */
  async send(resendAfterMs: number, send: (waiting: readonly Waiting[]) => Promise<void>): Promise<number> {
    const runner = this.relay.createQueryRunner();
    await runner.connect();
    try {
      await runner.startTransaction();
      const rows = (await runner.query(
        `select outbox_id, tenant_id, job, subject, deliveries from tenancy.outbox
         where done_at is null and (sent_at is null
           or sent_at < clock_timestamp() - least($1 * (2 ^ least(deliveries - 1, 12)), $2) * interval '1 ms')
         order by written_at limit $3 for update skip locked`,
        [resendAfterMs, LONGEST_WAIT_MS, BATCH],
      )) as Record<string, unknown>[];
      if (rows.length > 0) {
        await send(rows.map(waitingOf));
        await runner.query(
          'update tenancy.outbox set sent_at = clock_timestamp(), deliveries = deliveries + 1 where outbox_id = any($1)',
          [rows.map((row) => row['outbox_id'])],
        );
      }
      await runner.commitTransaction();
      return rows.length;
    } catch (error) {
      await runner.rollbackTransaction().catch(() => undefined);
      throw error;
    } finally {
      await runner.release();
    }
  }

  /** Whether a line is done; one that is no longer there is. */
  async isDone(outboxId: string): Promise<boolean> {
    const rows = await this.relay.query<{ done_at: Date | null }[]>(
      'select done_at from tenancy.outbox where outbox_id = $1',
      [outboxId],
    );
    return rows[0]?.done_at !== null;
  }

  /** Keeps why a job failed, for whoever looks after the platform; it is sent again all the same. */
  async noteFailure(outboxId: string, failure: string): Promise<void> {
    await this.relay.query(
      'update tenancy.outbox set failure = left($2, 500) where outbox_id = $1 and done_at is null',
      [outboxId, failure],
    );
  }

  /** Asks every fund for a job, but those that have the same one waiting: the fan-out of a tick. */
  async askEveryFund(job: string): Promise<void> {
    await this.relay.query(
      `insert into tenancy.outbox (outbox_id, tenant_id, job)
       select gen_random_uuid(), f.tenant_id, $1 from directory.fund f
       where not exists (
         select 1 from tenancy.outbox o where o.tenant_id = f.tenant_id and o.job = $1 and o.done_at is null)`,
      [job],
    );
  }

  /** Forgets lines that were done more than a week ago. */
  async forgetOld(): Promise<void> {
    await this.relay.query(`delete from tenancy.outbox where done_at < clock_timestamp() - interval '7 days'`);
  }
}

function waitingOf(row: Record<string, unknown>): Waiting {
  return {
    outboxId: String(row['outbox_id']),
    tenantId: String(row['tenant_id']),
    job: String(row['job']),
    subject: row['subject'] as Envelope['subject'],
    deliveries: Number(row['deliveries']),
  };
}
