// Somebody called, wrote or met a unit about what it owes, and says what came of it.
import { AuditStore, NoticeStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { RuleBroken } from '../kernel/rule-broken';
import { MembersQuery } from '../members/members.query';
import { ArrearsCasesQuery } from './arrears-cases.query';
import { ArrearsStore } from './arrears.store';
import { noticeKeysOf } from './step-taken';

/**
 * What came of it: reached, not reached; `deceased` when the person has died (nothing is sent any more), `resume` when
 * somebody has looked and the steps may go on.
 */
export interface RecordContact {
  readonly accountUnitId: string;
  readonly outcome: 'reached' | 'not-reached' | 'deceased' | 'resume';
  readonly channel: string;
  readonly note: string;
}

/** Records contacts in the fund in scope. */
@Injectable()
export class RecordContactUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly members: MembersQuery,
    private readonly cases: ArrearsCasesQuery,
    private readonly arrears: ArrearsStore,
    private readonly notices: NoticeStore,
    private readonly audit: AuditStore,
  ) {}

  /** @throws RuleBroken `account-unit-unknown` */
  run(contact: RecordContact): Promise<{ contactId: string }> {
    return this.transaction.run(async () => {
      const { accountUnitId, outcome, channel } = contact;
      if (!(await this.members.unit(accountUnitId))) throw new RuleBroken('account-unit-unknown');
      await this.arrears.lockUnit(accountUnitId);
      const time = await this.cases.time();
      const contactId = await this.arrears.addContact({ ...contact, on: time.today }, time);
      if (outcome === 'deceased') {
        const late = await this.cases.cases(time, { unitId: accountUnitId, after: null, limit: 1_000 });
        await this.notices.withdraw(late.flatMap(({ dueId }) => noticeKeysOf(dueId)));
      }
      await this.audit.write({
        action: 'arrears.contacted',
        subjectKind: 'account-unit',
        subjectId: accountUnitId,
        facts: { contactId, outcome, channel },
      });
      return { contactId };
    });
  }
}
