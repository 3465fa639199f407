// The second signature: finds what act a proposal is of, and sets going what the table names for it.
import { ApprovalQuery, type ApprovalView } from '#tenancy';
import { RefuseApprovalUseCase } from '#domain/funds';
import { RuleBroken } from '#domain/kernel';
import { Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { notThere } from '../http/not-there';
import { APPROVAL_ACTS } from './approval-acts';

/** Signs and refuses. */
@Injectable()
export class Signatures {
  constructor(
    private readonly modules: ModuleRef,
    private readonly approvals: ApprovalQuery,
    private readonly refuseApproval: RefuseApprovalUseCase,
  ) {}

  /** Carries out a proposal, signed by the caller. @returns it, decided @throws RuleBroken `approval-unknown` and what the act refuses */
  async confirm(approvalId: string): Promise<ApprovalView> {
    const { confirmation } = APPROVAL_ACTS[await this.actAwaiting(approvalId)];
    await this.modules.get(confirmation, { strict: false }).run({ approvalId });
    return this.find(approvalId);
  }

  /** Refuses a proposal. @returns it, decided @throws RuleBroken `approval-unknown` and what the act refuses */
  async refuse(approvalId: string, reason: string): Promise<ApprovalView> {
    const act = await this.actAwaiting(approvalId);
    const { refusal } = APPROVAL_ACTS[act];
    if (refusal) await this.modules.get(refusal, { strict: false }).run({ approvalId, reason });
    else await this.refuseApproval.run({ approvalId, act, reason });
    return this.find(approvalId);
  }

  private async actAwaiting(approvalId: string): Promise<ApprovalView['act']> {
    const { state, act } = await this.find(approvalId);
    // Looked at here for a clear answer; what counts is looked at again under the lock of the decision.
    if (state !== 'awaiting') throw new RuleBroken('approval-already-decided', { state });
    return act;
  }

  private async find(approvalId: string): Promise<ApprovalView> {
    return (await this.approvals.one(approvalId)) ?? notThere('approval-unknown');
  }
}
