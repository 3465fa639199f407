// A volunteer stands no more, by their own wish or by a decision, or stands again.
import { AuditStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { RuleBroken } from '../kernel/rule-broken';
import { type VolunteerState, type VolunteerStep, volunteerAfter } from './volunteer';
import { VolunteersStore } from './volunteers.store';

/** What is decided of whom, and why. A list that was frozen before stays as it is. */
export interface DecideVolunteer {
  readonly volunteerId: string;
  readonly step: VolunteerStep;
  readonly reason: string;
}

/** Decides of volunteers in the fund in scope. */
@Injectable()
export class DecideVolunteerUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly volunteers: VolunteersStore,
    private readonly audit: AuditStore,
  ) {}

  /** @throws RuleBroken `volunteer-unknown`, `volunteer-step-impossible` */
  run({ volunteerId, step, reason }: DecideVolunteer): Promise<{ state: VolunteerState }> {
    return this.transaction.run(async () => {
      const volunteer = await this.volunteers.lock(volunteerId);
      if (!volunteer) throw new RuleBroken('volunteer-unknown');
      const state = volunteerAfter(volunteer.state, step);
      await this.volunteers.become(volunteerId, state, reason);
      await this.audit.write({
        action: `council.volunteer-${state}`,
        subjectKind: 'council-volunteer',
        subjectId: volunteerId,
        facts: { from: volunteer.state },
      });
      return { state };
    });
  }
}
