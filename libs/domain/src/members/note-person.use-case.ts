// A person is noted who has no account: a guardian, somebody to call.
import { AuditStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { RuleBroken } from '../kernel/rule-broken';
import { type PersonToAdmit, personAdmitted } from './admitted-person';
import { MembersStore } from './members.store';

/** Notes people in the fund in scope. */
@Injectable()
export class NotePersonUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly members: MembersStore,
    private readonly audit: AuditStore,
  ) {}

  /** @throws RuleBroken `field-not-needed` for an age or a share, which nothing weighs without an account */
  run(person: PersonToAdmit): Promise<{ personId: string }> {
    return this.transaction.run(async () => {
      if (person.bornIn !== null) throw new RuleBroken('field-not-needed', { field: 'bornIn' });
      if (person.sharePercent !== undefined) throw new RuleBroken('field-not-needed', { field: 'sharePercent' });
      const [personId] = await this.members.addToFund([personAdmitted(person)]);
      if (!personId) throw new Error('a person was not noted');
      await this.audit.write({ action: 'person.noted', subjectKind: 'person', subjectId: personId });
      return { personId };
    });
  }
}
