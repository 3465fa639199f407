// A till refused somebody before any purchase was tried (a wrong PIN, an unknown card): noted for the figures, by reason.
import { TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { FundsQuery } from '../funds/funds.query';
import type { PurchaseMedium } from './payment';
import { PurchasesStore } from './purchases.store';

/** Notes refusals in the fund in scope. */
@Injectable()
export class NoteRefusalUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly funds: FundsQuery,
    private readonly purchases: PurchasesStore,
  ) {}

  /** `reason` is the code of the refusal; nobody is named, since nobody was known for sure. */
  run(refused: { readonly outletId: string; readonly medium: PurchaseMedium; readonly reason: string }): Promise<void> {
    return this.transaction.run(async () => {
      const { now, today } = await this.funds.time();
      const when = { now: now.toString(), today: today.toString() };
      await this.purchases.noteRefusal({ ...refused, accountUnitId: null, ...when });
    });
  }
}
