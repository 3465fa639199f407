// Somebody joined while a month is under way: the steps that are behind them look once more whether they owe or receive.
import { OutboxStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { MonthsStore } from './months.store';

/** Has the open months of the fund in scope gone through again; every step is idempotent by unit. */
@Injectable()
export class CatchUpMonthUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly months: MonthsStore,
    private readonly outbox: OutboxStore,
  ) {}

  /** Asks for dues, then collection, then credit of every open month; each looks itself whether it is time. */
  run(): Promise<void> {
    return this.transaction.run(async () => {
      for (const monthRunId of await this.months.open()) {
        // In this order, each when the one before is done: a debit or a credit without its due would be lost or too early.
        const subject = { monthRunId, then: 'contributions.collect,allocations.credit' };
        await this.outbox.write({ job: 'contributions.open-dues', subject });
      }
    });
  }
}
