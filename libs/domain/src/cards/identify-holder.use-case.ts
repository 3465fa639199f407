// Somebody at a till says who they are: by a card or a member number, and their PIN.
import { AuditStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { RuleBroken } from '../kernel/rule-broken';
import { type CardHolder, unitSpentFrom, usableBy } from './card';
import { CardsQuery } from './cards.query';
import { readNumber } from './checked-number';
import { HoldersStore } from './holders.store';
import { tryPin } from './pin';

/** What was typed or scanned at a till. */
export type ShownAtTill = ({ readonly cardNo: string } | { readonly memberNo: string }) & { readonly pin: string };

/** Who it is, and by which card; null by the member number. */
export interface Identified extends CardHolder {
  readonly cardId: string | null;
}

interface Shown {
  readonly personId: string;
  readonly cardId: string | null;
  readonly unitOfCard: string | null;
}

/** Tells who holds a card or a number in the fund in scope. */
@Injectable()
export class IdentifyHolderUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly known: CardsQuery,
    private readonly holders: HoldersStore,
    private readonly audit: AuditStore,
  ) {}

  /**
   * Asked outside of any transaction: a wrong PIN is counted and stays counted, whatever becomes of the payment, and so
   * the caller cannot undo it by failing. Fifty who try at once are counted one after the other.
   * @throws RuleBroken `number-mistyped`, `card-unknown`, `card-not-assigned`, `card-blocked`, `card-replaced`,
   * `member-number-unknown`, `person-without-account`, `account-unit-needed`, `pin-not-set`, `pin-wrong` with
   * `triesLeft`, `pin-locked`
   */
  async run(shown: ShownAtTill): Promise<Identified> {
    const answer = await this.transaction.runApart(async () => {
      const { personId, cardId, unitOfCard } = await ('cardNo' in shown ? this.byCard(shown) : this.byNumber(shown));
      const accountUnitId = unitSpentFrom(await this.known.unitsOf(personId, 'today'), unitOfCard);
      return (await this.refusalOf(personId, shown.pin)) ?? { accountUnitId, personId, cardId };
    });
    if (answer instanceof RuleBroken) throw answer;
    return answer;
  }

  private async byCard({ cardNo }: { cardNo: string }): Promise<Shown> {
    const number = readNumber('C', cardNo);
    if (number === null) throw new RuleBroken('number-mistyped', { field: 'cardNo' });
    const card = await this.known.byNumber(number);
    if (!card) throw new RuleBroken('card-unknown');
    const { personId, accountUnitId } = usableBy(card);
    return { personId, cardId: card.cardId, unitOfCard: accountUnitId };
  }

  private async byNumber({ memberNo }: { memberNo: string }): Promise<Shown> {
    const number = readNumber('M', memberNo);
    if (number === null) throw new RuleBroken('number-mistyped', { field: 'memberNo' });
    const personId = await this.known.personOf(number);
    if (personId === null) throw new RuleBroken('member-number-unknown');
    return { personId, cardId: null, unitOfCard: null };
  }

  // A refusal is answered, not thrown: what was counted is to be committed.
  private async refusalOf(personId: string, pin: string): Promise<RuleBroken | null> {
    const holder = await this.holders.lock(personId);
    if (!holder || holder.pinDigest === null) return new RuleBroken('pin-not-set');
    const { wrongPins, refusal } = tryPin(holder.wrongPins, this.holders.isPin(holder, pin));
    if (wrongPins === holder.wrongPins) return refusal;
    await this.holders.countWrong(personId, wrongPins);
    const action = refusal === null ? 'pin.right-again' : refusal.code === 'pin-locked' ? 'pin.locked' : 'pin.wrong';
    await this.audit.write({ action, subjectKind: 'person', subjectId: personId, facts: { wrongPins } });
    return refusal;
  }
}
