// By a decision that is recorded, somebody's place in the waiting list counts from another day.
import { AuditStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { FundsQuery } from '../funds/funds.query';
import { compareDays, type Day } from '../kernel/calendar';
import { RuleBroken } from '../kernel/rule-broken';
import { ApplicationsStore } from './applications.store';

/** Moves people in the waiting list of the fund in scope. */
@Injectable()
export class MoveInLineUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly funds: FundsQuery,
    private readonly applications: ApplicationsStore,
    private readonly audit: AuditStore,
  ) {}

  /** They come behind those who wait since that day. @throws RuleBroken `application-unknown`, `not-waiting`, `received-on-in-future` */
  run(request: { applicationId: string; since: Day; reason: string }): Promise<{ since: string }> {
    const { applicationId, reason } = request;
    const since = request.since.toString();
    return this.transaction.run(async () => {
      await this.applications.lockPlaces();
      const [application] = await this.applications.lock([applicationId]);
      if (!application) throw new RuleBroken('application-unknown');
      const { state } = application;
      if (state !== 'waiting') throw new RuleBroken('not-waiting', { state });
      const { now, today } = await this.funds.time();
      if (compareDays(request.since, today) > 0) throw new RuleBroken('received-on-in-future');
      await this.applications.take([
        { applicationId, from: state, to: state, reason, innerNote: null, at: now.toString() },
      ]);
      await this.applications.moveTo(applicationId, since);
      await this.audit.write({
        action: 'application.moved',
        subjectKind: 'application',
        subjectId: applicationId,
        facts: { since, reason },
      });
      return { since };
    });
  }
}
