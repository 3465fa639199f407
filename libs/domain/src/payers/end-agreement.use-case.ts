// A payer stops paying for somebody: what was called stays its own; from the next month on the member owes all.
import { AuditStore, NoticeStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import type { Month } from '../kernel/calendar';
import { RuleBroken } from '../kernel/rule-broken';
import { OpenMonthQuery } from '../members/open-month.query';
import { checkEnd, tellOfEnd } from './agreement';
import { PayersStore } from './payers.store';

/** Which agreement of which payer ends, and its last month. */
export interface EndAgreement {
  readonly payerId: string;
  readonly agreementId: string;
  readonly lastMonth: Month;
}

/** Ends agreements in the fund in scope. */
@Injectable()
export class EndAgreementUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly payers: PayersStore,
    private readonly openMonth: OpenMonthQuery,
    private readonly audit: AuditStore,
    private readonly notices: NoticeStore,
  ) {}

  /** @throws RuleBroken `agreement-unknown`, `month-already-begun`, `agreement-ended` */
  run({ payerId, agreementId, lastMonth }: EndAgreement): Promise<{ lastMonth: string }> {
    return this.transaction.run(async () => {
      const { firstOpenMonth } = await this.openMonth.present();
      await this.payers.lockShares();
      const agreement = await this.payers.lockAgreement(agreementId);
      if (agreement?.payerId !== payerId) throw new RuleBroken('agreement-unknown');
      checkEnd(agreement, lastMonth, firstOpenMonth);
      await this.payers.endAgreement(agreementId, lastMonth);
      await this.notices.write(tellOfEnd([agreement], lastMonth));
      await this.audit.write({
        action: 'agreement.ended',
        subjectKind: 'payer',
        subjectId: payerId,
        facts: { agreementId, accountUnitId: agreement.accountUnitId, lastMonth: lastMonth.toString() },
      });
      return { lastMonth: lastMonth.toString() };
    });
  }
}
