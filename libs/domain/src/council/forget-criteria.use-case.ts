// The term is over, and the time the fund keeps personal criteria after it: they are emptied. The record stays verifiable.
import { AuditStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { FundsQuery } from '../funds/funds.query';
import { VolunteersQuery } from './volunteers.query';
import { VolunteersStore } from './volunteers.store';

/** Empties what is personal of volunteers of the fund in scope. */
@Injectable()
export class ForgetCriteriaUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly query: VolunteersQuery,
    private readonly volunteers: VolunteersStore,
    private readonly funds: FundsQuery,
    private readonly audit: AuditStore,
  ) {}

  /** Done again it finds nothing more. @returns how many people were emptied */
  run(): Promise<{ forgotten: number }> {
    return this.transaction.run(async () => {
      const { now, today } = await this.funds.time();
      const due = await this.query.toForget(today);
      if (due.length === 0) return { forgotten: 0 };
      const forgotten = await this.volunteers.blank(due, now.toString());
      await this.audit.write({
        action: 'council.criteria-forgotten',
        subjectKind: 'council',
        subjectId: null,
        facts: { forgotten },
      });
      return { forgotten };
    });
  }
}
