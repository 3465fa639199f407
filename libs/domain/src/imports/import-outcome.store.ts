// What became of an import, written where people look: the run's summary, its rows in error, the record of acts.
import { AuditStore, OutboxStore, ProgressStore, type RowInError, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';

/** How many units were imported, refused on the way, taken back or kept, and how many people came in. */
type Counts = Readonly<Record<'units' | 'persons' | 'refused' | 'undone' | 'kept', number>>;

/** Tells what became of imports of the fund in scope. */
@Injectable()
export class ImportOutcomeStore {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly progress: ProgressStore,
    private readonly outbox: OutboxStore,
    private readonly audit: AuditStore,
  ) {}

  /** Notes rows that could not be done. */
  problems(runId: string, rows: readonly RowInError[]): Promise<void> {
    return this.progress.noteErrors(runId, rows);
  }

  /** How many units of a run wait to be taken back. */
  async count(runId: string): Promise<number> {
    return (await this.counts(runId)).units;
  }

  /** Tells that what was good is imported; months that have begun are gone through once more. */
  async imported(runId: string): Promise<void> {
    const { units, persons, refused } = await this.counts(runId);
    await this.tell(runId, 'import', { units, persons, refused });
    await this.outbox.writeUnlessWaiting({ job: 'month.catch-up', subject: {} });
  }

  /** Tells that what could be taken back is. */
  async undone(runId: string): Promise<void> {
    const { undone, kept } = await this.counts(runId);
    await this.tell(runId, 'undo', { undone, kept });
  }

  private async tell(runId: string, step: 'import' | 'undo', summary: Readonly<Record<string, number>>): Promise<void> {
    await this.progress.summarise({ runId, step, summary });
    const action = step === 'import' ? 'import.done' : 'import.undone';
    await this.audit.write({ action, subjectKind: 'import', subjectId: runId, facts: { ...summary } });
  }

  private async counts(runId: string): Promise<Counts> {
    const [row] = await this.transaction.query(
      `select count(*) filter (where state = 'imported')::int as units,
         coalesce(sum(jsonb_array_length(payload -> 'persons')) filter (where state = 'imported'), 0)::int as persons,
         count(*) filter (where state = 'refused')::int as refused,
         count(*) filter (where state = 'undone')::int as undone, count(*) filter (where state = 'kept')::int as kept
       from imports.unit where tenant_id = $1 and run_id = $2`,
      [this.transaction.tenantId, runId],
    );
    return row as unknown as Counts;
  }
}
