// A fund of two cannot wait for a third: it may let one signature be enough, and the record of acts says so.
import { ApprovalStore, AuditStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';

/** Whether one signature is to be enough, and why. */
export interface RelaxSignatures {
  readonly relaxed: boolean;
  readonly reason: string;
}

/** Relaxes the rule of two signatures in the fund in scope, or restores it. */
@Injectable()
export class RelaxSignaturesUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly approvals: ApprovalStore,
    private readonly audit: AuditStore,
  ) {}

  /** @throws ApprovalRefused `approval-not-relaxable`, `approval-not-relaxed` */
  run({ relaxed, reason }: RelaxSignatures): Promise<{ relaxed: boolean }> {
    return this.transaction.run(async () => {
      if (relaxed) await this.approvals.relax(reason);
      else await this.approvals.tighten();
      await this.audit.write({
        action: relaxed ? 'approvals.relaxed' : 'approvals.tightened',
        subjectKind: 'fund',
        subjectId: this.transaction.tenantId,
        facts: { reason },
      });
      return { relaxed };
    });
  }
}
