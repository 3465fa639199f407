// A card is lost or stolen: from this moment on it pays nothing.
import { AuditStore, FundClock, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { RuleBroken } from '../kernel/rule-broken';
import { type BlockReason, isToBeBlocked } from './card';
import { CardsStore } from './cards.store';

/** Blocks cards in the fund in scope. */
@Injectable()
export class BlockCardUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly clock: FundClock,
    private readonly cards: CardsStore,
    private readonly audit: AuditStore,
  ) {}

  /**
   * Blocks a card; one of these people's only, where they are said. Blocking it again changes nothing.
   * @throws RuleBroken `card-unknown`, `card-replaced`
   */
  run(request: { cardId: string; reason: BlockReason; of: readonly string[] | null }): Promise<void> {
    const { cardId, reason, of } = request;
    return this.transaction.run(async () => {
      const card = await this.cards.lock(cardId);
      if (!card || (of !== null && !of.includes(card.personId ?? ''))) throw new RuleBroken('card-unknown');
      if (!isToBeBlocked(card)) return;
      await this.cards.block(cardId, reason, await this.clock.now());
      const { personId } = card;
      await this.audit.write({
        action: 'card.blocked',
        subjectKind: 'card',
        subjectId: cardId,
        facts: { personId, reason },
      });
    });
  }
}
