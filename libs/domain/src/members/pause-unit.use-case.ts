// A unit pauses for whole months: no due and no allocation.
import { AuditStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import type { Month } from '../kernel/calendar';
import { RuleBroken } from '../kernel/rule-broken';
import { MembersStore } from './members.store';
import { checkPause, checkUnopened } from './membership-rules';
import { OpenMonthQuery } from './open-month.query';

/** A pause: from its first month to its last one, or without end. */
export interface PauseUnit {
  readonly accountUnitId: string;
  readonly from: Month;
  readonly until: Month | null;
}

/** Pauses units in the fund in scope. */
@Injectable()
export class PauseUnitUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly members: MembersStore,
    private readonly openMonth: OpenMonthQuery,
    private readonly audit: AuditStore,
  ) {}

  /** @throws RuleBroken `account-unit-unknown`, `already-left`, `month-already-begun`, `pause-ends-before-it-begins`, `pause-overlaps` */
  run({ accountUnitId, from, until }: PauseUnit): Promise<{ pauseId: string }> {
    return this.transaction.run(async () => {
      const unit = await this.members.lock(accountUnitId);
      if (!unit) throw new RuleBroken('account-unit-unknown');
      if (unit.lastMonth) throw new RuleBroken('already-left', { lastMonth: unit.lastMonth.toString() });
      const { now, firstOpenMonth } = await this.openMonth.present();
      checkUnopened(from, firstOpenMonth);
      checkPause({ from, until }, unit.pauses);
      const pauseId = await this.members.addPause(accountUnitId, { from, until }, now);
      await this.audit.write({
        action: 'unit.paused',
        subjectKind: 'account-unit',
        subjectId: accountUnitId,
        facts: { from: from.toString(), until: until?.toString() ?? null },
      });
      return { pauseId };
    });
  }
}
