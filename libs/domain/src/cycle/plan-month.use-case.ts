// The calendar's question to a fund: which months begin now, and which steps are due? It orders jobs and does none.
import { OutboxStore, ProgressStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { compareDays, lastDay } from '../kernel/calendar';
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

/** What a month asks for; `isOver`: its days have passed, and it is yet to close. */
interface MonthAsks {
  readonly monthRunId: string;
  readonly steps: readonly MonthStep[];
  readonly isOver: boolean;
}

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
      const months: MonthAsks[] = [];
      for (const monthRunId of await this.months.unfinished()) months.push(await this.asksOf(monthRunId, time));
      // First what brings money into the pot: contributions that settled, credit that ended.
      for (const job of await this.dailyJobs(time, months)) await this.outbox.writeUnlessWaiting({ job, subject: {} });
      for (const { monthRunId, steps } of months) {
        for (const step of steps)
          await this.outbox.writeUnlessWaiting({ job: JOB_OF_STEP[step], subject: { monthRunId } });
      }
    });
  }

  // A month closes on what its own days brought: a debit tried again on the morning after belongs to the next. The
  // closing has the calendar look again, and what follows late dues is asked for then.
  private async dailyJobs(time: FundTime, months: readonly MonthAsks[]): Promise<string[]> {
    const jobs = await this.daily.jobsOn(time);
    return months.some(({ isOver }) => isOver) ? jobs.filter((job) => job !== 'arrears.steps') : jobs;
  }

  private async begin({ now, today }: FundTime): Promise<void> {
    const first = await this.underWay.firstOfRules();
    for (const month of monthsToBegin(today, await this.months.lastBegun(), first)) {
      await this.months.begin(month, await this.underWay.rulesFor(month), now.toString());
    }
  }

  private async asksOf(monthRunId: string, { today }: FundTime): Promise<MonthAsks> {
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
    const isOver = state('close') !== 'done' && compareDays(today, lastDay(month)) > 0;
    return { monthRunId, steps: due, isOver };
  }
}
