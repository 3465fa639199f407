// A card is made for one person, who has it printed or shows it on a screen.
import { AuditStore, FundClock, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { RuleBroken } from '../kernel/rule-broken';
import { unitSpentFrom } from './card';
import { CardsQuery } from './cards.query';
import { CardsStore, type NewCard } from './cards.store';
import { HoldersStore } from './holders.store';

/** Makes cards for people in the fund in scope. */
@Injectable()
export class IssueCardUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly clock: FundClock,
    private readonly known: CardsQuery,
    private readonly cards: CardsStore,
    private readonly holders: HoldersStore,
    private readonly audit: AuditStore,
  ) {}

  /** `accountUnitId` for somebody of several units. @throws RuleBroken `person-not-in-fund`, or as `unitSpentFrom` */
  run(request: { personId: string; accountUnitId: string | null }): Promise<NewCard> {
    const { personId } = request;
    return this.transaction.run(async () => {
      if ((await this.known.holder(personId)) === null) throw new RuleBroken('person-not-in-fund');
      const accountUnitId = unitSpentFrom(await this.known.unitsOf(personId, 'soon'), request.accountUnitId);
      const at = await this.clock.now();
      const card = await this.cards.make({ personId, accountUnitId }, at);
      await this.holders.give(personId, at);
      await this.audit.write({
        action: 'card.issued',
        subjectKind: 'card',
        subjectId: card.cardId,
        facts: { personId, accountUnitId },
      });
      return card;
    });
  }
}
