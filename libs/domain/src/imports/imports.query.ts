// Imports for screens, and what is already there of the people of a file. Reads only.
import { TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { type Day, type Instant, instantText, Temporal } from '../kernel/calendar';
import type { PageRequest } from '../kernel/page';
import { undoUntil } from './undo-verdict';

/** An import in a list; instants as ISO text in UTC. */
export interface ImportView {
  readonly runId: string;
  readonly fileName: string;
  readonly state: string;
  readonly rows: number;
  readonly goodRows: number;
  readonly units: number;
  readonly ignoredColumns: readonly string[];
  readonly stagedAt: string;
  readonly importedAt: string | null;
  readonly undoUntil: string | null;
  readonly undoneAt: string | null;
}

/** A row of a file: good, or with what is to be corrected. */
export interface ImportRowView {
  readonly rowId: string;
  readonly rowNo: number;
  readonly good: boolean;
  readonly name: string | null;
  readonly accountUnitId: string | null;
  readonly field: string | null;
  readonly code: string | null;
  readonly detail: string | null;
}

/** Reads the imports of the fund in scope. */
@Injectable()
export class ImportsQuery {
  constructor(private readonly transaction: TenantTransaction) {}

  /** Imports, the latest first; `after` is the id of the last one seen. */
  async list(page: PageRequest): Promise<ImportView[]> {
    const rows = await this.transaction.query(
      `select * from imports.run where tenant_id = $1 and ($2::uuid is null or run_id < $2) order by run_id desc limit $3`,
      [this.transaction.tenantId, page.after, page.limit],
    );
    return rows.map(importView);
  }

  /** One import; null when the fund has none of this id. */
  async one(runId: string): Promise<ImportView | null> {
    const [row] = await this.transaction.query('select * from imports.run where tenant_id = $1 and run_id = $2', [
      this.transaction.tenantId,
      runId,
    ]);
    return row ? importView(row) : null;
  }

  /** The rows of a file in their order; only those to be corrected where that is asked. */
  async rows(runId: string, onlyProblems: boolean, page: PageRequest): Promise<ImportRowView[]> {
    const rows = await this.transaction.query(
      `select row_id as "rowId", row_no as "rowNo", code is null as good, name, account_unit_id as "accountUnitId", field,
         code, detail from imports.file_row
       where tenant_id = $1 and run_id = $2 and ($3::uuid is null or row_id > $3) and (not $5 or code is not null)
       order by row_id limit $4`,
      [this.transaction.tenantId, runId, page.after, page.limit, onlyProblems],
    );
    return rows as unknown as ImportRowView[];
  }

  /** The people of units of these labels (as written, and in lower case) that the fund has already and that have not left. */
  async alreadyHere(labels: readonly string[]): Promise<{ label: string; name: string }[]> {
    const rows = await this.transaction.query(
      `select distinct u.label, p.name from members.account_unit u
       join members.unit_person x on x.tenant_id = $1 and x.account_unit_id = u.account_unit_id and x.until_on is null
       join members.person p on p.tenant_id = $1 and p.person_id = x.person_id
       where u.tenant_id = $1 and u.last_month is null and (u.label = any($2) or lower(u.label) = any($2))`,
      [this.transaction.tenantId, labels],
    );
    return rows as unknown as { label: string; name: string }[];
  }

  /** The runs whose personal data is to be forgotten on a day: a week after their import, undoing or mere reading. */
  async toForget(today: Day): Promise<string[]> {
    const rows = await this.transaction.query(
      `select run_id from imports.run where tenant_id = $1 and state in ('staged', 'imported', 'undone')
         and (coalesce(undone_at, imported_at, staged_at) at time zone 'UTC')::date + 7 <= $2::date`,
      [this.transaction.tenantId, today.toString()],
    );
    return rows.map((row) => String(row['run_id']));
  }
}

function importView(row: Record<string, unknown>): ImportView {
  const text = (value: unknown): string | null => (value === null ? null : instantText(value));
  return {
    runId: String(row['run_id']),
    fileName: String(row['file_name']),
    state: String(row['state']),
    rows: Number(row['row_count']),
    goodRows: Number(row['good_row_count']),
    units: Number(row['unit_count']),
    ignoredColumns: row['ignored_columns'] as string[],
    stagedAt: instantText(row['staged_at']),
    importedAt: text(row['imported_at']),
    undoUntil: row['imported_at'] === null ? null : undoUntil(instantOf(row['imported_at'])).toString(),
    undoneAt: text(row['undone_at']),
  };
}

const instantOf = (value: unknown): Instant => Temporal.Instant.from(instantText(value));
