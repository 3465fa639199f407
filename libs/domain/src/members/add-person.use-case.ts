// A person comes into a household from a day on.
import { AuditStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import type { Day } from '../kernel/calendar';
import { RuleBroken } from '../kernel/rule-broken';
import { type PersonToAdmit, personAdmitted } from './admitted-person';
import { MembersStore } from './members.store';
import { checkComposition, checkJoining, checkPersons } from './membership-rules';
import { OpenMonthQuery } from './open-month.query';

/** Adds people to households of the fund in scope. */
@Injectable()
export class AddPersonUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly members: MembersStore,
    private readonly openMonth: OpenMonthQuery,
    private readonly audit: AuditStore,
  ) {}

  /** @throws RuleBroken `account-unit-unknown`, `unit-needs-one-person`, `birth-month-needed`, `field-not-needed`, `month-already-begun` */
  run(request: { accountUnitId: string; person: PersonToAdmit; from: Day }): Promise<{ personId: string }> {
    return this.transaction.run(async () => {
      const unit = await this.members.lock(request.accountUnitId);
      if (!unit) throw new RuleBroken('account-unit-unknown');
      const { today, rules, firstOpenMonth } = await this.openMonth.present();
      const person = personAdmitted(request.person);
      checkJoining(request.from, today);
      checkComposition(request.from, firstOpenMonth);
      if (rules.unit === 'person')
        throw new RuleBroken('unit-needs-one-person', { persons: unit.personIds.length + 1 });
      checkPersons(rules, [person]);
      const [personId] = await this.members.addPersons(unit.accountUnitId, [person], request.from);
      if (!personId) throw new Error('a person was not added');
      await this.audit.write({
        action: 'person.added',
        subjectKind: 'account-unit',
        subjectId: unit.accountUnitId,
        facts: { personId },
      });
      return { personId };
    });
  }
}
