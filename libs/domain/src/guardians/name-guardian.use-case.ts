// Somebody is named who sees or acts for a member.
import { AuditStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { FundsQuery } from '../funds/funds.query';
import { RuleBroken } from '../kernel/rule-broken';
import { checkCharge } from './guardian';
import { GuardiansQuery } from './guardians.query';
import { GuardiansStore, type NewGuardian } from './guardians.store';

/** Names guardians in the fund in scope. */
@Injectable()
export class NameGuardianUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly funds: FundsQuery,
    private readonly known: GuardiansQuery,
    private readonly guardians: GuardiansStore,
    private readonly audit: AuditStore,
  ) {}

  /** @throws RuleBroken `person-not-in-fund`, `guardian-already-named`, or as `checkCharge` */
  run(request: NewGuardian): Promise<{ guardianId: string }> {
    return this.transaction.run(async () => {
      for (const personId of [request.forPersonId, request.personId]) {
        if (!(await this.known.knows(personId))) throw new RuleBroken('person-not-in-fund');
      }
      const { now, today } = await this.funds.time();
      checkCharge(request, today);
      const guardianId = await this.guardians.add(request, now.toString());
      if (guardianId === null) throw new RuleBroken('guardian-already-named');
      await this.audit.write({
        action: 'guardian.named',
        subjectKind: 'person',
        subjectId: request.forPersonId,
        facts: { guardianId, personId: request.personId, kind: request.kind, scope: request.scope },
      });
      return { guardianId };
    });
  }
}
