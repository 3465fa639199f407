// Whether a period is over whose payouts are not drafted yet. Reads only.
import { TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { compareDays, type Day, dayOf, monthOfDay } from '../kernel/calendar';
import { FundsQuery, type RulesVersion } from '../funds/funds.query';
import { lastPeriodOver } from './payout-period';

/** A period that is over: until which day, and the rules that say so. */
export interface PeriodOver {
  readonly through: Day;
  readonly rules: RulesVersion;
}

/** Reads what is due in the fund in scope. */
@Injectable()
export class PayoutsDueQuery {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly funds: FundsQuery,
  ) {}

  /** Whether payouts are to be drafted on a day: somebody may be owed something, and a period more is over. */
  async isDue(today: Day): Promise<boolean> {
    const [row] = await this.transaction.query(
      `select (select max(d.through_day)::text from payouts.drafting d where d.tenant_id = $1) as through
       where exists (select 1 from ledger.account a
         where a.tenant_id = $1 and a.kind in ('outlet-payable', 'claims-payable'))`,
      [this.transaction.tenantId],
    );
    if (!row) return false;
    const period = await this.periodOver(today);
    if (!period) return false;
    return row['through'] === null || compareDays(period.through, dayOf(String(row['through']))) > 0;
  }

  /** The last period that is over on a day, by the rules of the day before; none while no rules are in force. */
  async periodOver(today: Day): Promise<PeriodOver | null> {
    const rules = await this.funds.rulesInForce(monthOfDay(today.subtract({ days: 1 })));
    return rules && { through: lastPeriodOver(rules.document.spending.payouts.every, today), rules };
  }
}
