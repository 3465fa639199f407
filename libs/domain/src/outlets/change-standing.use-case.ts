// An outlet is suspended, takes up again, or ends: it reads why, and who bought there lately is told.
import { AuditStore, NoticeStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { RuleBroken } from '../kernel/rule-broken';
import { FundsQuery } from '../funds/funds.query';
import { CustomersQuery } from './customers.query';
import { holdsFrom, type OutletState, type StandingChange, stateAfter } from './outlet';
import { CUSTOMER_DAYS, tellCustomers } from './outlet-notice';
import { OutletsStore } from './outlets.store';

/** What changes, and why, in words that the outlet reads. */
export interface ChangeStanding {
  readonly outletId: string;
  readonly change: StandingChange;
  readonly explanation: string;
}

const DONE: Readonly<Record<StandingChange, string>> = { suspend: 'suspended', resume: 'resumed', end: 'ended' };

/** Changes where outlets of the fund in scope stand. */
@Injectable()
export class ChangeStandingUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly funds: FundsQuery,
    private readonly outlets: OutletsStore,
    private readonly customers: CustomersQuery,
    private readonly notices: NoticeStore,
    private readonly audit: AuditStore,
  ) {}

  /**
   * Suspends, resumes or ends an outlet, from this moment on; its lines end with today when it ends. What it is owed stays
   * owed. @throws RuleBroken `outlet-unknown`, `outlet-state`
   */
  run({ outletId, change, explanation }: ChangeStanding): Promise<{ state: OutletState; customersTold: number }> {
    return this.transaction.run(async () => {
      const outlet = await this.outlets.lock(outletId);
      if (!outlet) throw new RuleBroken('outlet-unknown');
      const state = stateAfter(outlet.state, change);
      const { now, today } = await this.funds.time();
      const changed = { after: state, from: holdsFrom(state, today) };
      await this.outlets.take({
        outletId,
        what: DONE[change],
        explanation,
        on: today,
        at: now.toString(),
        state: changed,
      });
      if (state === 'ended') await this.outlets.endLines(outletId, today);
      let customersTold = 0;
      if (state === 'ended' || state === 'suspended') {
        const customers = await this.customers.since(outletId, today.subtract({ days: CUSTOMER_DAYS }));
        customersTold = await this.notices.write(
          tellCustomers(customers, { outletId, name: outlet.name }, { to: state, on: today }),
        );
      }
      await this.audit.write({
        action: `outlet.${DONE[change]}`,
        subjectKind: 'outlet',
        subjectId: outletId,
        facts: { customersTold },
      });
      return { state, customersTold };
    });
  }
}
