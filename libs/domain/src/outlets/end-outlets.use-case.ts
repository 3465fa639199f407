// The day that was announced is over: outlets whose approval ended with it sell no more.
import { AuditStore, NoticeStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { FundsQuery } from '../funds/funds.query';
import type { Day } from '../kernel/calendar';
import { sells } from './outlet';
import { CUSTOMER_DAYS, tellCustomers } from './outlet-notice';
import { OutletsQuery } from './outlets.query';
import { OutletsStore } from './outlets.store';

/** Ends outlets of the fund in scope. */
@Injectable()
export class EndOutletsUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly funds: FundsQuery,
    private readonly known: OutletsQuery,
    private readonly outlets: OutletsStore,
    private readonly notices: NoticeStore,
    private readonly audit: AuditStore,
  ) {}

  /** Ends those whose last day is over, and tells who began to buy there since it was announced; again changes nothing. */
  run(): Promise<{ ended: number }> {
    return this.transaction.run(async () => {
      const { today, now } = await this.funds.time();
      let ended = 0;
      for (const { outletId, endsOn } of await this.known.over(today)) {
        if (await this.end(outletId, endsOn, now.toString())) ended += 1;
      }
      return { ended };
    });
  }

  private async end(outletId: string, endsOn: Day, at: string): Promise<boolean> {
    const outlet = await this.outlets.lock(outletId);
    if (!outlet || !sells(outlet.state)) return false;
    const explanation = 'Comme annoncé, le conventionnement a pris fin. Ce qui vous est dû le reste.';
    const state = { after: 'ended', from: endsOn.add({ days: 1 }) } as const;
    await this.outlets.take({ outletId, what: 'ended', explanation, on: endsOn, at, state });
    await this.outlets.endLines(outletId, endsOn);
    const customers = await this.known.customersSince(outletId, endsOn.subtract({ days: CUSTOMER_DAYS }));
    const told = tellCustomers(customers, { outletId, name: outlet.name }, { to: 'ended', on: endsOn });
    const facts = { endsOn: endsOn.toString(), customersTold: await this.notices.write(told) };
    await this.audit.write({ action: 'outlet.ended', subjectKind: 'outlet', subjectId: outletId, facts });
    return true;
  }
}
