// A unit leaves at the end of a month; what it has left to spend stays its own.
import { AuditStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { compareMonths, type Month, monthOfDay } from '../kernel/calendar';
import { RuleBroken } from '../kernel/rule-broken';
import { MembersStore } from './members.store';
import { checkUnopened } from './membership-rules';
import { OpenMonthQuery } from './open-month.query';

/** Lets units leave the fund in scope. */
@Injectable()
export class LeaveFundUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly members: MembersStore,
    private readonly openMonth: OpenMonthQuery,
    private readonly audit: AuditStore,
  ) {}

  /** @throws RuleBroken `account-unit-unknown`, `already-left`, `month-already-begun` */
  run(request: { readonly accountUnitId: string; readonly lastMonth: Month }): Promise<{ lastMonth: string }> {
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
      await this.members.leaveAfter(accountUnitId, lastMonth);
      await this.audit.write({
        action: 'unit.left',
        subjectKind: 'account-unit',
        subjectId: accountUnitId,
        facts: { lastMonth: lastMonth.toString() },
      });
      return { lastMonth: lastMonth.toString() };
    });
  }
}
