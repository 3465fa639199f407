// Writes what was read from a file, and what became of each unit of it.
import { newId, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { instantText } from '../kernel/calendar';
import { RuleBroken } from '../kernel/rule-broken';
import type { RowProblem } from './member-rows';
import type { StagedUnit } from './staged-unit';

/** What stands between a file and its members: read, being imported, imported, being undone, undone, forgotten. */
export type ImportState = 'staged' | 'importing' | 'imported' | 'undoing' | 'undone' | 'forgotten';

/** A run that is locked for a change; instants as ISO text. */
export interface LockedRun {
  readonly runId: string;
  readonly state: ImportState;
  readonly fingerprint: Buffer;
  readonly again: boolean;
  readonly unitCount: number;
  readonly importedAt: string | null;
}

/** A unit that waits, or was imported. */
export interface UnitOfRun {
  readonly accountUnitId: string;
  readonly rowNos: readonly number[];
  readonly unit: StagedUnit;
}

/** What was read from a file. */
export interface RunRead {
  readonly fileName: string;
  readonly fingerprint: Buffer;
  readonly again: boolean;
  readonly ignoredColumns: readonly string[];
  readonly rows: number;
  readonly units: readonly (UnitOfRun & { readonly names: readonly string[] })[];
  readonly problems: readonly (RowProblem & { readonly name: string })[];
  readonly at: string;
}

const PAGE = 5_000;

/** The imports of the fund in scope, for writing. */
@Injectable()
export class ImportsStore {
  constructor(private readonly transaction: TenantTransaction) {}

  /** Lets one change of imports at a time pass. */
  async lock(): Promise<void> {
    await this.transaction.lock('imports');
  }

  /** Lets one change of imports at a time pass, and locks a run. @throws RuleBroken `import-unknown` */
  async hold(runId: string): Promise<LockedRun> {
    await this.lock();
    const run = await this.take(runId);
    if (!run) throw new RuleBroken('import-unknown');
    return run;
  }

  /** The run that brought this file in and is not undone; null when none did. */
  async done(fingerprint: Buffer): Promise<{ runId: string } | null> {
    const [row] = await this.transaction.query(
      `select run_id from imports.run where tenant_id = $1 and fingerprint = $2
         and (state in ('importing', 'imported', 'undoing') or state = 'forgotten' and imported_at is not null and undone_at is null)
       limit 1`,
      [this.transaction.tenantId, fingerprint],
    );
    return row ? { runId: String(row['run_id']) } : null;
  }

  /** Keeps what was read. @returns the id of the run */
  async stage(read: RunRead): Promise<string> {
    const runId = newId();
    const bad = read.problems.length;
    await this.write(
      `insert into imports.run (tenant_id, run_id, file_name, fingerprint, again, state, row_count, good_row_count,
         unit_count, ignored_columns, staged_at)
       values ($1, $2, $3, $4, $5, 'staged', $6, $7, $8, $9, $10)`,
      [runId, read.fileName, read.fingerprint, read.again, read.rows, read.rows - bad, read.units.length],
      [JSON.stringify(read.ignoredColumns), read.at],
    );
    for (let from = 0; from < read.units.length; from += PAGE)
      await this.stageUnits(runId, read.units.slice(from, from + PAGE));
    const rows = [
      ...read.units.flatMap(({ rowNos, names, accountUnitId }) =>
        rowNos.map((rowNo, index) => ({ ...GOOD, rowNo, name: names[index] ?? '', accountUnitId })),
      ),
      ...read.problems.map((problem) => ({ ...problem, accountUnitId: null })),
    ].sort((a, b) => a.rowNo - b.rowNo);
    for (let from = 0; from < rows.length; from += PAGE) await this.stageRows(runId, rows.slice(from, from + PAGE));
    return runId;
  }

  /** Locks a run; null when the fund has none of this id. */
  async take(runId: string): Promise<LockedRun | null> {
    const [row] = await this.transaction.query(
      `select state, fingerprint, again, unit_count, imported_at from imports.run
       where tenant_id = $1 and run_id = $2 for update`,
      [this.transaction.tenantId, runId],
    );
    if (!row) return null;
    return {
      runId,
      state: row['state'] as ImportState,
      fingerprint: row['fingerprint'] as Buffer,
      again: row['again'] === true,
      unitCount: Number(row['unit_count']),
      importedAt: row['imported_at'] === null ? null : instantText(row['imported_at']),
    };
  }

  /** Brings a run to a state at an instant. */
  async become(runId: string, state: ImportState, at: string): Promise<void> {
    await this.write(
      `update imports.run set state = $3,
         started_at = case $3 when 'importing' then $4::timestamptz else started_at end,
         imported_at = case $3 when 'imported' then $4::timestamptz else imported_at end,
         undone_at = case $3 when 'undone' then $4::timestamptz else undone_at end
       where tenant_id = $1 and run_id = $2`,
      [runId, state, at],
    );
  }

  /** The next units of a run by id that are in a state. */
  async units(runId: string, page: { state: string; after: string | null; limit: number }): Promise<UnitOfRun[]> {
    const rows = await this.transaction.query(
      `select account_unit_id as "accountUnitId", row_nos as "rowNos", payload as unit from imports.unit
       where tenant_id = $1 and run_id = $2 and state = $3 and ($4::uuid is null or account_unit_id > $4)
       order by account_unit_id limit $5`,
      [this.transaction.tenantId, runId, page.state, page.after, page.limit],
    );
    return rows as unknown as UnitOfRun[];
  }

  /** Notes what became of units. */
  async mark(accountUnitIds: readonly string[], state: 'imported' | 'refused' | 'undone' | 'kept'): Promise<void> {
    await this.write('update imports.unit set state = $3 where tenant_id = $1 and account_unit_id = any($2)', [
      accountUnitIds,
      state,
    ]);
  }

  /** Empties what is personal of the runs named: what was read goes, that it was read stays. */
  async forget(runIds: readonly string[]): Promise<void> {
    await this.write(`update imports.unit set payload = null where tenant_id = $1 and run_id = any($2)`, [runIds]);
    await this.write(`update imports.file_row set name = null where tenant_id = $1 and run_id = any($2)`, [runIds]);
    await this.write(`update imports.run set state = 'forgotten' where tenant_id = $1 and run_id = any($2)`, [runIds]);
  }

  private async stageUnits(runId: string, units: readonly UnitOfRun[]): Promise<void> {
    await this.write(
      `insert into imports.unit (tenant_id, run_id, account_unit_id, row_nos, payload)
       select $1, $2, u.id, (select array_agg(n::int) from json_array_elements_text(u.rows) n), u.payload
       from unnest($3::uuid[], $4::json[], $5::jsonb[]) as u(id, rows, payload)`,
      [runId],
      [
        units.map(({ accountUnitId }) => accountUnitId),
        units.map(({ rowNos }) => JSON.stringify(rowNos)),
        units.map(({ unit }) => JSON.stringify(unit)),
      ],
    );
  }

  private async stageRows(runId: string, rows: readonly StagedRow[]): Promise<void> {
    await this.write(
      `insert into imports.file_row (tenant_id, run_id, row_id, row_no, account_unit_id, name, field, code, detail)
       select $1, $2, u.* from unnest($3::uuid[], $4::int[], $5::uuid[], $6::text[], $7::text[], $8::text[], $9::text[]) as u`,
      [runId, rows.map(newId), rows.map(({ rowNo }) => rowNo), rows.map(({ accountUnitId }) => accountUnitId)],
      [rows.map(({ name }) => name), rows.map(({ field }) => field), rows.map(({ code }) => code)],
      [rows.map(({ detail }) => detail)],
    );
  }

  private async write(sql: string, ...values: unknown[][]): Promise<void> {
    await this.transaction.query(sql, [this.transaction.tenantId, ...values.flat(1)]);
  }
}

const GOOD = { field: null, code: null, detail: null };

interface StagedRow {
  readonly rowNo: number;
  readonly name: string;
  readonly accountUnitId: string | null;
  readonly field: string | null;
  readonly code: string | null;
  readonly detail: string | null;
}
