// A till refused somebody before any purchase was tried (a wrong PIN, an unknown card): noted for the figures, by reason.
import { TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { FundsQuery } from '../funds/funds.query';
import type { PurchaseMedium } from './payment';
import { PurchasesStore } from './purchases.store';
import { RefusalsQuery, type Shown } from './refusals.query';

/** What a till refused, and what was shown there, as typed. */
export interface RefusedAtTill {
  readonly outletId: string;
  readonly medium: PurchaseMedium;
  readonly reason: string;
  readonly shown: Shown;
}

/** Notes refusals in the fund in scope. */
@Injectable()
export class NoteRefusalUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly funds: FundsQuery,
    private readonly known: RefusalsQuery,
    private readonly purchases: PurchasesStore,
  ) {}

  /**
   * `reason` is the code of the refusal. It is noted with whose card or number was shown, where the fund knows: nobody was
   * proved to be that person, and that is what they want to read of a card that somebody tries. The outlet is told nothing.
   */
  run({ shown, ...refused }: RefusedAtTill): Promise<void> {
    return this.transaction.run(async () => {
      const { now, today } = await this.funds.time();
      const when = { now: now.toString(), today: today.toString() };
      const whose = await this.known.whose(shown, today);
      const about = { accountUnitId: whose?.accountUnitId ?? null, personId: whose?.personId ?? null };
      await this.purchases.noteAtTill({ ...refused, ...about, ...when });
    });
  }
}
