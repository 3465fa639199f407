// A unit pledges another amount, from the next month that has not begun.
import { AuditStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { compareMonths, monthOfDay } from '../kernel/calendar';
import { RuleBroken } from '../kernel/rule-broken';
import { MembersStore } from './members.store';
import { answersKept, type DeclaredPledge, pledgeAccepted } from './membership-rules';
import { OpenMonthQuery } from './open-month.query';

/** Changes pledges in the fund in scope. */
@Injectable()
export class ChangePledgeUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly members: MembersStore,
    private readonly openMonth: OpenMonthQuery,
    private readonly audit: AuditStore,
  ) {}

  /**
   * @throws RuleBroken `account-unit-unknown`, `pledge-missing`, `pledge-outside-rules`, `field-not-needed`,
   * `guided-answer-unknown`
   */
  run(request: DeclaredPledge & { readonly accountUnitId: string }): Promise<{ pledgeId: string; fromMonth: string }> {
    return this.transaction.run(async () => {
      const unit = await this.members.lock(request.accountUnitId);
      if (!unit) throw new RuleBroken('account-unit-unknown');
      const { now, firstOpenMonth, rules } = await this.openMonth.present();
      const pledge = pledgeAccepted(rules, request);
      if (pledge === null) throw new RuleBroken('field-not-needed', { field: 'pledgeCents' });
      // Somebody who joins later only has their first pledge from then: the change replaces that one.
      const joined = monthOfDay(unit.joinedOn);
      const from = compareMonths(joined, firstOpenMonth) > 0 ? joined : firstOpenMonth;
      const pledgeId = await this.members.addPledge(unit.accountUnitId, {
        from,
        amount: pledge,
        declaredAt: now,
        answers: answersKept(rules, request),
      });
      await this.audit.write({
        action: 'pledge.changed',
        subjectKind: 'account-unit',
        subjectId: unit.accountUnitId,
        facts: { pledgeId, from: from.toString() },
      });
      return { pledgeId, fromMonth: from.toString() };
    });
  }
}
