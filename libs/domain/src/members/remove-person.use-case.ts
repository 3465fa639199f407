// A person leaves a household after a day; the household goes on.
import { AuditStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import type { Day } from '../kernel/calendar';
import { RuleBroken } from '../kernel/rule-broken';
import { MembersStore } from './members.store';
import { checkComposition } from './membership-rules';
import { OpenMonthQuery } from './open-month.query';

/** Lets people leave households of the fund in scope. */
@Injectable()
export class RemovePersonUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly members: MembersStore,
    private readonly openMonth: OpenMonthQuery,
    private readonly audit: AuditStore,
  ) {}

  /** @throws RuleBroken `account-unit-unknown`, `last-person`, `person-unknown`, `month-already-begun` */
  run(request: { accountUnitId: string; personId: string; lastDay: Day }): Promise<{ personId: string }> {
    const { accountUnitId, personId, lastDay } = request;
    return this.transaction.run(async () => {
      const unit = await this.members.lock(accountUnitId);
      if (!unit) throw new RuleBroken('account-unit-unknown');
      if (!unit.personIds.includes(personId)) throw new RuleBroken('person-unknown');
      checkComposition(lastDay.add({ days: 1 }), (await this.openMonth.present()).firstOpenMonth);
      if (!(await this.members.othersStay(accountUnitId, personId, lastDay))) throw new RuleBroken('last-person');
      if (!(await this.members.endStay(accountUnitId, personId, lastDay))) throw new RuleBroken('person-unknown');
      await this.audit.write({
        action: 'person.removed',
        subjectKind: 'account-unit',
        subjectId: accountUnitId,
        facts: { personId },
      });
      return { personId };
    });
  }
}
