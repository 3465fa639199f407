// A member sees and changes only what is of their own account unit; for everyone else's the answer is "unknown".
import { RuleBroken } from '#domain/kernel';
import { MembersQuery } from '#domain/members';
import { Injectable } from '@nestjs/common';
import type { Caller } from '../sign-in/caller';

/** Says which account units a caller may name. */
@Injectable()
export class MemberScope {
  constructor(private readonly members: MembersQuery) {}

  /** The id, when the fund has this unit and it is the caller's or the caller coordinates. @throws RuleBroken `account-unit-unknown` */
  async unit(caller: Caller, accountUnitId: string): Promise<string> {
    const may = caller.isCoordinator ? await this.exists(accountUnitId) : await this.isOwn(caller, accountUnitId);
    if (!may) throw new RuleBroken('account-unit-unknown');
    return accountUnitId;
  }

  private async exists(accountUnitId: string): Promise<boolean> {
    return (await this.members.unit(accountUnitId)) !== null;
  }

  private async isOwn({ personId }: Caller, accountUnitId: string): Promise<boolean> {
    return personId !== null && (await this.members.unitsOfPerson(personId)).includes(accountUnitId);
  }
}
