// The day of collection: each open due becomes an attempt, and the collector is asked in batches.
import { type PageDone, PagedStep, type StepProgress, TenantTransaction } from '#tenancy';
import { Inject, Injectable } from '@nestjs/common';
import { compareDays } from '../kernel/calendar';
import { FundsQuery } from '../funds/funds.query';
import { MonthUnderWayQuery } from '../funds/month-under-way.query';
import { AttemptsStore } from './attempts.store';
import { COLLECTOR, type Collector } from './collectors';
import { dueDay } from './contribution';

const PAGE = 2_000;

/** Collects the dues of a month in the fund in scope. */
@Injectable()
export class CollectContributionsUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly steps: PagedStep,
    private readonly months: MonthUnderWayQuery,
    private readonly attempts: AttemptsStore,
    private readonly funds: FundsQuery,
    @Inject(COLLECTOR) private readonly collector: Collector,
  ) {}

  /**
   * Schedules (in a transaction), asks the collector (outside), notes its answer (in a transaction). Killed in between,
   * it asks again for the same attempts, which collects once. Without a month it asks for what others have scheduled.
   */
  async run({ monthRunId }: { readonly monthRunId: string | null }): Promise<StepProgress | null> {
    const progress = monthRunId === null ? null : await this.schedule(monthRunId);
    while (await this.submitBatch());
    return progress;
  }

  private schedule(monthRunId: string): Promise<StepProgress | null> {
    return this.steps.run({
      runId: monthRunId,
      step: 'collect',
      due: () => this.isDue(monthRunId),
      count: () => this.attempts.openDues(monthRunId),
      page: (after) => this.page(monthRunId, after),
    });
  }

  private async isDue(monthRunId: string): Promise<boolean> {
    const { month, rules, time } = await this.months.get(monthRunId);
    return rules.collection.mode === 'direct-debit' && compareDays(time.today, dueDay(month, rules)) >= 0;
  }

  private async page(monthRunId: string, after: string | null): Promise<PageDone> {
    const time = await this.funds.time();
    if (!this.collector.readyFor(time)) return { done: 0, lastId: null, stopped: 'no-collector' };
    const today = time.today.toString();
    return this.attempts.schedule({ monthRunId, collector: this.collector.id, after, limit: PAGE, today });
  }

  private async submitBatch(): Promise<boolean> {
    const batch = await this.transaction.read(async () =>
      this.collector.readyFor(await this.funds.time()) ? this.attempts.toSubmit(this.collector.id, PAGE) : [],
    );
    if (batch.length === 0) return false;
    const outcomes = await this.collector.submit(batch);
    await this.transaction.run(async () => {
      await this.attempts.noteSubmitted(outcomes, (await this.funds.time()).now.toString());
    });
    return outcomes.length > 0;
  }
}
