// The fund has seen who it is: the same PIN may be tried again.
import { AuditStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { RuleBroken } from '../kernel/rule-broken';
import { CardsQuery } from './cards.query';
import { HoldersStore } from './holders.store';

/** Unlocks PINs in the fund in scope. */
@Injectable()
export class UnlockPinUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly known: CardsQuery,
    private readonly holders: HoldersStore,
    private readonly audit: AuditStore,
  ) {}

  /** Without a wrong PIN nothing changes. @throws RuleBroken `person-not-in-fund`, `pin-not-set` */
  run({ personId }: { personId: string }): Promise<void> {
    return this.transaction.run(async () => {
      if ((await this.known.holder(personId)) === null) throw new RuleBroken('person-not-in-fund');
      const holder = await this.holders.lock(personId);
      if (!holder || holder.pinDigest === null) throw new RuleBroken('pin-not-set');
      if (holder.wrongPins === 0) return;
      await this.holders.countWrong(personId, 0);
      await this.audit.write({ action: 'pin.unlocked', subjectKind: 'person', subjectId: personId });
    });
  }
}
