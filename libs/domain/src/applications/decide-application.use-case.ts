// A person decides of an application: accepts, refuses with a reason that the applicant may read, notes that somebody
// withdrew, or takes a refused one up again.
import { AuditStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { RuleBroken } from '../kernel/rule-broken';
import { AdmissionRoomQuery, type AdmissionRoom } from './admission-room.query';
import { type ApplicationState, checkStep, type StoredState } from './application';
import { ApplicationsQuery } from './applications.query';
import { ApplicationsStore, type LockedApplication } from './applications.store';
import { eligibility } from './eligibility';
import { nextInvited } from './waiting-list';

/** What may be decided. */
export const DECISIONS = ['accept', 'refuse', 'withdraw', 'take-up-again'] as const;

/** A decision; the reason may be read by the applicant, the inner note stays inside. */
export interface DecideApplication {
  readonly applicationId: string;
  readonly decision: (typeof DECISIONS)[number];
  readonly reason: string | null;
  readonly innerNote: string | null;
}

/** Decides of applications in the fund in scope. */
@Injectable()
export class DecideApplicationUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly room: AdmissionRoomQuery,
    private readonly query: ApplicationsQuery,
    private readonly applications: ApplicationsStore,
    private readonly audit: AuditStore,
  ) {}

  /**
   * Deciding the same again changes nothing.
   * @throws RuleBroken `application-unknown`, `application-step-impossible`, `reason-needed`, `exception-needs-reason`
   */
  run(request: DecideApplication): Promise<{ state: ApplicationState }> {
    const { applicationId, decision, reason, innerNote } = request;
    return this.transaction.run(async () => {
      await this.applications.lockPlaces();
      const [application] = await this.applications.lock([applicationId]);
      if (!application) throw new RuleBroken('application-unknown');
      if (isDone(application.state, decision)) return { state: application.state };
      const room = await this.room.now();
      const to = await this.next(application, request, room);
      checkStep(application.state, to);
      if (decision !== 'accept' && decision !== 'withdraw' && reason === null) throw new RuleBroken('reason-needed');
      await this.applications.take([{ applicationId, from: application.state, to, reason, innerNote, at: room.now }]);
      if (to === 'waiting') await this.applications.putInLine(applicationId, room.today.toString());
      await this.audit.write({
        action: `application.${to}`,
        subjectKind: 'application',
        subjectId: applicationId,
        facts: { from: application.state },
      });
      return { state: to };
    });
  }

  private async next(
    application: LockedApplication,
    request: DecideApplication,
    room: AdmissionRoom,
  ): Promise<StoredState> {
    switch (request.decision) {
      case 'refuse':
        return 'refused';
      case 'withdraw':
        return 'withdrawn';
      case 'take-up-again':
        return 'waiting';
      case 'accept':
        if (application.state !== 'received') return 'accepted';
        await this.checkExceptions(request, room);
        return this.hasPlace(application, room) ? 'accepted' : 'waiting';
    }
  }

  // Whoever does not fit what the fund has voted may still be accepted, by somebody who says why.
  private async checkExceptions(
    { applicationId, reason, innerNote }: DecideApplication,
    room: AdmissionRoom,
  ): Promise<void> {
    const detail = await this.query.one(applicationId);
    if (!detail) throw new RuleBroken('application-unknown');
    const { outcome, findings } = eligibility(room.rules.eligibility, { ...detail, met: detail.metOn !== null });
    if (outcome === 'fulfilled' || reason !== null || innerNote !== null) return;
    const open = findings.filter((one) => one.outcome !== 'fulfilled').map(({ key }) => key);
    throw new RuleBroken('exception-needs-reason', { criteria: open });
  }

  // A place now, unless somebody who waits already comes first.
  private hasPlace({ applicationId, area, incomeBand }: LockedApplication, room: AdmissionRoom): boolean {
    const places = room.places.find((one) => one.area === null || one.area === area);
    if (!places) return false;
    if (places.free === null) return true;
    const last = { applicationId, area, incomeBand, since: '9999-12-31', no: Number.MAX_SAFE_INTEGER };
    const line = room.waiting.filter((one) => places.area === null || one.area === places.area);
    const size = places.total ?? room.taken + 1;
    return nextInvited([...line, last], places.free, this.room.quotas(room, size)).includes(last);
  }
}

const OUTCOMES: Readonly<Record<DecideApplication['decision'], readonly ApplicationState[]>> = {
  accept: ['waiting', 'accepted', 'admitted'],
  refuse: ['refused'],
  withdraw: ['withdrawn'],
  'take-up-again': ['waiting'],
};

const isDone = (state: ApplicationState, decision: DecideApplication['decision']): boolean =>
  OUTCOMES[decision].includes(state);
