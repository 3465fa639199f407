// Long runs for those who watch them: where each step stands, whether work goes on, and the rows in error. Reads only.
import { type RowInError, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import type { PageRequest } from '../kernel/page';

/** A step of a run; `version` goes up at each change. */
export interface StepStanding {
  readonly step: string;
  readonly state: 'running' | 'done' | 'stopped';
  readonly done: number;
  readonly total: number;
  readonly note: string | null;
  readonly summary: Readonly<Record<string, number>> | null;
  readonly version: number;
}

/** Where a run stands; `underWay` while a step runs or work for it waits to be done. */
export interface RunStanding {
  readonly runId: string;
  readonly kind: 'month' | 'import' | 'draw';
  readonly underWay: boolean;
  readonly rowsInError: number;
  readonly steps: readonly StepStanding[];
}

/** A row in error, as it is listed. */
export interface RunErrorView extends RowInError {
  readonly errorId: string;
}

// A month's rows in error are its debits that failed or came back: they are kept where they happened, not twice.
const ERRORS = `
  select error_id, row_no, subject_id, field, code, detail from tenancy.run_error where tenant_id = $1 and run_id = $2
  union all
  select row_id, row_no, null, field, code, detail from imports.file_row
  where tenant_id = $1 and run_id = $2 and code is not null
  union all
  select a.attempt_id, null, d.account_unit_id, null, 'collection-' || a.state,
    case a.state when 'failed' then 'Prélèvement refusé' else 'Prélèvement rejeté après coup' end
      || coalesce(' (' || a.reason_code || ')', '') || ' : voir la cotisation du compte'
  from contributions.due d join contributions.attempt a on a.tenant_id = d.tenant_id and a.due_id = d.due_id
  where d.tenant_id = $1 and d.month_run_id = $2 and a.state in ('failed', 'returned')`;

/** Reads the runs of the fund in scope. */
@Injectable()
export class RunsQuery {
  constructor(private readonly transaction: TenantTransaction) {}

  /** Where a run stands; null when the fund has no such run. */
  async standing(runId: string): Promise<RunStanding | null> {
    const [run] = await this.transaction.query(
      `select r.kind,
         exists (select 1 from tenancy.outbox o where o.tenant_id = $1 and o.done_at is null
           and $2::text in (o.subject ->> 'monthRunId', o.subject ->> 'runId')) as waits,
         (select count(*)::int from (${ERRORS}) e) as errors,
         (select coalesce(json_agg(json_build_object('step', p.step, 'state', p.state, 'done', p.done, 'total', p.total,
            'note', p.note, 'summary', p.summary, 'version', p.version) order by p.started_at, p.step), '[]')
          from tenancy.progress p where p.tenant_id = $1 and p.run_id = $2) as steps
       from (select 'month' as kind from cycle.month_run where tenant_id = $1 and month_run_id = $2
         union all select 'import' from imports.run where tenant_id = $1 and run_id = $2
         union all select 'draw' from draws.draw where tenant_id = $1 and draw_id = $2) r`,
      [this.transaction.tenantId, runId],
    );
    if (!run) return null;
    const steps = run['steps'] as StepStanding[];
    return {
      runId,
      kind: run['kind'] as RunStanding['kind'],
      underWay: run['waits'] === true || steps.some(({ state }) => state === 'running'),
      rowsInError: Number(run['errors']),
      steps,
    };
  }

  /** The rows in error of a run by id; `after` is the last id seen. */
  async errors(runId: string, page: PageRequest): Promise<RunErrorView[]> {
    const rows = await this.transaction.query(
      `select error_id as "errorId", row_no as "rowNo", subject_id as "subjectId", field, code, detail
       from (${ERRORS}) e where $3::uuid is null or error_id > $3 order by error_id limit $4`,
      [this.transaction.tenantId, runId, page.after, page.limit],
    );
    return rows as unknown as RunErrorView[];
  }
}
