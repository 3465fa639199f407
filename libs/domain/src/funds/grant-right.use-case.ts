// Somebody gets a role in the fund: from their next call on they may do what it allows.
import { ApprovalStore, AuditStore, type RoleGrant, RoleStore, TenantTransaction, tenantScope } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { RuleBroken } from '../kernel/rule-broken';
import { RightsQuery } from './rights.query';

/** Who gets which role, and why; a member is a person of the fund, a payer one of its payers. */
export interface GrantRight extends RoleGrant {
  readonly identityId: string;
  readonly reason: string;
}

/** Gives roles in the fund in scope. */
@Injectable()
export class GrantRightUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly roles: RoleStore,
    private readonly rights: RightsQuery,
    private readonly approvals: ApprovalStore,
    private readonly audit: AuditStore,
  ) {}

  /** @throws RuleBroken `right-subject-unknown`, `right-already-held`, `own-proposal-awaits` */
  run({ identityId, role, subjectId, reason }: GrantRight): Promise<void> {
    return this.transaction.run(async () => {
      await this.roles.lock();
      if (!(await this.rights.hasSubject(role, subjectId))) throw new RuleBroken('right-subject-unknown');
      const held = await this.roles.of(identityId);
      if (held.some((grant) => grant.role === role)) throw new RuleBroken('right-already-held');
      // Who waits for a signature does not choose who signs.
      const self = tenantScope().actor.id;
      const signs = role === 'coordinator' || role === 'treasurer';
      if (signs && self !== null && (await this.approvals.awaits(self))) throw new RuleBroken('own-proposal-awaits');
      await this.roles.grant(identityId, { role, subjectId });
      await this.audit.write({
        action: 'right.granted',
        subjectKind: 'identity',
        subjectId: identityId,
        facts: { role, of: subjectId, reason },
      });
    });
  }
}
