// An agreement no longer holds: the steps go on from where they were.
import { AuditStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { RuleBroken } from '../kernel/rule-broken';
import { ArrearsCasesQuery } from './arrears-cases.query';
import { ArrearsStore } from './arrears.store';

/** Ends agreements in the fund in scope. */
@Injectable()
export class EndAgreementUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly cases: ArrearsCasesQuery,
    private readonly arrears: ArrearsStore,
    private readonly audit: AuditStore,
  ) {}

  /** @throws RuleBroken `arrangement-unknown`, `arrangement-ended` */
  run({ agreementId, reason }: { readonly agreementId: string; readonly reason: string }): Promise<void> {
    return this.transaction.run(async () => {
      const { today } = await this.cases.time();
      const found = await this.arrears.lockAgreement(agreementId);
      if (!found) throw new RuleBroken('arrangement-unknown');
      if (found.hasEnded) throw new RuleBroken('arrangement-ended');
      await this.arrears.endAgreement(agreementId, reason, today);
      await this.audit.write({
        action: 'arrears.agreement-ended',
        subjectKind: 'account-unit',
        subjectId: found.accountUnitId,
        facts: { agreementId },
      });
    });
  }
}
