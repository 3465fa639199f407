// Somebody is ready to sit in the council, by the public form or on paper that a volunteer types in.
import { AuditStore, FundClock, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { RuleBroken } from '../kernel/rule-broken';
import { checkAnswers } from './charter';
import { ChartersQuery } from './charters.query';
import type { VolunteerForm } from './volunteer';
import { VolunteersStore } from './volunteers.store';

/** A form as it came in. `formKey` names it: sent again it is the same volunteer. Consent is the condition of sending it. */
export interface StandForCouncil {
  readonly form: VolunteerForm;
  readonly formKey: string;
  readonly cameBy: 'form' | 'by-hand';
}

/** Takes volunteers for the council in the fund in scope. */
@Injectable()
export class StandForCouncilUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly charters: ChartersQuery,
    private readonly volunteers: VolunteersStore,
    private readonly clock: FundClock,
    private readonly audit: AuditStore,
  ) {}

  /**
   * @throws RuleBroken `council-without-charter`, `volunteer-answers-invalid`, `volunteer-stands-already`; `form-key-reused`
   * when the key stands for another form
   */
  run({ form, formKey, cameBy }: StandForCouncil): Promise<{ volunteerNo: number; receipt: string }> {
    return this.transaction.run(async () => {
      const print = JSON.stringify(form);
      const known = await this.volunteers.ofKey(formKey, print);
      if (known) {
        if (!known.same) throw new RuleBroken('form-key-reused');
        return { volunteerNo: known.volunteerNo, receipt: known.receipt };
      }
      const charter = await this.charters.inForce();
      if (!charter) throw new RuleBroken('council-without-charter');
      checkAnswers(charter, form.answers);
      if (form.personId !== null && (await this.volunteers.stands(form.personId))) {
        throw new RuleBroken('volunteer-stands-already');
      }
      const { charterNo } = charter;
      const kept = await this.volunteers.add({ form, formKey, print, cameBy, charterNo, at: await this.clock.now() });
      await this.audit.write({
        action: 'council.volunteer-stands',
        subjectKind: 'council-volunteer',
        subjectId: kept.volunteerId,
        facts: { volunteerNo: kept.volunteerNo, cameBy, charterNo },
      });
      return { volunteerNo: kept.volunteerNo, receipt: kept.receipt };
    });
  }
}
