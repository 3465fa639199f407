// A payer stops paying for anybody. It stays in the books with all it paid and owes: a payer is never deleted.
import { AuditStore, NoticeStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import type { Month } from '../kernel/calendar';
import { RuleBroken } from '../kernel/rule-broken';
import { OpenMonthQuery } from '../members/open-month.query';
import { tellOfEnd } from './agreement';
import { checkPayerEnd } from './payer';
import { PayersStore } from './payers.store';

/** Ends payers in the fund in scope. */
@Injectable()
export class EndPayerUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly payers: PayersStore,
    private readonly openMonth: OpenMonthQuery,
    private readonly audit: AuditStore,
    private readonly notices: NoticeStore,
  ) {}

  /** @throws RuleBroken `payer-unknown`, `payer-ended`, `month-already-begun` */
  run(request: {
    readonly payerId: string;
    readonly lastMonth: Month;
  }): Promise<{ lastMonth: string; agreementsEnded: number }> {
    return this.transaction.run(async () => {
      const { firstOpenMonth } = await this.openMonth.present();
      await this.payers.lockShares();
      const payer = await this.payers.lock(request.payerId);
      if (!payer) throw new RuleBroken('payer-unknown');
      checkPayerEnd(payer.lastMonth, request.lastMonth, firstOpenMonth);
      const ended = await this.payers.end(payer.payerId, request.lastMonth);
      await this.notices.write(tellOfEnd(ended, request.lastMonth));
      const lastMonth = request.lastMonth.toString();
      await this.audit.write({
        action: 'payer.ended',
        subjectKind: 'payer',
        subjectId: payer.payerId,
        facts: { lastMonth, agreementIds: ended.map(({ agreementId }) => agreementId) },
      });
      return { lastMonth, agreementsEnded: ended.length };
    });
  }
}
