// An admission draw is published: places are offered to those who were drawn, as to anybody who is invited.
import { AuditStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { FundsQuery } from '../funds/funds.query';
import { ApplicationsStore } from './applications.store';
import { DrawnApplicantsQuery, drawnReason } from './drawn-applicants.query';

/** Invites who was drawn in the fund in scope. */
@Injectable()
export class InviteDrawnUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly drawn: DrawnApplicantsQuery,
    private readonly applications: ApplicationsStore,
    private readonly funds: FundsQuery,
    private readonly audit: AuditStore,
  ) {}

  /** Those who withdrew since stay out; done again it invites nobody a second time. */
  run({ drawId }: { readonly drawId: string }): Promise<{ invited: readonly string[] }> {
    return this.transaction.run(async () => {
      await this.applications.lockPlaces();
      const draw = await this.drawn.of(drawId);
      if (!draw || draw.applicationIds.length === 0) return { invited: [] };
      const { drawNo, answerDays, applicationIds } = draw;
      const { now, today } = await this.funds.time();
      const step = {
        from: 'waiting',
        to: 'invited',
        reason: drawnReason(drawNo),
        innerNote: null,
        at: now.toString(),
      } as const;
      await this.applications.take(applicationIds.map((applicationId) => ({ ...step, applicationId })));
      await this.applications.invite(applicationIds, { on: today.toString(), answerDays });
      await this.audit.write({
        action: 'applications.invited',
        subjectKind: 'draw',
        subjectId: drawId,
        facts: { applicationIds, answerDays, drawNo },
      });
      return { invited: applicationIds };
    });
  }
}
