// Each day of the fund: what follows the dues that did not come. A reminder is written, a new try asked for, a call
// put on the list; each once.
import { AuditStore, type NoticeToWrite, NoticeStore, OutboxStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import type { FundTime } from '../funds/funds.query';
import type { Day } from '../kernel/calendar';
import { type ArrearsCase, ArrearsCasesQuery } from './arrears-cases.query';
import { ArrearsStore, type StepToTake } from './arrears.store';
import { forgivenNotice, noticeKeysOf, noticeOf, stepOf } from './step-taken';

const PAGE = 1_000;

/** Takes the steps that are due in the fund in scope. */
@Injectable()
export class TakeStepsUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly cases: ArrearsCasesQuery,
    private readonly arrears: ArrearsStore,
    private readonly notices: NoticeStore,
    private readonly outbox: OutboxStore,
    private readonly audit: AuditStore,
  ) {}

  /** Looks at every late due, a page a transaction; killed in between it looks again, and takes no step twice. */
  async run(): Promise<void> {
    // Asked first: when midnight passes while this runs, the new day is still to be looked at.
    const through = await this.transaction.read(() => this.cases.knownThrough());
    let after: string | null = null;
    do after = await this.transaction.run(() => this.page(after));
    while (after !== null);
    await this.transaction.run(() => this.finish(through));
  }

  private async page(after: string | null): Promise<string | null> {
    await this.arrears.lockSteps();
    const time = await this.cases.time();
    const cases = await this.cases.cases(time, { after, limit: PAGE });
    const rules = await this.cases.rulesOf(cases);
    const steps = cases.flatMap((one) => stepOf(one, rules.get(one.rulesVersionId)?.dunning, time.today) ?? []);
    const fresh = await this.arrears.take(steps, time);
    await this.tell(cases, steps, { fresh, time });
    if (fresh.size > 0) {
      const taken = steps.filter(({ dueId }) => fresh.has(dueId));
      const count = (kind: string): number => taken.filter((step) => step.kind === kind).length;
      await this.audit.write({
        action: 'arrears.steps-taken',
        subjectKind: 'fund',
        subjectId: null,
        facts: { reminders: count('reminder'), retries: count('retry'), calls: count('call') },
      });
    }
    return cases.length === PAGE ? (cases.at(-1)?.dueId ?? null) : null;
  }

  private async tell(
    cases: readonly ArrearsCase[],
    steps: readonly StepToTake[],
    { fresh, time }: { fresh: ReadonlySet<string>; time: FundTime },
  ): Promise<void> {
    const byDue = new Map(cases.map((one) => [one.dueId, one]));
    const notices = steps.flatMap((step): NoticeToWrite[] => {
      const about = byDue.get(step.dueId);
      const notice = about && fresh.has(step.dueId) ? noticeOf(about, step, time.today) : null;
      return notice ? [notice] : [];
    });
    await this.notices.write(notices);
    const deceased = cases.filter(({ history }) => history.deceasedOn !== null);
    if (deceased.length > 0) await this.notices.withdraw(deceased.flatMap(({ dueId }) => noticeKeysOf(dueId)));
  }

  // What became untrue is not told any more; what was asked of the bank is asked for once all pages are through.
  private async finish(through: Day): Promise<void> {
    const { today } = await this.cases.time();
    await this.notices.withdraw(await this.cases.remindersOfSettled());
    await this.notices.write((await this.cases.forgivenToTell()).map(forgivenNotice));
    if (await this.cases.asksTheBank(today)) {
      await this.outbox.writeUnlessWaiting({ job: 'contributions.retry', subject: {} });
    }
    await this.arrears.noteRun(through);
  }
}
