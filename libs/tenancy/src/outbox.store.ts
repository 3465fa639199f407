// News to be carried to the queue, written in the transaction of its cause: Postgres is the truth, the queue a hint.
import { newId } from './new-id';
import type { TenantTransaction } from './tenant-transaction';

/** A job to be run for a fund; the subject holds ids and months only. */
export interface News {
  readonly job: string;
  readonly subject: Readonly<Record<string, string>>;
}

/** The outbox of the fund in scope. */
export class OutboxStore {
  constructor(private readonly transaction: TenantTransaction) {}

  /** Asks for a job once the transaction has committed. */
  async write(news: News): Promise<void> {
    await this.transaction.query(
      'insert into tenancy.outbox (outbox_id, tenant_id, job, subject) values ($1, $2, $3, $4)',
      [newId(), this.transaction.tenantId, news.job, JSON.stringify(news.subject)],
    );
  }

  /** Asks for a job unless the same one has been asked for and is not done yet. */
  async writeUnlessWaiting(news: News): Promise<void> {
    await this.transaction.query(
      `insert into tenancy.outbox (outbox_id, tenant_id, job, subject)
       select $1, $2, $3, $4 where not exists (
         select 1 from tenancy.outbox o where o.tenant_id = $2 and o.job = $3 and o.subject = $4 and o.done_at is null)`,
      [newId(), this.transaction.tenantId, news.job, JSON.stringify(news.subject)],
    );
  }

  /** Notes that a job has been done. */
  async markDone(outboxId: string): Promise<void> {
    await this.transaction.query(
      `update tenancy.outbox set done_at = clock_timestamp(), failure = null
       where tenant_id = $1 and outbox_id = $2 and done_at is null`,
      [this.transaction.tenantId, outboxId],
    );
  }
}
