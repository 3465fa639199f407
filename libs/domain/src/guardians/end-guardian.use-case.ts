// Somebody no longer sees or acts for a member, after a last day.
import { AuditStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { FundsQuery } from '../funds/funds.query';
import { compareDays, type Day } from '../kernel/calendar';
import { RuleBroken } from '../kernel/rule-broken';
import { lastDayOf } from './guardian';
import { GuardiansStore } from './guardians.store';

/** Ends charges in the fund in scope. */
@Injectable()
export class EndGuardianUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly funds: FundsQuery,
    private readonly guardians: GuardiansStore,
    private readonly audit: AuditStore,
  ) {}

  /** Ending one that ends earlier already changes nothing. @throws RuleBroken `guardian-unknown`, `guardian-end-in-past` */
  run({ guardianId, lastDay }: { guardianId: string; lastDay: Day }): Promise<{ lastDay: string }> {
    return this.transaction.run(async () => {
      const charge = await this.guardians.lock(guardianId);
      if (!charge) throw new RuleBroken('guardian-unknown');
      const { today } = await this.funds.time();
      if (charge.until !== null && compareDays(charge.until, lastDay) <= 0) return { lastDay: charge.until.toString() };
      const last = lastDayOf(charge, lastDay, today);
      await this.guardians.end(guardianId, last);
      await this.audit.write({
        action: 'guardian.ended',
        subjectKind: 'person',
        subjectId: charge.forPersonId,
        facts: { guardianId, lastDay: last.toString() },
      });
      return { lastDay: last.toString() };
    });
  }
}
