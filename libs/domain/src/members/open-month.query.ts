// Where the fund stands in time: what a change of a member's situation may still touch.
import { TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import type { Day, Month } from '../kernel/calendar';
import { RuleBroken } from '../kernel/rule-broken';
import { FundsQuery } from '../funds/funds.query';
import type { Rules } from '../rules/rules';
import { nextUnopenedMonth } from './membership-rules';

/** The fund's present: instant, day in its zone, first month that has not begun, and the rules in force in it. */
export interface Present {
  readonly now: string;
  readonly today: Day;
  readonly firstOpenMonth: Month;
  readonly startedMonths: readonly Month[];
  readonly rules: Rules;
}

/** Reads the present of the fund in scope. */
@Injectable()
export class OpenMonthQuery {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly funds: FundsQuery,
  ) {}

  /**
   * The present, with no month beginning until the transaction ends: who joins while one begins is either seen by it
   * or asks for it to be gone through again. @throws RuleBroken `no-rules-in-force` when no version is in force in the
   * first open month
   */
  async present(): Promise<Present> {
    await this.transaction.lock('rules');
    const { now, today } = await this.funds.time();
    const startedMonths = await this.funds.startedMonths();
    const firstOpenMonth = nextUnopenedMonth(today, startedMonths);
    const version = await this.funds.rulesInForce(firstOpenMonth);
    if (!version) throw new RuleBroken('no-rules-in-force', { month: firstOpenMonth.toString() });
    return { now: now.toString(), today, firstOpenMonth, startedMonths, rules: version.document };
  }

  /**
   * Makes sure that whoever is admitted under rules is counted alike later on.
   * @throws RuleBroken `unit-changes-later` when a version to come counts persons where these count households, or
   * the other way round: it was published while nobody was there
   */
  async checkUnitStays({ rules, firstOpenMonth }: Present): Promise<void> {
    const from = await this.funds.otherUnitFrom(rules.unit, firstOpenMonth);
    if (from !== null) throw new RuleBroken('unit-changes-later', { unit: rules.unit, from });
  }

  /** The application that somebody is to be admitted on: where it stands, and whether it admitted already; null: no such. */
  async application(applicationId: string): Promise<{ state: string; admitted: boolean } | null> {
    const [row] = await this.transaction.query(
      `select a.state, exists (select 1 from members.account_unit u
         where u.tenant_id = $1 and u.application_id = a.application_id) as admitted
       from applications.application a where a.tenant_id = $1 and a.application_id = $2`,
      [this.transaction.tenantId, applicationId],
    );
    return row ? { state: String(row['state']), admitted: row['admitted'] === true } : null;
  }
}
