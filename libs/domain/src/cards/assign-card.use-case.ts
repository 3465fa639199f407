// A printed card is handed to somebody: whoever hands it over types its number.
import { AuditStore, FundClock, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { RuleBroken } from '../kernel/rule-broken';
import { isToBeAssigned, unitSpentFrom } from './card';
import { CardsQuery } from './cards.query';
import { CardsStore, type NewCard } from './cards.store';
import { readNumber } from './checked-number';
import { HoldersStore } from './holders.store';

/** A card to hand over: its number as typed; to whom, by id or by member number; the unit, for somebody of several. */
export interface CardToAssign {
  readonly cardNo: string;
  readonly to: { readonly personId: string } | { readonly memberNo: string };
  readonly accountUnitId: string | null;
}

/** Hands out cards in the fund in scope. */
@Injectable()
export class AssignCardUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly clock: FundClock,
    private readonly known: CardsQuery,
    private readonly cards: CardsStore,
    private readonly holders: HoldersStore,
    private readonly audit: AuditStore,
  ) {}

  /**
   * Handing the same card to the same person again changes nothing.
   * @throws RuleBroken `number-mistyped`, `card-unknown`, `member-number-unknown`, `person-not-in-fund`, or as
   * `isToBeAssigned` and `unitSpentFrom`
   */
  run({ cardNo, to, accountUnitId: wanted }: CardToAssign): Promise<NewCard> {
    return this.transaction.run(async () => {
      const number = readNumber('C', cardNo);
      if (number === null) throw new RuleBroken('number-mistyped', { field: 'cardNo' });
      const personId = await this.personOf(to);
      const accountUnitId = unitSpentFrom(await this.known.unitsOf(personId, 'soon'), wanted);
      const card = await this.cards.lockNumber(number);
      if (!card) throw new RuleBroken('card-unknown');
      const { cardId } = card;
      if (!isToBeAssigned(card, { personId, accountUnitId })) return { cardId, cardNo: number };
      const at = await this.clock.now();
      await this.cards.assign(cardId, { personId, accountUnitId }, at);
      await this.holders.give(personId, at);
      await this.audit.write({
        action: 'card.assigned',
        subjectKind: 'card',
        subjectId: cardId,
        facts: { personId, accountUnitId },
      });
      return { cardId, cardNo: number };
    });
  }

  private async personOf(to: CardToAssign['to']): Promise<string> {
    if ('personId' in to) {
      if ((await this.known.holder(to.personId)) === null) throw new RuleBroken('person-not-in-fund');
      return to.personId;
    }
    const number = readNumber('M', to.memberNo);
    if (number === null) throw new RuleBroken('number-mistyped', { field: 'memberNo' });
    const personId = await this.known.personOf(number);
    if (personId === null) throw new RuleBroken('member-number-unknown');
    return personId;
  }
}
