// A request to separate is taken back: what it held can be spent again.
import { AuditStore, NoticeStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { FundsQuery } from '../funds/funds.query';
import { RuleBroken } from '../kernel/rule-broken';
import { noticeKey } from './separation-notice';
import { SeparationsQuery } from './separations.query';
import { SeparationsStore } from './separations.store';

/** Takes back requests to separate in the fund in scope. */
@Injectable()
export class DropSeparationUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly funds: FundsQuery,
    private readonly known: SeparationsQuery,
    private readonly separations: SeparationsStore,
    private readonly notices: NoticeStore,
    private readonly audit: AuditStore,
  ) {}

  /** Only who asked may, or the coordinator (`personId` null). @throws RuleBroken `account-unit-unknown`, `separation-not-asked` */
  run(request: { accountUnitId: string; personId: string | null; reason: string }): Promise<{ requestId: string }> {
    const { accountUnitId, personId, reason } = request;
    return this.transaction.run(async () => {
      const { now, today } = await this.funds.time();
      await this.separations.alone(accountUnitId, today);
      const open = await this.known.openOf(accountUnitId);
      const people = await this.known.people(accountUnitId, today);
      if (people.length === 0) throw new RuleBroken('account-unit-unknown');
      if (!open || (personId !== null && personId !== open.askedBy)) throw new RuleBroken('separation-not-asked');
      const { requestId } = open;
      await this.separations.drop(requestId, reason, now.toString());
      await this.notices.withdraw(people.map((person) => noticeKey(requestId, person.personId)));
      await this.audit.write({
        action: 'separation.dropped',
        subjectKind: 'account-unit',
        subjectId: accountUnitId,
        facts: { requestId, reason, givenBackCents: open.heldCents },
      });
      return { requestId };
    });
  }
}
