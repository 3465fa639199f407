// A person or a household joins: who they are, what they pledge, and the accounts that are theirs.
import { AuditStore, OutboxStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { type Day, monthOfDay } from '../kernel/calendar';
import type { Id } from '../kernel/id';
import { RuleBroken } from '../kernel/rule-broken';
import { LedgerStore } from '../ledger/ledger.store';
import { type PersonToAdmit, personAdmitted } from './admitted-person';
import { MembersStore } from './members.store';
import { answersKept, checkJoining, checkPersons, type DeclaredPledge, pledgeAccepted } from './membership-rules';
import { OpenMonthQuery } from './open-month.query';
import { presenceIn, type Stay } from './presence';

/** A unit to admit; the income, where the rules take a share of it, is computed with and thrown away. */
export interface AdmitUnit extends DeclaredPledge {
  readonly label: string;
  readonly area: string | null;
  readonly joinedOn: Day;
  readonly persons: readonly PersonToAdmit[];
  /** The application on which they are admitted; none: admitted without. */
  readonly applicationId?: string | null;
}

/** The states of an application whose place is kept for the one who applied. */
const PLACE_KEPT = ['accepted', 'invited'];

/** Admits units in the fund in scope. */
@Injectable()
export class AdmitUnitUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly members: MembersStore,
    private readonly openMonth: OpenMonthQuery,
    private readonly ledger: LedgerStore,
    private readonly audit: AuditStore,
    private readonly outbox: OutboxStore,
  ) {}

  /**
   * @throws RuleBroken as the checks of `membership-rules`; `no-rules-in-force`; `unit-changes-later`;
   * `application-unknown`, `application-not-accepted`, `application-already-admitted`
   */
  run(request: AdmitUnit): Promise<{ accountUnitId: string; personIds: string[] }> {
    return this.transaction.run(async () => {
      if (request.applicationId) await this.checkApplication(request.applicationId);
      const present = await this.openMonth.present();
      const { now, today, rules, startedMonths } = present;
      await this.openMonth.checkUnitStays(present);
      const persons = request.persons.map(personAdmitted);
      checkJoining(request.joinedOn, today);
      checkPersons(rules, persons);
      const pledge = pledgeAccepted(rules, request);
      const answers = answersKept(rules, request);
      const accountUnitId = await this.members.addUnit({ kind: rules.unit, ...request });
      const personIds = await this.members.addPersons(accountUnitId, persons, request.joinedOn);
      if (pledge !== null) {
        const from = monthOfDay(request.joinedOn);
        await this.members.addPledge(accountUnitId, { from, amount: pledge, declaredAt: now, answers });
      }
      const owner = accountUnitId as Id<'account-unit'>;
      await this.ledger.open([
        { kind: 'allocation', owner },
        { kind: 'receivable', owner },
      ]);
      await this.audit.write({
        action: 'unit.admitted',
        subjectKind: 'account-unit',
        subjectId: accountUnitId,
        facts: request.applicationId ? { applicationId: request.applicationId } : {},
      });
      const stay: Stay = { joinedOn: request.joinedOn, lastMonth: null, pauses: [] };
      if (startedMonths.some((month) => presenceIn(month, rules.entry, stay) !== null)) {
        await this.outbox.write({ job: 'month.catch-up', subject: {} });
      }
      return { accountUnitId, personIds };
    });
  }

  // Taken in turn with every other decision about places.
  private async checkApplication(applicationId: string): Promise<void> {
    await this.transaction.lock('admissions');
    const application = await this.openMonth.application(applicationId);
    if (!application) throw new RuleBroken('application-unknown');
    const { state, admitted } = application;
    if (admitted) throw new RuleBroken('application-already-admitted');
    if (!PLACE_KEPT.includes(state)) throw new RuleBroken('application-not-accepted', { state });
  }
}
