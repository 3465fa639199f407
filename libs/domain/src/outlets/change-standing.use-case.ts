// An outlet is suspended, takes up again, or ends: it reads why, and who bought there lately is told.
import { AuditStore, NoticeStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { compareDays, type Day } from '../kernel/calendar';
import { RuleBroken } from '../kernel/rule-broken';
import { FundsQuery } from '../funds/funds.query';
import { holdsFrom, type OutletState, type StandingChange, stateAfter } from './outlet';
import { CUSTOMER_DAYS, tellCustomers } from './outlet-notice';
import { OutletsQuery } from './outlets.query';
import { type LockedOutlet, OutletsStore } from './outlets.store';

/** What changes, and why, in words that the outlet reads. */
export interface ChangeStanding {
  readonly outletId: string;
  readonly change: StandingChange;
  readonly explanation: string;
  /** The last day of an outlet that ends; null: today. */
  readonly lastDay?: Day | null;
}

/** Where the outlet stands now, and how many people were told. */
export interface StandingChanged {
  readonly state: OutletState;
  readonly customersTold: number;
}

interface AnnouncedEnd {
  readonly explanation: string;
  readonly lastDay: Day;
  readonly today: Day;
  readonly at: string;
}

const DONE: Readonly<Record<StandingChange, string>> = { suspend: 'suspended', resume: 'resumed', end: 'ended' };

/** Changes where outlets of the fund in scope stand. */
@Injectable()
export class ChangeStandingUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly funds: FundsQuery,
    private readonly outlets: OutletsStore,
    private readonly known: OutletsQuery,
    private readonly notices: NoticeStore,
    private readonly audit: AuditStore,
  ) {}

  /**
   * Suspends, resumes or ends an outlet, from this moment on; its lines end with today when it ends. What it is owed stays
   * owed. With a last day to come it sells until then, its customers are told now, and the day after it ends by itself,
   * unless it is approved anew meanwhile.
   * @throws RuleBroken `outlet-unknown`, `outlet-state`, `outlet-end-past` when the last day is before today
   */
  run({ outletId, change, explanation, lastDay = null }: ChangeStanding): Promise<StandingChanged> {
    return this.transaction.run(async () => {
      const outlet = await this.outlets.lock(outletId);
      if (!outlet) throw new RuleBroken('outlet-unknown');
      const state = stateAfter(outlet.state, change);
      const { now, today } = await this.funds.time();
      if (change === 'end' && lastDay !== null && compareDays(lastDay, today) !== 0) {
        return this.announce(outlet, { explanation, lastDay, today, at: now.toString() });
      }
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
        const customers = await this.known.customersSince(outletId, today.subtract({ days: CUSTOMER_DAYS }));
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

  private async announce({ outletId, name, state }: LockedOutlet, end: AnnouncedEnd): Promise<StandingChanged> {
    const { explanation, lastDay, today, at } = end;
    if (compareDays(lastDay, today) < 0) throw new RuleBroken('outlet-end-past', { today: today.toString() });
    await this.outlets.take({ outletId, what: 'end-announced', explanation, on: today, at, state: null });
    await this.outlets.announceEnd(outletId, lastDay);
    await this.outlets.endLines(outletId, lastDay);
    const customers = await this.known.customersSince(outletId, today.subtract({ days: CUSTOMER_DAYS }));
    const told = tellCustomers(customers, { outletId, name }, { to: 'ended', on: lastDay });
    const customersTold = await this.notices.write(told);
    const facts = { lastDay: lastDay.toString(), customersTold };
    await this.audit.write({ action: 'outlet.end-announced', subjectKind: 'outlet', subjectId: outletId, facts });
    return { state, customersTold };
  }
}
