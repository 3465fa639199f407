// Nobody needs the criteria behind a draw any more: its lines are emptied. What was published stays, and stays verifiable.
import { AuditStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { FundsQuery } from '../funds/funds.query';
import { DrawsStore } from './draws.store';

/** Empties the lines of old draws in the fund in scope. */
@Injectable()
export class ForgetLinesUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly draws: DrawsStore,
    private readonly funds: FundsQuery,
    private readonly audit: AuditStore,
  ) {}

  /** Done again it finds nothing more. @returns the draws that were emptied */
  run(): Promise<{ drawIds: readonly string[] }> {
    return this.transaction.run(async () => {
      const { now, today } = await this.funds.time();
      const drawIds = await this.draws.blank(today, now.toString());
      if (drawIds.length > 0) {
        await this.audit.write({
          action: 'draws.criteria-forgotten',
          subjectKind: 'draws',
          subjectId: null,
          facts: { drawIds },
        });
      }
      return { drawIds };
    });
  }
}
