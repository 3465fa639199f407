// A payer gives more or less a month: its cap changes from the next month that has not begun.
import { AuditStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import type { Cents } from '../kernel/money';
import { RuleBroken } from '../kernel/rule-broken';
import { OpenMonthQuery } from '../members/open-month.query';
import { PayersStore } from './payers.store';

/** Changes the caps of payers in the fund in scope. */
@Injectable()
export class ChangeCapUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly payers: PayersStore,
    private readonly openMonth: OpenMonthQuery,
    private readonly audit: AuditStore,
  ) {}

  /** `monthlyCap` in cents for all its people; null: no limit. @throws RuleBroken `payer-unknown`, `payer-ended` */
  run(request: { readonly payerId: string; readonly monthlyCap: Cents | null }): Promise<{ fromMonth: string }> {
    return this.transaction.run(async () => {
      const { now, firstOpenMonth } = await this.openMonth.present();
      const payer = await this.payers.lock(request.payerId);
      if (!payer) throw new RuleBroken('payer-unknown');
      if (payer.lastMonth) throw new RuleBroken('payer-ended', { lastMonth: payer.lastMonth.toString() });
      await this.payers.setCap(payer.payerId, { from: firstOpenMonth, amount: request.monthlyCap }, now);
      await this.audit.write({
        action: 'payer.cap-changed',
        subjectKind: 'payer',
        subjectId: payer.payerId,
        facts: { monthlyCapCents: request.monthlyCap, from: firstOpenMonth.toString() },
      });
      return { fromMonth: firstOpenMonth.toString() };
    });
  }
}
