// Somebody says no to what waits for a second signature, or takes back what they proposed: nothing was done, and
// nothing will be. An act that is done first and signed later (a manual movement) has a use case of its own for this.
import { type ApprovalAct, ApprovalStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';

/** Which proposal, and why not. */
export interface RefuseApproval {
  readonly approvalId: string;
  readonly act: ApprovalAct;
  readonly reason: string;
}

/** Refuses a proposal in the fund in scope. */
@Injectable()
export class RefuseApprovalUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly approvals: ApprovalStore,
  ) {}

  /** @throws ApprovalRefused `approval-unknown`, `approval-already-decided` */
  run(request: RefuseApproval): Promise<{ subjectId: string | null }> {
    return this.transaction.run(async () => {
      const { subjectId } = await this.approvals.refuse(request);
      return { subjectId };
    });
  }
}
