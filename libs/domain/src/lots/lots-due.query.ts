// Whether the day's look at everyone's credit is still to be taken. Reads only, and little: it is asked at every tick.
import { TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { monthOfDay } from '../kernel/calendar';
import { FundsQuery, type FundTime } from '../funds/funds.query';
import { warningDays } from './ended-credit';

/** The steps that look at everyone's credit once a day, under the fund's own id. */
export type LotStep = 'lots.expire' | 'lots.warn';

/** Reads what the day still asks for in the fund in scope. */
@Injectable()
export class LotsDueQuery {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly funds: FundsQuery,
  ) {}

  /** Whether credit can end at all in this fund, and nobody has looked today what did. */
  async expiryDue(time: FundTime): Promise<boolean> {
    return !(await this.doneToday('lots.expire', time)) && (await this.canEverEnd());
  }

  /** Whether people are warned of credit that ends, and nobody has looked today of what. */
  async warningDue(time: FundTime): Promise<boolean> {
    if (await this.doneToday('lots.warn', time)) return false;
    const version = await this.funds.rulesInForce(monthOfDay(time.today));
    return version !== null && warningDays(version.document) > 0;
  }

  private async doneToday(step: LotStep, { today, timeZone }: FundTime): Promise<boolean> {
    const rows = await this.transaction.query(
      `select 1 from tenancy.progress where tenant_id = $1 and run_id = $1 and step = $2 and state = 'done'
         and (finished_at at time zone $3)::date >= $4`,
      [this.transaction.tenantId, step, timeZone, today.toString()],
    );
    return rows.length > 0;
  }

  // Any version that was ever in force may have given a date to what is still there.
  private async canEverEnd(): Promise<boolean> {
    const rows = await this.transaction.query(
      `select 1 from funds.rules_version where tenant_id = $1 and (
         document #>> '{unspent,mode}' in ('expire', 'end-of-project')
         or coalesce(document #>> '{leaving,unspent,mode}', 'kept') <> 'kept') limit 1`,
      [this.transaction.tenantId],
    );
    return rows.length > 0;
  }
}
