// A card is gone for good: its person gets another one, and the old one never pays again.
import { AuditStore, FundClock, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { RuleBroken } from '../kernel/rule-broken';
import { type Card, type CardHolder, isToBeAssigned, isToBeBlocked, unitSpentFrom } from './card';
import { CardsQuery } from './cards.query';
import { CardsStore, type NewCard } from './cards.store';
import { readNumber } from './checked-number';

/** Replaces cards in the fund in scope. */
@Injectable()
export class ReplaceCardUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly clock: FundClock,
    private readonly known: CardsQuery,
    private readonly cards: CardsStore,
    private readonly audit: AuditStore,
  ) {}

  /**
   * The new card is a printed one of nobody's, by its number as typed, or one made now.
   * @throws RuleBroken `card-unknown`, `card-replaced`, `card-not-assigned`, `number-mistyped`, `card-not-free`, or as
   * `unitSpentFrom`
   */
  run({ cardId, by }: { cardId: string; by: string | null }): Promise<NewCard> {
    return this.transaction.run(async () => {
      const old = await this.cards.lock(cardId);
      if (!old) throw new RuleBroken('card-unknown');
      const holder = await this.holderOf(old);
      const at = await this.clock.now();
      const card = by === null ? await this.cards.make(holder, at) : await this.handOver(by, holder, at);
      await this.cards.replace(cardId, card.cardId);
      await this.audit.write({
        action: 'card.replaced',
        subjectKind: 'card',
        subjectId: cardId,
        facts: { personId: holder.personId, byCardId: card.cardId },
      });
      return card;
    });
  }

  // Blocked or not: it is replaced once, and only where it is somebody's.
  private async holderOf(old: Card): Promise<CardHolder> {
    isToBeBlocked(old);
    const { personId } = old;
    if (personId === null) throw new RuleBroken('card-not-assigned');
    const units = await this.known.unitsOf(personId, 'soon');
    return { personId, accountUnitId: unitSpentFrom(units, old.accountUnitId) };
  }

  private async handOver(typed: string, holder: CardHolder, at: string): Promise<NewCard> {
    const number = readNumber('C', typed);
    if (number === null) throw new RuleBroken('number-mistyped', { field: 'cardNo' });
    const card = await this.cards.lockNumber(number);
    if (!card) throw new RuleBroken('card-unknown');
    if (!isToBeAssigned(card, holder)) throw new RuleBroken('card-not-free');
    await this.cards.assign(card.cardId, holder, at);
    return card;
  }
}
