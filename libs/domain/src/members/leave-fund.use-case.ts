// A unit leaves at the end of a month; the rules of that month say what becomes of its credit and of what it owes.
import { AuditStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { compareMonths, type Month, monthOfDay } from '../kernel/calendar';
import { RuleBroken } from '../kernel/rule-broken';
import { FundsQuery } from '../funds/funds.query';
import { endOfProject, endOfStay } from '../lots/ended-credit';
import { soonerEnd } from '../lots/lot-dates';
import type { LeavingRule } from '../rules/rules';
import { MembersStore } from './members.store';
import { checkUnopened } from './membership-rules';
import { OpenMonthQuery } from './open-month.query';

/** A departure, with what the rules of its last month say of what is left behind. */
export interface Left {
  readonly lastMonth: string;
  readonly unspent: LeavingRule['unspent']['mode'];
  /** The last day for what is left to spend, where a lot's own date does not come before; null: no such day. */
  readonly spendableUntil: string | null;
  readonly arrears: LeavingRule['arrears'];
}

/** Lets units leave the fund in scope. */
@Injectable()
export class LeaveFundUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly members: MembersStore,
    private readonly openMonth: OpenMonthQuery,
    private readonly funds: FundsQuery,
    private readonly audit: AuditStore,
  ) {}

  /** @throws RuleBroken `account-unit-unknown`, `already-left`, `month-already-begun` */
  run(request: { readonly accountUnitId: string; readonly lastMonth: Month }): Promise<Left> {
    const { accountUnitId, lastMonth } = request;
    return this.transaction.run(async () => {
      const unit = await this.members.lock(accountUnitId);
      if (!unit) throw new RuleBroken('account-unit-unknown');
      if (unit.lastMonth) throw new RuleBroken('already-left', { lastMonth: unit.lastMonth.toString() });
      const { firstOpenMonth } = await this.openMonth.present();
      // Leaving takes effect at month end: the month under way is the earliest last month.
      checkUnopened(lastMonth.add({ months: 1 }), firstOpenMonth);
      if (compareMonths(lastMonth, monthOfDay(unit.joinedOn)) < 0) {
        throw new RuleBroken('month-already-begun', {
          month: lastMonth.toString(),
          firstOpenMonth: monthOfDay(unit.joinedOn).toString(),
        });
      }
      const left = await this.byTheRules(lastMonth);
      await this.members.leaveAfter(accountUnitId, lastMonth);
      await this.audit.write({
        action: 'unit.left',
        subjectKind: 'account-unit',
        subjectId: accountUnitId,
        facts: { ...left },
      });
      return left;
    });
  }

  // As credit and arrears will be treated then; where no rules were in force there is neither.
  private async byTheRules(lastMonth: Month): Promise<Left> {
    const rules = (await this.funds.rulesInForce(lastMonth))?.document;
    const end = rules ? soonerEnd(endOfStay(rules, lastMonth), endOfProject(rules)) : null;
    return {
      lastMonth: lastMonth.toString(),
      unspent: rules?.leaving.unspent.mode ?? 'kept',
      spendableUntil: end?.day.toString() ?? null,
      arrears: rules?.leaving.arrears ?? 'stay-owed',
    };
  }
}
