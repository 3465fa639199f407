// What an import made is taken back, a page at a time; what somebody has touched since stays, and is listed with why.
import { type PageDone, PagedStep, type StepProgress } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { AdmissionsStore } from '../members/admissions.store';
import { OpenMonthQuery } from '../members/open-month.query';
import { ImportOutcomeStore } from './import-outcome.store';
import { ImportsStore } from './imports.store';
import { SinceImportQuery } from './since-import.query';
import { whyItStays } from './undo-verdict';

const PAGE = 500;

/** Undoes imports in the fund in scope. */
@Injectable()
export class UndoImportUseCase {
  constructor(
    private readonly steps: PagedStep,
    private readonly outcome: ImportOutcomeStore,
    private readonly store: ImportsStore,
    private readonly admissions: AdmissionsStore,
    private readonly since: SinceImportQuery,
    private readonly openMonth: OpenMonthQuery,
  ) {}

  /** Takes back what may be; null when nobody asked for it, or it is done. */
  run({ runId }: { readonly runId: string }): Promise<StepProgress | null> {
    return this.steps.run({
      runId,
      step: 'undo',
      due: async () => (await this.store.take(runId))?.state === 'undoing',
      count: () => this.outcome.count(runId),
      page: (after) => this.page(runId, after),
      finished: () => this.finish(runId),
    });
  }

  private async page(runId: string, after: string | null): Promise<PageDone> {
    await this.openMonth.present(); // no month begins meanwhile
    const units = await this.store.units(runId, { state: 'imported', after, limit: PAGE });
    const ids = units.map(({ accountUnitId }) => accountUnitId);
    await this.admissions.lock(ids);
    const persons = new Map(
      units.flatMap(({ accountUnitId, unit }) =>
        unit.persons.map(({ personId }): [string, string] => [personId, accountUnitId]),
      ),
    );
    const now = await this.since.units(ids, persons);
    const found = units.map((unit) => ({ ...unit, why: whyItStays(unit.unit, now.get(unit.accountUnitId) ?? null) }));
    const gone = found.filter(({ why }) => why === null);
    const kept = found.filter(({ why }) => why !== null);
    await this.admissions.takeBack(
      gone.map(({ accountUnitId }) => accountUnitId),
      gone.flatMap(({ unit }) => unit.persons.map(({ personId }) => personId)),
    );
    await this.store.mark(
      gone.map(({ accountUnitId }) => accountUnitId),
      'undone',
    );
    await this.store.mark(
      kept.map(({ accountUnitId }) => accountUnitId),
      'kept',
    );
    await this.outcome.problems(
      runId,
      kept.map(({ accountUnitId, rowNos, why }) => ({
        rowNo: rowNos[0] ?? null,
        subjectId: accountUnitId,
        field: null,
        code: 'import-kept',
        detail: `gardé : ${why ?? ''}`,
      })),
    );
    return { done: units.length, lastId: units.length === PAGE ? (units.at(-1)?.accountUnitId ?? null) : null };
  }

  private async finish(runId: string): Promise<void> {
    const { now } = await this.openMonth.present();
    await this.store.become(runId, 'undone', now);
    await this.outcome.undone(runId);
  }
}
