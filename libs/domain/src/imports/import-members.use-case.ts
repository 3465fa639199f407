// The good rows of a file become members, a page at a time: killed on the way, it goes on where it stands.
import { type PageDone, PagedStep, type StepProgress } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { AdmissionsStore } from '../members/admissions.store';
import { checkJoining, checkPersons, pledgeAccepted } from '../members/membership-rules';
import { OpenMonthQuery, type Present } from '../members/open-month.query';
import { alreadyMember, isHere, labelsOf } from './already-here';
import { ImportOutcomeStore } from './import-outcome.store';
import { ImportsQuery } from './imports.query';
import { ImportsStore, type UnitOfRun } from './imports.store';
import { remedyOf } from './remedies';
import { admissionOf } from './staged-unit';

const PAGE = 1_000;

type Admission = ReturnType<typeof admissionOf>;

/** Imports members into the fund in scope. */
@Injectable()
export class ImportMembersUseCase {
  constructor(
    private readonly steps: PagedStep,
    private readonly outcome: ImportOutcomeStore,
    private readonly store: ImportsStore,
    private readonly imports: ImportsQuery,
    private readonly admissions: AdmissionsStore,
    private readonly openMonth: OpenMonthQuery,
  ) {}

  /** Imports what waits of a run; null when it was not started, or is done. */
  run({ runId }: { readonly runId: string }): Promise<StepProgress | null> {
    return this.steps.run({
      runId,
      step: 'import',
      due: async () => (await this.store.take(runId))?.state === 'importing',
      count: async () => (await this.store.take(runId))?.unitCount ?? 0,
      page: (after) => this.page(runId, after),
      finished: () => this.finish(runId),
    });
  }

  private async page(runId: string, after: string | null): Promise<PageDone> {
    const present = await this.openMonth.present();
    const units = await this.store.units(runId, { state: 'staged', after, limit: PAGE });
    const here = isHere(await this.imports.alreadyHere(labelsOf(units.map(({ unit }) => unit))));
    const good: Admission[] = [];
    const refused: { unit: UnitOfRun; code: string; field: string | null; detail: string }[] = [];
    for (const unit of units) {
      // The rules, the day or the fund's people may have changed since the file was read.
      const problem = here(unit.unit) ? alreadyMember(0) : refusalOf(unit, present);
      if (problem) refused.push({ ...problem, unit });
      else good.push(admissionOf(unit.accountUnitId, unit.unit));
    }
    await this.admit(good, present);
    await this.refuse(runId, refused);
    return { done: units.length, lastId: units.length === PAGE ? (units.at(-1)?.accountUnitId ?? null) : null };
  }

  private async admit(units: readonly Admission[], { rules, now }: Present): Promise<void> {
    if (units.length === 0) return;
    await this.admissions.add(rules.unit, units, now);
    await this.store.mark(
      units.map(({ accountUnitId }) => accountUnitId),
      'imported',
    );
  }

  private async refuse(
    runId: string,
    refused: readonly { unit: UnitOfRun; code: string; field: string | null; detail: string }[],
  ): Promise<void> {
    await this.outcome.problems(
      runId,
      refused.map(({ unit, ...problem }) => ({ ...problem, rowNo: unit.rowNos[0] ?? null, subjectId: null })),
    );
    await this.store.mark(
      refused.map(({ unit }) => unit.accountUnitId),
      'refused',
    );
  }

  private async finish(runId: string): Promise<void> {
    const { now } = await this.openMonth.present();
    await this.store.become(runId, 'imported', now);
    await this.outcome.imported(runId);
  }
}

function refusalOf(
  { unit, accountUnitId }: UnitOfRun,
  { rules, today }: Present,
): { field: string | null; code: string; detail: string } | null {
  const { joinedOn, persons, pledge } = admissionOf(accountUnitId, unit);
  try {
    checkJoining(joinedOn, today);
    checkPersons(rules, persons);
    pledgeAccepted(rules, { pledge, monthlyNetIncome: null });
    return null;
  } catch (refusal) {
    return remedyOf(refusal);
  }
}
