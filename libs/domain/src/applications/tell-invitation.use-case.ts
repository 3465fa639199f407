// Somebody has told an applicant that a place is offered: from then on their time to answer runs.
import { AuditStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { FundsQuery } from '../funds/funds.query';
import { type Day, dayOf } from '../kernel/calendar';
import { RuleBroken } from '../kernel/rule-broken';
import { ApplicationsStore } from './applications.store';
import { answerBy } from './invitations';

/** Ticks invitations of the fund in scope. */
@Injectable()
export class TellInvitationUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly funds: FundsQuery,
    private readonly applications: ApplicationsStore,
    private readonly audit: AuditStore,
  ) {}

  /** What was told stays told on the first day. @throws RuleBroken `application-unknown`, `not-invited`, or as `answerBy` */
  run({ applicationId, toldOn }: { applicationId: string; toldOn: Day }): Promise<{ answerBy: string }> {
    return this.transaction.run(async () => {
      const [application] = await this.applications.lock([applicationId]);
      if (!application) throw new RuleBroken('application-unknown');
      const { state, invitedOn, answerDays } = application;
      if (state !== 'invited' || invitedOn === null || answerDays === null)
        throw new RuleBroken('not-invited', { state });
      if (application.answerBy !== null) return { answerBy: application.answerBy };
      const { today } = await this.funds.time();
      const last = answerBy(toldOn, { on: dayOf(invitedOn), answerDays }, today).toString();
      await this.applications.tell(applicationId, { on: toldOn.toString(), answerBy: last });
      await this.audit.write({
        action: 'application.told',
        subjectKind: 'application',
        subjectId: applicationId,
        facts: { toldOn: toldOn.toString(), answerBy: last },
      });
      return { answerBy: last };
    });
  }
}
