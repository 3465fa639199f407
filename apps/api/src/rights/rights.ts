// Rights with the logins of those who hold them: the fund knows identities, only the front door knows logins.
import { IdentityStore } from '#tenancy';
import { GrantRightUseCase, RightsQuery } from '#domain/funds';
import type { PageRequest } from '#domain/kernel';
import { Injectable } from '@nestjs/common';
import { notThere } from '../http/not-there';
import type { GrantRightDto, RightsOfDto } from './rights.dto';

/** Lists and gives rights. */
@Injectable()
export class Rights {
  constructor(
    private readonly rights: RightsQuery,
    private readonly identities: IdentityStore,
    private readonly grantRight: GrantRightUseCase,
  ) {}

  /** People with their logins and rights. */
  async list(asked: PageRequest): Promise<RightsOfDto[]> {
    const people = await this.rights.list(asked);
    const logins = await this.identities.loginsOf(people.map(({ identityId }) => identityId));
    return people.map(({ identityId, rights }) => ({
      identityId,
      login: logins.get(identityId) ?? null,
      rights: [...rights],
    }));
  }

  /** Gives a right to whoever has a login. @throws RuleBroken `login-unknown` and what the use case refuses */
  async grant({ login, subjectId, role, reason }: GrantRightDto): Promise<void> {
    const identityId = (await this.identities.idOf(login)) ?? notThere('login-unknown');
    await this.grantRight.run({ identityId, role, subjectId: subjectId ?? null, reason });
  }
}
