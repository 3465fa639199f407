// Cards are made for the printer, a box of them, for nobody yet.
import { AuditStore, FundClock, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { CardsStore, type NewCard } from './cards.store';

/** Makes batches of cards in the fund in scope. */
@Injectable()
export class MakeCardsUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly clock: FundClock,
    private readonly cards: CardsStore,
    private readonly audit: AuditStore,
  ) {}

  /** Makes `count` cards, at most 500. */
  run({ count }: { count: number }): Promise<{ batchId: string; cards: readonly NewCard[] }> {
    return this.transaction.run(async () => {
      const batch = await this.cards.makeBatch(count, await this.clock.now());
      await this.audit.write({
        action: 'cards.made',
        subjectKind: 'card-batch',
        subjectId: batch.batchId,
        facts: { count },
      });
      return batch;
    });
  }
}
