// What a day asks of a fund beside the steps of its months: one line a subject. Reads only.
import { Injectable } from '@nestjs/common';
import type { Day } from '../kernel/calendar';
import { ArrearsCasesQuery } from '../arrears/arrears-cases.query';
import { ContributionsQuery } from '../contributions/contributions.query';
import { CallsToIssueQuery } from '../payers/calls-to-issue.query';

/** Reads what is due in the fund in scope. */
@Injectable()
export class DailyWorkQuery {
  constructor(
    private readonly contributions: ContributionsQuery,
    private readonly calls: CallsToIssueQuery,
    private readonly arrears: ArrearsCasesQuery,
  ) {}

  /** The jobs that are due on a day, in the order in which they are best done. */
  async jobsOn(today: Day): Promise<string[]> {
    const questions: readonly [string, () => Promise<boolean>][] = [
      ['contributions.settle', () => this.contributions.awaitsNews(today)],
      ['payers.issue-calls', () => this.calls.isDue(today)],
      ['arrears.steps', () => this.arrears.isDue(today)],
    ];
    const due: string[] = [];
    for (const [job, isDue] of questions) if (await isDue()) due.push(job);
    return due;
  }
}
