// Somebody loses a role in the fund: their next call is refused. A fund is never left without anybody who coordinates it.
import { ApprovalStore, AuditStore, type RoleGrant, RoleStore, TenantTransaction, tenantScope } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { RuleBroken } from '../kernel/rule-broken';

/** Who loses which role, and why. */
export interface RevokeRight {
  readonly identityId: string;
  readonly role: RoleGrant['role'];
  readonly reason: string;
}

/** Takes roles away in the fund in scope. */
@Injectable()
export class RevokeRightUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly roles: RoleStore,
    private readonly approvals: ApprovalStore,
    private readonly audit: AuditStore,
  ) {}

  /** @throws RuleBroken `right-not-held`, `last-coordinator`, `own-proposal-awaits` */
  run({ identityId, role, reason }: RevokeRight): Promise<void> {
    return this.transaction.run(async () => {
      await this.roles.lock();
      const held = await this.roles.of(identityId);
      if (!held.some((grant) => grant.role === role)) throw new RuleBroken('right-not-held');
      if (role === 'coordinator' && (await this.roles.coordinators()) < 2) throw new RuleBroken('last-coordinator');
      // Who waits for a signature does not send away who might refuse it; leaving oneself is always allowed.
      const self = tenantScope().actor.id;
      const signs = role === 'coordinator' || role === 'treasurer';
      if (signs && self !== null && self !== identityId && (await this.approvals.awaits(self)))
        throw new RuleBroken('own-proposal-awaits');
      await this.roles.withdraw(identityId, role);
      await this.audit.write({
        action: 'right.revoked',
        subjectKind: 'identity',
        subjectId: identityId,
        facts: { role, reason },
      });
    });
  }
}
