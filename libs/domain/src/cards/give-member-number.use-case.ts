// Somebody gets a member number, to say who they are at a till where there is no card.
import { AuditStore, FundClock, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { RuleBroken } from '../kernel/rule-broken';
import { CardsQuery, type HolderView } from './cards.query';
import { HoldersStore } from './holders.store';

/** Gives member numbers in the fund in scope. */
@Injectable()
export class GiveMemberNumberUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly clock: FundClock,
    private readonly known: CardsQuery,
    private readonly holders: HoldersStore,
    private readonly audit: AuditStore,
  ) {}

  /** Who has one keeps it. @throws RuleBroken `person-not-in-fund` */
  run({ personId }: { personId: string }): Promise<HolderView> {
    return this.transaction.run(async () => {
      if ((await this.known.holder(personId)) === null) throw new RuleBroken('person-not-in-fund');
      if (await this.holders.give(personId, await this.clock.now())) {
        await this.audit.write({ action: 'member-number.given', subjectKind: 'person', subjectId: personId });
      }
      const holder = await this.known.holder(personId);
      if (!holder) throw new RuleBroken('person-not-in-fund');
      return holder;
    });
  }
}
