// Another person has looked at a movement by hand and signs it: it is in the books already, and stays.
import { ApprovalStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';

/** Signs movements by hand in the fund in scope. */
@Injectable()
export class SignManualMovementUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly approvals: ApprovalStore,
  ) {}

  /** @throws ApprovalRefused as {@link ApprovalStore.confirm} says */
  run({ approvalId }: { approvalId: string }): Promise<{ manualMovementId: string }> {
    return this.transaction.run(async () => {
      const { subjectId } = await this.approvals.confirm({ approvalId, act: 'movement.manual' });
      return { manualMovementId: subjectId ?? '' };
    });
  }
}
