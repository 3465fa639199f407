// Places are offered to those who come next, or by a recorded decision to somebody by name (a draw held in a room).
import { AuditStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { RuleBroken } from '../kernel/rule-broken';
import { AdmissionRoomQuery, type AdmissionRoom } from './admission-room.query';
import { checkStep } from './application';
import { ApplicationsStore } from './applications.store';
import { nextToInvite } from './invitations';

/** Whom to invite: so many as come next (all places when null), or those named, with the decision that says so. */
export interface InviteApplicants {
  readonly count: number | null;
  readonly applicationIds: readonly string[] | null;
  /** Days to answer, from the day on which they are told. */
  readonly answerDays: number;
  readonly reason: string | null;
}

/** Invites applicants of the fund in scope. */
@Injectable()
export class InviteApplicantsUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly room: AdmissionRoomQuery,
    private readonly applications: ApplicationsStore,
    private readonly audit: AuditStore,
  ) {}

  /**
   * @throws RuleBroken `admission-by-lottery` where the rules draw lots and nobody is named, `reason-needed`,
   * `application-unknown`, `application-step-impossible`, `no-place-free`
   */
  run(request: InviteApplicants): Promise<{ invited: readonly string[] }> {
    return this.transaction.run(async () => {
      await this.applications.lockPlaces();
      const room = await this.room.now();
      const invited = request.applicationIds ? await this.named(request, room) : this.next(request, room);
      const { answerDays, reason } = request;
      await this.applications.take(
        invited.map((applicationId) => ({
          applicationId,
          from: 'waiting',
          to: 'invited',
          reason,
          innerNote: null,
          at: room.now,
        })),
      );
      await this.applications.invite(invited, { on: room.today.toString(), answerDays });
      await this.audit.write({
        action: 'applications.invited',
        subjectKind: 'waiting-list',
        subjectId: null,
        facts: { applicationIds: invited, answerDays, named: request.applicationIds !== null, reason },
      });
      return { invited };
    });
  }

  private next({ count }: InviteApplicants, room: AdmissionRoom): string[] {
    if (room.rules.admission.mode.startsWith('lottery')) throw new RuleBroken('admission-by-lottery');
    return nextToInvite(room, count).map(({ applicationId }) => applicationId);
  }

  private async named({ applicationIds, reason }: InviteApplicants, room: AdmissionRoom): Promise<string[]> {
    if (reason === null) throw new RuleBroken('reason-needed');
    const wanted = [...new Set(applicationIds)];
    const found = await this.applications.lock(wanted);
    if (found.length < wanted.length) throw new RuleBroken('application-unknown');
    for (const { state } of found) checkStep(state, 'invited');
    for (const { area, free } of room.places) {
      const asked = found.filter((one) => area === null || one.area === area).length;
      if (free !== null && asked > free) throw new RuleBroken('no-place-free', { area, free, asked });
    }
    return wanted;
  }
}
