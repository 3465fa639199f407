// A member sees and blocks their own cards, and those of who they are in charge of; everybody else's are unknown to them.
import { CardsQuery } from '#domain/cards';
import { GuardiansQuery, type GuardianScope } from '#domain/guardians';
import { RuleBroken } from '#domain/kernel';
import { Injectable } from '@nestjs/common';
import { type Caller, seesAllMoney } from '../sign-in/caller';

/** Says whose cards a caller may name. */
@Injectable()
export class CardScope {
  constructor(
    private readonly cards: CardsQuery,
    private readonly guardians: GuardiansQuery,
  ) {}

  /** The people whose cards a caller sees, or acts on; null: everybody's. */
  async people(caller: Caller, wanted: GuardianScope): Promise<readonly string[] | null> {
    if (seesAllMoney(caller)) return null;
    const { personId } = caller;
    if (personId === null) return [];
    const charges = await this.guardians.unitsInCharge(personId, wanted);
    return [personId, ...charges.map(({ forPersonId }) => forPersonId)];
  }

  /** The id, when the fund knows this person and the caller may see their cards. @throws RuleBroken `person-not-in-fund` */
  async person(caller: Caller, personId: string): Promise<string> {
    const people = await this.people(caller, 'sees');
    const may = people === null ? (await this.cards.holder(personId)) !== null : people.includes(personId);
    if (!may) throw new RuleBroken('person-not-in-fund');
    return personId;
  }
}
