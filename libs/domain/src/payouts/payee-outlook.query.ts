// What an outlet will be paid, and when: the question its people ask most. Reads only.
import { TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { monthOfDay } from '../kernel/calendar';
import type { PayoutRule } from '../rules/spending-rules';
import { FundsQuery } from '../funds/funds.query';
import { nextDraftOn, periodEnd } from './payout-period';
import { PayoutsQuery } from './payouts.query';

/** What is owed to an outlet today, and by which rhythm it is paid; amounts in cents, before the fee; days as ISO texts. */
export interface OutletOutlook {
  readonly outletId: string;
  /** All that is owed: below zero when the outlet owes the fund. */
  readonly owedCents: number;
  /** Of it in drafts, or waiting to be checked. */
  readonly draftedCents: number;
  /** Of it in no payout yet: what the next one begins with. */
  readonly openCents: number;
  readonly every: PayoutRule['every'];
  /** Less than this waits for the next time. */
  readonly thresholdCents: number;
  readonly feeBasisPoints: number;
  /** The last day of the period that is under way. */
  readonly throughDay: string;
  /** The day on which the next payout is drafted; null: as soon as enough is owed. */
  readonly nextDraftOn: string | null;
}

/** Reads what is ahead in the fund in scope. */
@Injectable()
export class PayeeOutlookQuery {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly payouts: PayoutsQuery,
    private readonly funds: FundsQuery,
  ) {}

  /** What an outlet has to expect; null when the fund has no such outlet, or no rules yet. */
  async ofOutlet(outletId: string): Promise<OutletOutlook | null> {
    const known = await this.transaction.query('select 1 from outlets.outlet where tenant_id = $1 and outlet_id = $2', [
      this.transaction.tenantId,
      outletId,
    ]);
    const { today } = await this.funds.time();
    const rules = await this.funds.rulesInForce(monthOfDay(today));
    if (known.length === 0 || !rules) return null;
    const [owed] = await this.payouts.owed([outletId], today, { after: null, limit: 1 });
    const { every, thresholdCents } = rules.document.spending.payouts;
    return {
      outletId,
      owedCents: owed?.owedCents ?? 0,
      draftedCents: owed?.draftedCents ?? 0,
      openCents: owed?.openCents ?? 0,
      every,
      thresholdCents,
      feeBasisPoints: rules.document.runningCosts.outletFeeBasisPoints,
      throughDay: periodEnd(every, today).toString(),
      nextDraftOn: nextDraftOn(every, today)?.toString() ?? null,
    };
  }
}
