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

  /** Asks for dues, collection and credit of every open month; each looks itself whether it is time. */
  run(): Promise<void> {
    return this.transaction.run(async () => {
      for (const monthRunId of await this.months.open()) {
        for (const job of ['contributions.open-dues', 'contributions.collect', 'allocations.credit']) {
          await this.outbox.write({ job, subject: { monthRunId } });
        }
      }
    });
  }
}
