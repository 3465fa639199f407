// A pause ends with the month that is named; the unit owes and receives again from the next one.
import { AuditStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { compareMonths, type Month } from '../kernel/calendar';
import { RuleBroken } from '../kernel/rule-broken';
import { MembersStore } from './members.store';
import { checkUnopened } from './membership-rules';
import { OpenMonthQuery } from './open-month.query';

/** Ends pauses in the fund in scope. */
@Injectable()
export class EndPauseUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly members: MembersStore,
    private readonly openMonth: OpenMonthQuery,
    private readonly audit: AuditStore,
  ) {}

  /** @throws RuleBroken `account-unit-unknown`, `no-pause`, `month-already-begun` */
  run(request: { readonly accountUnitId: string; readonly lastPausedMonth: Month }): Promise<{ pauseId: string }> {
    const { accountUnitId, lastPausedMonth } = request;
    return this.transaction.run(async () => {
      const unit = await this.members.lock(accountUnitId);
      if (!unit) throw new RuleBroken('account-unit-unknown');
      const { firstOpenMonth } = await this.openMonth.present();
      checkUnopened(lastPausedMonth.add({ months: 1 }), firstOpenMonth);
      const pause = unit.pauses.find(
        ({ from, until }) =>
          compareMonths(from, lastPausedMonth) <= 0 && (until === null || compareMonths(until, lastPausedMonth) > 0),
      );
      if (!pause) throw new RuleBroken('no-pause', { month: lastPausedMonth.toString() });
      await this.members.endPause(pause.pauseId, lastPausedMonth);
      await this.audit.write({
        action: 'unit.pause-ended',
        subjectKind: 'account-unit',
        subjectId: accountUnitId,
        facts: { lastPausedMonth: lastPausedMonth.toString() },
      });
      return { pauseId: pause.pauseId };
    });
  }
}
