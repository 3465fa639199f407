// A card was found again: the fund lets it pay as before.
import { AuditStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { RuleBroken } from '../kernel/rule-broken';
import { unblocked } from './card';
import { CardsStore } from './cards.store';

/** Unblocks cards in the fund in scope. */
@Injectable()
export class UnblockCardUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly cards: CardsStore,
    private readonly audit: AuditStore,
  ) {}

  /** Unblocking one that is not blocked changes nothing. @throws RuleBroken `card-unknown`, `card-replaced` */
  run({ cardId }: { cardId: string }): Promise<void> {
    return this.transaction.run(async () => {
      const card = await this.cards.lock(cardId);
      if (!card) throw new RuleBroken('card-unknown');
      const state = unblocked(card);
      if (state === null) return;
      await this.cards.unblock(cardId, state);
      const { personId } = card;
      await this.audit.write({ action: 'card.unblocked', subjectKind: 'card', subjectId: cardId, facts: { personId } });
    });
  }
}
