// Somebody lets the others of their household see where and when they buy, or no longer (settled question 4).
import { AuditStore, FundClock, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { PurchasesStore } from './purchases.store';

/** Keeps what people decided about showing their purchases, in the fund in scope. */
@Injectable()
export class ShowPlaceUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly clock: FundClock,
    private readonly purchases: PurchasesStore,
    private readonly audit: AuditStore,
  ) {}

  /** Holds for what was bought before as well, until the person says otherwise. */
  run({ personId, shown }: { readonly personId: string; readonly shown: boolean }): Promise<{ shown: boolean }> {
    return this.transaction.run(async () => {
      await this.purchases.decidePlace({ personId, shown, at: await this.clock.now() });
      await this.audit.write({
        action: 'purchase.place-consent',
        subjectKind: 'person',
        subjectId: personId,
        facts: { shown },
      });
      return { shown };
    });
  }
}
