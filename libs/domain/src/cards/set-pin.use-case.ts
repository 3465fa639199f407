// Somebody gets a PIN: they choose it, or the counter draws one, shows it once and keeps only its digest.
import { AuditStore, FundClock, newId, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { RuleBroken } from '../kernel/rule-broken';
import { CardsQuery } from './cards.query';
import { HoldersStore } from './holders.store';
import { checkPin, pinFrom } from './pin';

/** Sets PINs in the fund in scope. */
@Injectable()
export class SetPinUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly clock: FundClock,
    private readonly known: CardsQuery,
    private readonly holders: HoldersStore,
    private readonly audit: AuditStore,
  ) {}

  /**
   * Sets the PIN that a person chose, or draws one where none is given; another PIN also unlocks.
   * @returns the PIN, to be shown once: nobody can be told it again
   * @throws RuleBroken `person-not-in-fund`, `pin-malformed`, `pin-too-simple`
   */
  run({ personId, chosen }: { personId: string; chosen: string | null }): Promise<{ memberNo: string; pin: string }> {
    const pin = chosen === null ? drawn() : checkPin(chosen);
    return this.transaction.run(async () => {
      if ((await this.known.holder(personId)) === null) throw new RuleBroken('person-not-in-fund');
      const at = await this.clock.now();
      await this.holders.give(personId, at);
      await this.holders.lock(personId);
      await this.holders.setPin(personId, pin, at);
      const how = chosen === null ? 'drawn' : 'chosen';
      await this.audit.write({ action: 'pin.set', subjectKind: 'person', subjectId: personId, facts: { how } });
      return { memberNo: (await this.known.holder(personId))?.memberNo ?? '', pin };
    });
  }
}

function drawn(): string {
  for (;;) {
    const pin = pinFrom(newId());
    if (pin !== null) return pin;
  }
}
