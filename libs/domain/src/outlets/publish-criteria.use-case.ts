// The fund decides by what criteria it looks at outlets: a new version, for dossiers that are opened from then on.
import { AuditStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { FundsQuery } from '../funds/funds.query';
import { checkGrid, type Criterion } from './criteria';
import { DossiersStore } from './dossiers.store';

/** A grid with the decision it rests on. */
export interface PublishCriteria {
  readonly criteria: readonly Criterion[];
  readonly decisionNote: string;
}

/** Publishes criteria in the fund in scope. */
@Injectable()
export class PublishCriteriaUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly funds: FundsQuery,
    private readonly dossiers: DossiersStore,
    private readonly audit: AuditStore,
  ) {}

  /** @returns the version's number, from 1 @throws RuleBroken as `checkGrid` */
  run({ criteria, decisionNote }: PublishCriteria): Promise<{ versionNo: number }> {
    return this.transaction.run(async () => {
      checkGrid(criteria);
      const { now } = await this.funds.time();
      const versionNo = await this.dossiers.publish(criteria, decisionNote, now.toString());
      await this.audit.write({
        action: 'outlet-criteria.published',
        subjectKind: 'outlet-criteria',
        subjectId: null,
        facts: { versionNo, criteria: criteria.length },
      });
      return { versionNo };
    });
  }
}
