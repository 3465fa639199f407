// How far a long run is: one row a step, so that it resumes after a kill and can be shown.
import { newId } from './new-id';
import type { TenantTransaction } from './tenant-transaction';

/** Where a step stands; `afterId` is the last id whose work is done. */
export interface StepProgress {
  readonly state: 'running' | 'done' | 'stopped';
  readonly done: number;
  readonly total: number;
  readonly afterId: string | null;
  readonly note: string | null;
}

/** A row that a run could not do: its number in what was brought (from 1), or the id of what it is about; why, in French. */
export interface RowInError {
  readonly rowNo: number | null;
  readonly subjectId: string | null;
  readonly field: string | null;
  readonly code: string;
  readonly detail: string;
}

/** The steps of one run, in the fund in scope. */
export class ProgressStore {
  constructor(private readonly transaction: TenantTransaction) {}

  /**
   * Opens a step, or takes it up again, and keeps every other worker out of it until the transaction ends.
   * A step that stopped runs again. @returns where it stands
   */
  async takeUp(step: { runId: string; step: string; total: number; at: string }): Promise<StepProgress> {
    await this.transaction.query(
      `insert into tenancy.progress (tenant_id, run_id, step, state, total, started_at)
       values ($1, $2, $3, 'running', $4, $5) on conflict do nothing`,
      [this.transaction.tenantId, step.runId, step.step, step.total, step.at],
    );
    const [row] = await this.transaction.query(
      `select state, done, total, after_id, note from tenancy.progress
       where tenant_id = $1 and run_id = $2 and step = $3 for update`,
      [this.transaction.tenantId, step.runId, step.step],
    );
    return progressOf(row);
  }

  /** Records where a step now stands. */
  async record(step: { runId: string; step: string; at: string } & StepProgress): Promise<void> {
    await this.transaction.query(
      `update tenancy.progress set state = $4, done = $5, total = $6, after_id = $7, note = $8, version = version + 1,
         finished_at = case when $4 = 'done' then $9::timestamptz end
       where tenant_id = $1 and run_id = $2 and step = $3`,
      [
        this.transaction.tenantId,
        step.runId,
        step.step,
        step.state,
        step.done,
        step.total,
        step.afterId,
        step.note,
        step.at,
      ],
    );
  }

  /** Adds what came of a step: counts and ids, never a name. Comes after `record`. */
  async summarise(step: { runId: string; step: string; summary: Readonly<Record<string, number>> }): Promise<void> {
    await this.transaction.query(
      `update tenancy.progress set summary = $4, version = version + 1
       where tenant_id = $1 and run_id = $2 and step = $3`,
      [this.transaction.tenantId, step.runId, step.step, JSON.stringify(step.summary)],
    );
  }

  /** Notes rows that a run could not do, one statement for a page of them. */
  async noteErrors(runId: string, errors: readonly RowInError[]): Promise<void> {
    if (errors.length === 0) return;
    await this.transaction.query(
      `insert into tenancy.run_error (tenant_id, run_id, error_id, row_no, subject_id, field, code, detail)
       select $1, $2, u.* from unnest($3::uuid[], $4::int[], $5::uuid[], $6::text[], $7::text[], $8::text[]) as u`,
      [
        this.transaction.tenantId,
        runId,
        errors.map(newId),
        errors.map(({ rowNo }) => rowNo),
        errors.map(({ subjectId }) => subjectId),
        errors.map(({ field }) => field),
        errors.map(({ code }) => code),
        errors.map(({ detail }) => detail.slice(0, 500)),
      ],
    );
  }

  /** Every step of a run by name. */
  async stepsOf(runId: string): Promise<ReadonlyMap<string, StepProgress>> {
    const rows = await this.transaction.query(
      `select step, state, done, total, after_id, note from tenancy.progress where tenant_id = $1 and run_id = $2`,
      [this.transaction.tenantId, runId],
    );
    return new Map(rows.map((row) => [String(row['step']), progressOf(row)]));
  }
}

function progressOf(row: Record<string, unknown> | undefined): StepProgress {
  if (!row) throw new Error('a step that was just opened is not there');
  return {
    state: row['state'] as StepProgress['state'],
    done: Number(row['done']),
    total: Number(row['total']),
    afterId: (row['after_id'] as string | null) ?? null,
    note: (row['note'] as string | null) ?? null,
  };
}
