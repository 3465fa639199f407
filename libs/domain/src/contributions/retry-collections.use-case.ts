// A debit is asked for again: a new try after a failure, or an instalment on its day. Each makes one attempt, on the same due.
import { OutboxStore, TenantTransaction } from '#tenancy';
import { Inject, Injectable } from '@nestjs/common';
import { FundsQuery } from '../funds/funds.query';
import { AskedCollectionsQuery } from './asked-collections.query';
import { AttemptsStore } from './attempts.store';
import { COLLECTOR, type Collector } from './collectors';

const PAGE = 1_000;

/** Schedules what was asked for in the fund in scope. */
@Injectable()
export class RetryCollectionsUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly asked: AskedCollectionsQuery,
    private readonly attempts: AttemptsStore,
    private readonly funds: FundsQuery,
    private readonly outbox: OutboxStore,
    @Inject(COLLECTOR) private readonly collector: Collector,
  ) {}

  /**
   * Makes an attempt of each collection asked for; what was paid meanwhile or has a debit under way is left out. The
   * collector is asked by the job that follows, so that nothing is asked of it in a transaction. @returns how many
   */
  async run(): Promise<number> {
    let done = 0;
    for (let page = PAGE; page === PAGE; done += page) page = await this.transaction.run(() => this.page());
    return done;
  }

  private async page(): Promise<number> {
    const time = await this.funds.time();
    if (!this.collector.readyFor(time)) return 0;
    await this.transaction.lock('collections-asked');
    const asked = await this.asked.waiting(time.today, { limit: PAGE });
    const done = await this.attempts.scheduleAsked(asked, this.collector.id, time.today.toString());
    if (done > 0) await this.outbox.writeUnlessWaiting({ job: 'contributions.collect', subject: {} });
    return done;
  }
}
