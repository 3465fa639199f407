// The dossier of an outlet fills: it is opened anew, something is found about a criterion, somebody goes there.
import { AuditStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { compareDays, type Day } from '../kernel/calendar';
import { RuleBroken } from '../kernel/rule-broken';
import { FundsQuery } from '../funds/funds.query';
import { checkFound } from './criteria';
import { DossiersStore, type NewFinding, type NewVisit } from './dossiers.store';
import { holdsFrom, type OutletState, stateInReview } from './outlet';
import { type LockedOutlet, OutletsStore } from './outlets.store';

/** What is done: the dossier is opened, in words that the outlet reads, or something is added to it. */
export type ExamineOutlet = { readonly outletId: string } & (
  | { readonly review: { readonly explanation: string } }
  | { readonly finding: NewFinding }
  | { readonly visit: NewVisit }
);

/** Where the outlet stands then, and what was added; null where the dossier was opened only. */
export interface OutletExamined {
  readonly state: OutletState;
  readonly addedId: string | null;
}

interface Present {
  readonly today: Day;
  readonly at: string;
}

/** Examines outlets of the fund in scope. */
@Injectable()
export class ExamineOutletUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly funds: FundsQuery,
    private readonly outlets: OutletsStore,
    private readonly dossiers: DossiersStore,
    private readonly audit: AuditStore,
  ) {}

  /**
   * An outlet that was proposed is in review from the first word in its dossier on; one that sells goes on selling.
   * @throws RuleBroken `outlet-unknown`, `outlet-in-review` when a dossier is open already, `outlet-decided` when none is,
   * `visit-in-future`, as `checkFound`
   */
  run(request: ExamineOutlet): Promise<OutletExamined> {
    return this.transaction.run(async () => {
      const outlet = await this.outlets.lock(request.outletId);
      if (!outlet) throw new RuleBroken('outlet-unknown');
      const { now, today } = await this.funds.time();
      const on = { today, at: now.toString() };
      if ('review' in request) return this.open(outlet, request.review.explanation, on);
      const dossier = await this.dossiers.lockOpen(outlet.outletId);
      if (!dossier) throw new RuleBroken('outlet-decided', { state: outlet.state });
      if ('finding' in request) {
        checkFound(dossier.criteria, request.finding);
        const findingId = await this.dossiers.addFinding(dossier.dossierId, request.finding, on.at);
        return this.filled(outlet, { what: 'finding-added', addedId: findingId }, on);
      }
      if (compareDays(request.visit.visitedOn, today) > 0) throw new RuleBroken('visit-in-future');
      const visitId = await this.dossiers.addVisit(dossier.dossierId, request.visit, on.at);
      return this.filled(outlet, { what: 'visited', addedId: visitId }, on);
    });
  }

  private async open(outlet: LockedOutlet, explanation: string, on: Present): Promise<OutletExamined> {
    const fresh = await this.dossiers.open(outlet.outletId, on.today);
    if (!fresh && outlet.state !== 'ended') throw new RuleBroken('outlet-in-review', { state: outlet.state });
    return this.remember(outlet, { what: 'review-opened', explanation, addedId: null }, on);
  }

  private filled(outlet: LockedOutlet, { what, addedId }: { what: string; addedId: string }, on: Present) {
    const explanation = what === 'visited' ? 'Une visite est notée dans le dossier.' : 'Le dossier a été complété.';
    return this.remember(outlet, { what, explanation, addedId }, on);
  }

  private async remember(
    outlet: LockedOutlet,
    { what, explanation, addedId }: { what: string; explanation: string; addedId: string | null },
    { today, at }: Present,
  ): Promise<OutletExamined> {
    const { outletId } = outlet;
    const after = stateInReview(outlet.state);
    const state = after === outlet.state ? null : { after, from: holdsFrom(after, today) };
    await this.outlets.take({ outletId, what, explanation, on: today, at, state });
    await this.audit.write({
      action: `outlet.${what}`,
      subjectKind: 'outlet',
      subjectId: outletId,
      facts: { addedId },
    });
    return { state: after, addedId };
  }
}
