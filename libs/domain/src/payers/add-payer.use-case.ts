// A third party is ready to pay for people of the fund: it is recorded, with the account of what it will owe.
import { AuditStore, newId, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import type { Id } from '../kernel/id';
import type { Cents } from '../kernel/money';
import { LedgerStore } from '../ledger/ledger.store';
import { OpenMonthQuery } from '../members/open-month.query';
import type { PayerCard } from './payer';
import { PayersStore } from './payers.store';

/** A payer to record; `monthlyCap` is the most it pays in a month for all its people, in cents, null without a limit. */
export interface AddPayer extends PayerCard {
  readonly monthlyCap: Cents | null;
}

/** Records payers in the fund in scope. */
@Injectable()
export class AddPayerUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly payers: PayersStore,
    private readonly openMonth: OpenMonthQuery,
    private readonly ledger: LedgerStore,
    private readonly audit: AuditStore,
  ) {}

  /** @throws RuleBroken `no-rules-in-force` */
  run({ monthlyCap, ...card }: AddPayer): Promise<{ payerId: string }> {
    return this.transaction.run(async () => {
      const { now, firstOpenMonth, startedMonths } = await this.openMonth.present();
      const payerId = newId();
      await this.payers.add(payerId, card, now);
      // It stands for nobody yet, so that its cap may hold in the months under way too.
      const from = startedMonths.reduce(
        (first, month) => (month.toString() < first.toString() ? month : first),
        firstOpenMonth,
      );
      if (monthlyCap !== null) await this.payers.setCap(payerId, { from, amount: monthlyCap }, now);
      await this.ledger.open([{ kind: 'receivable', owner: payerId as Id<'payer'> }]);
      await this.audit.write({
        action: 'payer.added',
        subjectKind: 'payer',
        subjectId: payerId,
        facts: { kind: card.kind, moneySource: card.moneySource, monthlyCapCents: monthlyCap },
      });
      return { payerId };
    });
  }
}
