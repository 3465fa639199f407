// The month is over: what is true is frozen, and its days are closed in the books. Late debits stay open dues.
import { PagedStep, type StepProgress } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { compareDays, lastDay } from '../kernel/calendar';
import { MonthUnderWayQuery } from '../funds/month-under-way.query';
import { LedgerStore } from '../ledger/ledger.store';
import { MonthFiguresQuery } from './month-figures.query';
import { MonthsStore } from './months.store';

/** Closes a month in the fund in scope. */
@Injectable()
export class CloseMonthUseCase {
  constructor(
    private readonly steps: PagedStep,
    private readonly underWay: MonthUnderWayQuery,
    private readonly months: MonthsStore,
    private readonly figures: MonthFiguresQuery,
    private readonly ledger: LedgerStore,
  ) {}

  /** Closes the month once, after its last day and after the months before it. */
  run({ monthRunId }: { readonly monthRunId: string }): Promise<StepProgress | null> {
    return this.steps.run({
      runId: monthRunId,
      step: 'close',
      due: () => this.isDue(monthRunId),
      count: () => Promise.resolve(1),
      page: async () => {
        await this.close(monthRunId);
        return { done: 1, lastId: null };
      },
    });
  }

  private async isDue(monthRunId: string): Promise<boolean> {
    const { month, time } = await this.underWay.get(monthRunId);
    return compareDays(time.today, lastDay(month)) > 0 && (await this.months.lockForClosing(monthRunId));
  }

  private async close(monthRunId: string): Promise<void> {
    const { month, time } = await this.underWay.get(monthRunId);
    await this.ledger.closeThrough(lastDay(month));
    const snapshot = await this.figures.of(month, lastDay(month));
    await this.months.close(monthRunId, { ...snapshot }, time.now.toString());
  }
}
