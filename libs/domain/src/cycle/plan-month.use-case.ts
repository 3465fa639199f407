// The calendar's question to a fund: which months begin now, and which steps are due? It orders jobs and does none.
import { OutboxStore, ProgressStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import type { FundTime } from '../funds/funds.query';
import { MonthUnderWayQuery } from '../funds/month-under-way.query';
import { DailyWorkQuery } from './daily-work.query';
import { type MonthStep, monthsToBegin, stepsDue } from './month-plan';
import { MonthsStore } from './months.store';

const JOB_OF_STEP: Readonly<Record<MonthStep, string>> = {
  'open-dues': 'contributions.open-dues',
  collect: 'contributions.collect',
  credit: 'allocations.credit',
  close: 'month.close',
};

/** Plans the work of the fund in scope. */
@Injectable()
export class PlanMonthUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly months: MonthsStore,
    private readonly underWay: MonthUnderWayQuery,
    private readonly daily: DailyWorkQuery,
    private readonly progress: ProgressStore,
    private readonly outbox: OutboxStore,
  ) {}

  /** Begins what begins and asks for what is due. Asking twice is harmless: each step is idempotent. */
  run(): Promise<void> {
    return this.transaction.run(async () => {
      const time = await this.underWay.time();
      await this.months.lock();
      await this.begin(time);
      // First what brings money into the pot: contributions that settled, credit that ended.
      for (const job of await this.daily.jobsOn(time)) await this.outbox.writeUnlessWaiting({ job, subject: {} });
      for (const monthRunId of await this.months.unfinished()) await this.askFor(monthRunId, time);
    });
  }

  private async begin({ now, today }: FundTime): Promise<void> {
    const first = await this.underWay.firstOfRules();
    for (const month of monthsToBegin(today, await this.months.lastBegun(), first)) {
      await this.months.begin(month, await this.underWay.rulesFor(month), now.toString());
    }
  }

  private async askFor(monthRunId: string, { today }: FundTime): Promise<void> {
    const { month, rules } = await this.underWay.get(monthRunId);
    const steps = await this.progress.stepsOf(monthRunId);
    const state = (step: MonthStep) => steps.get(step)?.state;
    const due = stepsDue(
      {
        month,
        rules,
        steps: {
          'open-dues': state('open-dues'),
          collect: state('collect'),
          credit: state('credit'),
          close: state('close'),
        },
      },
      today,
    );
    for (const step of due) await this.outbox.writeUnlessWaiting({ job: JOB_OF_STEP[step], subject: { monthRunId } });
  }
}
