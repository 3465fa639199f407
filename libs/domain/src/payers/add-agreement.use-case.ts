// A payer stands for a unit: all, a share or a fixed amount of its due, under a cap, for a period.
import { AuditStore, OutboxStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { compareMonths } from '../kernel/calendar';
import { RuleBroken } from '../kernel/rule-broken';
import { OpenMonthQuery } from '../members/open-month.query';
import { checkPeriod, earliestMonth } from './agreement';
import { PayersInMonthQuery } from './payers-in-month.query';
import { type NewAgreement, PayersStore } from './payers.store';

/** Records agreements in the fund in scope. */
@Injectable()
export class AddAgreementUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly payers: PayersStore,
    private readonly months: PayersInMonthQuery,
    private readonly openMonth: OpenMonthQuery,
    private readonly audit: AuditStore,
    private readonly outbox: OutboxStore,
  ) {}

  /**
   * @throws RuleBroken `payer-unknown`, `payer-ended`, `account-unit-unknown`, `person-unknown`, and as `checkPeriod`
   */
  run(request: NewAgreement): Promise<{ agreementId: string; fromMonth: string }> {
    return this.transaction.run(async () => {
      const { now, firstOpenMonth } = await this.openMonth.present();
      await this.payers.lockShares();
      const payer = await this.payers.lock(request.payerId);
      if (!payer) throw new RuleBroken('payer-unknown');
      if (payer.lastMonth) throw new RuleBroken('payer-ended', { lastMonth: payer.lastMonth.toString() });
      const calling = await this.months.calling(request.accountUnitId, request.personId);
      const others = await this.payers.agreementsBetween(request.payerId, request.accountUnitId);
      checkPeriod(request, earliestMonth({ firstOpenMonth, ...calling }), others);
      const agreementId = await this.payers.addAgreement(request, now);
      await this.audit.write({
        action: 'agreement.added',
        subjectKind: 'payer',
        subjectId: request.payerId,
        facts: {
          agreementId,
          accountUnitId: request.accountUnitId,
          share: { ...request.terms.share },
          unitCapCents: request.terms.unitCap,
          from: request.from.toString(),
          until: request.until?.toString() ?? null,
        },
      });
      // Somebody who joined a month under way: it is gone through once more for them.
      if (compareMonths(request.from, firstOpenMonth) < 0) {
        await this.outbox.write({ job: 'month.catch-up', subject: {} });
      }
      return { agreementId, fromMonth: request.from.toString() };
    });
  }
}
