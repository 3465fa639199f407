// What a day asks of a fund beside the steps of its months: one line a subject. Reads only.
import { Injectable } from '@nestjs/common';
import { AdmissionRoomQuery } from '../applications/admission-room.query';
import { ArrearsCasesQuery } from '../arrears/arrears-cases.query';
import { VolunteersQuery } from '../council/volunteers.query';
import { ContributionsQuery } from '../contributions/contributions.query';
import { DrawsQuery } from '../draws/draws.query';
import type { FundTime } from '../funds/funds.query';
import { LotsDueQuery } from '../lots/lots-due.query';
import { ImportsQuery } from '../imports/imports.query';
import { CallsToIssueQuery } from '../payers/calls-to-issue.query';
import { OutletsQuery } from '../outlets/outlets.query';
import { PayoutsDueQuery } from '../payouts/payouts-due.query';
import { TicketsQuery } from '../tickets/tickets.query';

/** What a day asks of what is spent. */
@Injectable()
export class WorkOfSpending {
  constructor(
    readonly payouts: PayoutsDueQuery,
    readonly tickets: TicketsQuery,
    readonly outlets: OutletsQuery,
  ) {}
}

/** What a day asks beside the months' money: of people, and of what is spent. */
@Injectable()
export class WorkBesideMonths {
  constructor(
    readonly imports: ImportsQuery,
    readonly admissions: AdmissionRoomQuery,
    readonly spent: WorkOfSpending,
    readonly draws: DrawsQuery,
    readonly council: VolunteersQuery,
  ) {}
}

/** Reads what is due in the fund in scope. */
@Injectable()
export class DailyWorkQuery {
  constructor(
    private readonly contributions: ContributionsQuery,
    private readonly calls: CallsToIssueQuery,
    private readonly arrears: ArrearsCasesQuery,
    private readonly lots: LotsDueQuery,
    private readonly beside: WorkBesideMonths,
  ) {}

  /** The jobs that are due on a day, in the order in which they are best done. */
  async jobsOn(time: FundTime): Promise<string[]> {
    const { today } = time;
    const questions: readonly [string, () => Promise<boolean>][] = [
      ['contributions.settle', () => this.contributions.awaitsNews(today)],
      // first: what comes back to a lot that has ended is looked at the same morning
      ['tickets.expire', () => this.beside.spent.tickets.expiryDue(today)],
      ['lots.expire', () => this.lots.expiryDue(time)],
      ['lots.warn', () => this.lots.warningDue(time)],
      ['tickets.warn', () => this.beside.spent.tickets.warningDue(today)],
      ['outlets.end', async () => (await this.beside.spent.outlets.over(today)).length > 0],
      ['payers.issue-calls', () => this.calls.isDue(today)],
      ['arrears.steps', () => this.arrears.isDue(today)],
      ['members.forget-imports', async () => (await this.beside.imports.toForget(today)).length > 0],
      ['applications.lapse', () => this.beside.admissions.lapsesDue(today)],
      ['draws.forget', () => this.beside.draws.forgettingDue(today)],
      ['council.forget', async () => (await this.beside.council.toForget(today)).length > 0],
      ['payouts.draft', () => this.beside.spent.payouts.isDue(today)],
    ];
    const due: string[] = [];
    for (const [job, isDue] of questions) if (await isDue()) due.push(job);
    return due;
  }
}
