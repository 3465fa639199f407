// Who did not answer in time loses the offer, and it goes to the next in line.
import { AuditStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { AdmissionRoomQuery } from './admission-room.query';
import { ApplicationsStore } from './applications.store';
import { nextToInvite } from './invitations';

/** Lapses invitations of the fund in scope. */
@Injectable()
export class LapseInvitationsUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly room: AdmissionRoomQuery,
    private readonly applications: ApplicationsStore,
    private readonly audit: AuditStore,
  ) {}

  /** Lapsing again changes nothing. Where the rules draw lots, the place waits for the next draw. */
  run(): Promise<{ lapsed: readonly string[]; invited: readonly string[] }> {
    return this.transaction.run(async () => {
      await this.applications.lockPlaces();
      const { today, now, rules } = await this.room.now();
      const found = await this.applications.lock(await this.room.lapsed(today));
      const over = found.filter(({ state, answerBy }) => state === 'invited' && answerBy !== null);
      if (over.length === 0) return { lapsed: [], invited: [] };
      const step = { innerNote: null, reason: null, at: now };
      const lapsed = over.map(({ applicationId }) => applicationId);
      await this.applications.take(
        lapsed.map((applicationId) => ({ ...step, applicationId, from: 'invited', to: 'lapsed' })),
      );
      const next = rules.admission.mode.startsWith('lottery') ? [] : nextToInvite(await this.room.now(), over.length);
      const invited = next.map(({ applicationId }) => applicationId);
      await this.applications.take(
        invited.map((applicationId) => ({ ...step, applicationId, from: 'waiting', to: 'invited' })),
      );
      const answerDays = Math.max(...over.map((one) => one.answerDays ?? 1));
      await this.applications.invite(invited, { on: today.toString(), answerDays });
      await this.audit.write({
        action: 'applications.lapsed',
        subjectKind: 'waiting-list',
        subjectId: null,
        facts: { lapsed, invited, answerDays },
      });
      return { lapsed, invited };
    });
  }
}
