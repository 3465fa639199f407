// A month under way and the rules it runs under, for the work of each step.
import { TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { type Month, monthOf } from '../kernel/calendar';
import { FundsQuery, type FundTime } from './funds.query';
import type { Rules } from '../rules/rules';

/** A month that has begun. */
export interface MonthUnderWay {
  readonly monthRunId: string;
  readonly month: Month;
  readonly rulesVersionId: string;
  readonly rules: Rules;
  readonly closed: boolean;
  /** What time it is in the fund now. */
  readonly time: FundTime;
}

/** Reads months under way of the fund in scope. */
@Injectable()
export class MonthUnderWayQuery {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly funds: FundsQuery,
  ) {}

  /** @throws Error when the month never began: a job named something that is not there */
  async get(monthRunId: string): Promise<MonthUnderWay> {
    const found = await this.found({ monthRunId, month: null });
    if (!found) throw new Error('a month under way is missing');
    return found;
  }

  /** The run of a month; null when it has not begun. */
  of(month: Month): Promise<MonthUnderWay | null> {
    return this.found({ monthRunId: null, month: month.toPlainDate({ day: 1 }).toString() });
  }

  /** What time it is in the fund. */
  time(): Promise<FundTime> {
    return this.funds.time();
  }

  /** The first month that any rules are in force from; null without rules. */
  async firstOfRules(): Promise<Month | null> {
    const month = await this.funds.firstMonth();
    return month ? monthOf(month) : null;
  }

  /** The id of the version that a month is to run under. @throws Error when no rules are in force in it */
  async rulesFor(month: Month): Promise<string> {
    const version = await this.funds.rulesInForce(month);
    if (!version) throw new Error('a month cannot begin without rules');
    return version.rulesVersionId;
  }

  private async found(key: { monthRunId: string | null; month: string | null }): Promise<MonthUnderWay | null> {
    const [row] = await this.transaction.query(
      `select month_run_id, month::text, rules_version_id, closed_at from cycle.month_run
       where tenant_id = $1 and (month_run_id = $2 or month = $3)`,
      [this.transaction.tenantId, key.monthRunId, key.month],
    );
    if (!row) return null;
    const version = await this.funds.version(String(row['rules_version_id']));
    return {
      monthRunId: String(row['month_run_id']),
      month: monthOf(String(row['month']).slice(0, 7)),
      rulesVersionId: version.rulesVersionId,
      rules: version.document,
      closed: row['closed_at'] !== null,
      time: await this.funds.time(),
    };
  }
}
