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
const FORGET_EVERY_MS = 600_000;
const FORGET_BATCH = 5_000;
/** What each fund asks for over and over; nobody looks it up once it is done. */
const SOON_FORGOTTEN = ['audit.chain', 'month.plan', 'contributions.settle'];

interface Marked {
  readonly waiting: readonly Waiting[];
  /** When they were marked, as the database writes it. */
  readonly at: string;
}

/** Reads and marks the outbox. */
export class OutboxGateway {
  private forgotAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly relay: DataSource) {}

  /**
   * Sends what waits: what was never sent, and what was sent and is not done after a while (the queue may have lost it).
   * Lines are marked before `send`, in a transaction that does not wait for it; two relays never mark the same line at
   * once. When `send` fails they wait again at once; if even that cannot be noted, they are sent again after the while.
   */
  async send(resendAfterMs: number, send: (waiting: readonly Waiting[]) => Promise<void>): Promise<number> {
    const { waiting, at } = await this.markSent(resendAfterMs);
    if (waiting.length === 0) return 0;
    try {
      await send(waiting);
    } catch (error) {
      await this.unmark(waiting, at).catch(() => undefined);
      throw error;
    }
    return waiting.length;
  }

  private async markSent(resendAfterMs: number): Promise<Marked> {
    const rows = await this.relay.query<Record<string, unknown>[]>(
      `with due as (
         select outbox_id, deliveries from tenancy.outbox
         where done_at is null and (sent_at is null
           or sent_at < clock_timestamp() - least($1 * (2 ^ least(deliveries - 1, 12)), $2) * interval '1 ms')
         order by written_at limit $3 for update skip locked
       ), marked as (
         update tenancy.outbox o set sent_at = now(), deliveries = o.deliveries + 1
         from due where o.outbox_id = due.outbox_id
         returning o.outbox_id, o.tenant_id, o.job, o.subject, o.written_at, o.sent_at, due.deliveries
       )
       select outbox_id, tenant_id, job, subject, deliveries, sent_at::text as sent_at from marked order by written_at`,
      [resendAfterMs, LONGEST_WAIT_MS, BATCH],
    );
    return { waiting: rows.map(waitingOf), at: String(rows[0]?.['sent_at']) };
  }

  // Not sent after all: the count goes back too, or an outage would make the waits after it long.
  private async unmark(waiting: readonly Waiting[], at: string): Promise<void> {
    await this.relay.query(
      `update tenancy.outbox set sent_at = null, deliveries = deliveries - 1
       where outbox_id = any($1) and done_at is null and sent_at = $2::timestamptz`,
      [waiting.map(({ outboxId }) => outboxId), at],
    );
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

  /**
   * Forgets lines that were done more than a week ago, and after an hour those that come back all the time. Does
   * nothing when it was asked less than ten minutes ago.
   */
  async forgetOld(): Promise<void> {
    if (performance.now() - this.forgotAt < FORGET_EVERY_MS) return;
    this.forgotAt = performance.now();
    while ((await this.forgetBatch()) === FORGET_BATCH);
  }

  private async forgetBatch(): Promise<number> {
    const [, count] = await this.relay.query<[unknown, number]>(
      `delete from tenancy.outbox where outbox_id in (
         select outbox_id from tenancy.outbox
         where done_at < clock_timestamp() - interval '1 hour'
           and (job = any($1) or done_at < clock_timestamp() - interval '7 days')
         order by done_at limit $2)`,
      [SOON_FORGOTTEN, FORGET_BATCH],
    );
    return count;
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
