// Months that begin and close, written once each.
import { newId, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { firstDay, type Month, monthOf } from '../kernel/calendar';

/** The months of the fund in scope, for writing. */
@Injectable()
export class MonthsStore {
  constructor(private readonly transaction: TenantTransaction) {}

  /** Keeps publication of rules and the beginning of months apart until the transaction ends. */
  async lock(): Promise<void> {
    await this.transaction.lock('rules');
  }

  /** The last month that has begun; none: null. */
  async lastBegun(): Promise<Month | null> {
    const [row] = await this.transaction.query(
      'select max(month)::text as month from cycle.month_run where tenant_id = $1',
      [this.transaction.tenantId],
    );
    return row?.['month'] ? monthOf(String(row['month']).slice(0, 7)) : null;
  }

  /** Begins a month under a version of the rules; a month that has begun stays as it is. */
  async begin(month: Month, rulesVersionId: string, at: string): Promise<void> {
    await this.transaction.query(
      `insert into cycle.month_run (tenant_id, month_run_id, month, rules_version_id, started_at)
       values ($1, $2, $3, $4, $5) on conflict do nothing`,
      [this.transaction.tenantId, newId(), firstDay(month).toString(), rulesVersionId, at],
    );
  }

  /** The months that have begun and are not closed, earliest first. */
  async open(): Promise<string[]> {
    const rows = await this.transaction.query(
      'select month_run_id from cycle.month_run where tenant_id = $1 and closed_at is null order by month',
      [this.transaction.tenantId],
    );
    return rows.map((row) => String(row['month_run_id']));
  }

  /**
   * The months that may still have something to do, earliest first: those not closed, those whose crediting stopped,
   * and the last two, whose late contributions may still bring a credit.
   */
  async unfinished(): Promise<string[]> {
    const rows = await this.transaction.query(
      `select r.month_run_id from cycle.month_run r
       where r.tenant_id = $1 and (
         r.closed_at is null
         or r.month >= (select max(l.month) - interval '2 months' from cycle.month_run l where l.tenant_id = $1)
         or exists (select 1 from tenancy.progress p
           where p.tenant_id = $1 and p.run_id = r.month_run_id and p.step = 'credit' and p.state = 'stopped'))
       order by r.month`,
      [this.transaction.tenantId],
    );
    return rows.map((row) => String(row['month_run_id']));
  }

  /**
   * Locks a month for closing; false when it is closed, or an earlier one is not. The step that opens dues goes first: a
   * page of it that has seen the month open is waited for, and one that comes later sees the month closed. (In this
   * order: a due that is written waits for the month's row.)
   */
  async lockForClosing(monthRunId: string): Promise<boolean> {
    await this.transaction.query(
      `select 1 from tenancy.progress where tenant_id = $1 and run_id = $2 and step = 'open-dues' for update`,
      [this.transaction.tenantId, monthRunId],
    );
    const rows = await this.transaction.query(
      `select r.month_run_id from cycle.month_run r
       where r.tenant_id = $1 and r.month_run_id = $2 and r.closed_at is null
         and not exists (select 1 from cycle.month_run e where e.tenant_id = $1 and e.month < r.month and e.closed_at is null)
       for update`,
      [this.transaction.tenantId, monthRunId],
    );
    return rows.length > 0;
  }

  /** Closes a month with what was true at that moment. */
  async close(monthRunId: string, snapshot: Readonly<Record<string, unknown>>, at: string): Promise<void> {
    await this.transaction.query(
      'update cycle.month_run set closed_at = $3, snapshot = $4 where tenant_id = $1 and month_run_id = $2 and closed_at is null',
      [this.transaction.tenantId, monthRunId, at, JSON.stringify(snapshot)],
    );
  }
}
