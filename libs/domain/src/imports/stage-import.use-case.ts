// A dry run: every row of a file is read and explained, and nothing is imported yet.
import { AuditStore, newId, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { setImmediate as othersFirst } from 'node:timers/promises';
import { RuleBroken } from '../kernel/rule-broken';
import { OpenMonthQuery } from '../members/open-month.query';
import { alreadyMember, isHere, labelsOf } from './already-here';
import { columnsOf } from './columns';
import { ImportsQuery } from './imports.query';
import { ImportsStore } from './imports.store';
import { type FileRow, readMemberRow, type RowProblem, type RowRead } from './member-rows';
import { staged } from './staged-unit';
import { type UnitRead, type UnitsRead, unitsOfRows } from './units-of-rows';

/** A file as it was read at the front door; `fingerprint` is its SHA-256. */
export interface FileBrought {
  readonly fileName: string;
  readonly fingerprint: Buffer;
  /** Imports the same file once more. */
  readonly again: boolean;
  readonly headings: readonly string[];
  readonly rows: readonly FileRow[];
}

const MOST_ROWS = 50_000;
/** After so many rows whoever else waits for this process comes first. */
const AT_ONCE = 500;

/** Reads files of members for the fund in scope. */
@Injectable()
export class StageImportUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly openMonth: OpenMonthQuery,
    private readonly imports: ImportsQuery,
    private readonly store: ImportsStore,
    private readonly audit: AuditStore,
  ) {}

  /**
   * Reads a file. @throws RuleBroken `import-empty`, `import-too-many-rows`, `import-columns-missing`,
   * `import-columns-twice`, `import-already-done`, `no-rules-in-force`
   */
  async run(file: FileBrought): Promise<{ runId: string }> {
    if (file.rows.length === 0) throw new RuleBroken('import-empty');
    if (file.rows.length > MOST_ROWS) throw new RuleBroken('import-too-many-rows', { most: MOST_ROWS });
    const columns = columnsOf(file.headings);
    const read: RowRead[] = [];
    for (const [index, row] of file.rows.entries()) {
      if (index % AT_ONCE === AT_ONCE - 1) await othersFirst();
      read.push(readMemberRow(row, columns));
    }
    return this.transaction.run(() => this.keep(file, columns.ignored, read));
  }

  private async keep(
    file: FileBrought,
    ignoredColumns: readonly string[],
    read: readonly RowRead[],
  ): Promise<{ runId: string }> {
    const done = file.again ? null : await this.store.done(file.fingerprint);
    if (done) throw new RuleBroken('import-already-done', { runId: done.runId });
    const { now, ...found } = await this.unitsOf(read);
    const names = new Map(read.map(({ row, problem, name }) => [row?.rowNo ?? problem?.rowNo ?? 0, name]));
    const nameOf = (rowNo: number): string => names.get(rowNo) ?? '';
    const runId = await this.store.stage({
      fileName: file.fileName,
      fingerprint: file.fingerprint,
      again: file.again,
      ignoredColumns,
      rows: file.rows.length,
      at: now,
      units: found.units.map((unit) => ({
        accountUnitId: newId(),
        rowNos: unit.rowNos,
        names: unit.rowNos.map(nameOf),
        unit: staged(unit, newId),
      })),
      problems: found.problems.map((problem) => ({ ...problem, name: nameOf(problem.rowNo) })),
    });
    await this.audit.write({
      action: 'import.read',
      subjectKind: 'import',
      subjectId: runId,
      facts: { rows: file.rows.length, problems: found.problems.length, units: found.units.length },
    });
    return { runId };
  }

  private async unitsOf(read: readonly RowRead[]): Promise<UnitsRead & { readonly now: string }> {
    const { now, today, rules } = await this.openMonth.present();
    const found = unitsOfRows(read, { rules, today });
    const here = isHere(await this.imports.alreadyHere(labelsOf(found.units)));
    const units: UnitRead[] = [];
    const problems: RowProblem[] = [...found.problems];
    for (const unit of found.units) {
      if (here(unit)) problems.push(...unit.rowNos.map(alreadyMember));
      else units.push(unit);
    }
    return { now, units, problems };
  }
}
