// A member sees and changes what is of their own account unit, or of somebody they are in charge of; for everyone
// else's the answer is "unknown".
import { AuditStore } from '#tenancy';
import { GuardiansQuery, type GuardianScope } from '#domain/guardians';
import { RuleBroken } from '#domain/kernel';
import { MembersQuery } from '#domain/members';
import { Injectable } from '@nestjs/common';
import { type Caller, seesAllMoney } from '../sign-in/caller';
import { readsForAnother } from '../sign-in/reading-for-another';

/** Says which account units a caller may name. */
@Injectable()
export class MemberScope {
  constructor(
    private readonly members: MembersQuery,
    private readonly guardians: GuardiansQuery,
    private readonly audit: AuditStore,
  ) {}

  /**
   * The id, when the fund has this unit and it is the caller's, or of somebody the caller is in charge of, or the caller
   * coordinates or keeps the books. A route that changes something asks whether the caller `acts`; who acts for somebody
   * else, and who looks at their money, is remembered as themselves. @throws RuleBroken `account-unit-unknown`
   */
  async unit(caller: Caller, accountUnitId: string, wanted: GuardianScope = 'sees'): Promise<string> {
    const may = seesAllMoney(caller)
      ? await this.exists(accountUnitId)
      : (await this.inWhoseName(caller, accountUnitId, wanted)) !== null;
    if (!may) throw new RuleBroken('account-unit-unknown');
    return accountUnitId;
  }

  /**
   * In whose name a member acts on a unit: their own, or of who they are in charge of.
   * @throws RuleBroken `account-unit-unknown`
   */
  async nameOf(caller: Caller, accountUnitId: string): Promise<string> {
    const personId = await this.inWhoseName(caller, accountUnitId, 'acts');
    if (personId === null) throw new RuleBroken('account-unit-unknown');
    return personId;
  }

  /** The units whose things a caller acts on; null: those of everybody. */
  async units(caller: Caller): Promise<readonly string[] | null> {
    if (seesAllMoney(caller)) return null;
    const { personId } = caller;
    if (personId === null) return [];
    const inCharge = await this.guardians.unitsInCharge(personId, 'acts');
    return [...(await this.members.unitsOfPerson(personId)), ...inCharge.map(({ accountUnitId }) => accountUnitId)];
  }

  private async exists(accountUnitId: string): Promise<boolean> {
    return (await this.members.unit(accountUnitId)) !== null;
  }

  private async inWhoseName(caller: Caller, accountUnitId: string, wanted: GuardianScope): Promise<string | null> {
    const { personId } = caller;
    if (personId === null) return null;
    if ((await this.members.unitsOfPerson(personId)).includes(accountUnitId)) return personId;
    const units = await this.guardians.unitsInCharge(personId, wanted);
    const charge = units.find((unit) => unit.accountUnitId === accountUnitId);
    if (!charge) return null;
    const { guardianId, forPersonId } = charge;
    if (wanted === 'sees') readsForAnother(caller);
    else {
      await this.audit.write({
        action: 'guardian.acted',
        subjectKind: 'account-unit',
        subjectId: accountUnitId,
        facts: { guardianId, personId, forPersonId },
      });
    }
    return forPersonId;
  }
}
