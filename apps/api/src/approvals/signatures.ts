// The second signature: finds what act a proposal is of, and sets going what the table names for it.
import { type ApprovalAct, ApprovalQuery, type ApprovalView } from '#tenancy';
import { RefuseApprovalUseCase } from '#domain/funds';
import { RuleBroken } from '#domain/kernel';
import { Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { notThere } from '../http/not-there';
import { APPROVAL_ACTS, type ApprovalLine } from './approval-acts';

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
    const { line } = await this.awaiting(approvalId);
    if (!line) throw new Error('an act that nothing carries out was proposed');
    await this.modules.get(line.confirmation, { strict: false }).run({ approvalId });
    return this.find(approvalId);
  }

  /** Refuses a proposal. @returns it, decided @throws RuleBroken `approval-unknown` and what the act refuses */
  async refuse(approvalId: string, reason: string): Promise<ApprovalView> {
    const { line, approval } = await this.awaiting(approvalId);
    if (line?.refusal) await this.modules.get(line.refusal, { strict: false }).run({ approvalId, reason });
    else await this.refuseApproval.run({ approvalId, act: approval.act as ApprovalAct, reason });
    return this.find(approvalId);
  }

  private async awaiting(approvalId: string): Promise<{ approval: ApprovalView; line: ApprovalLine | undefined }> {
    const approval = await this.find(approvalId);
    // Looked at here for a clear answer; what counts is looked at again under the lock of the decision.
    if (approval.state !== 'awaiting') throw new RuleBroken('approval-already-decided', { state: approval.state });
    return { approval, line: APPROVAL_ACTS[approval.act as ApprovalAct] };
  }

  private async find(approvalId: string): Promise<ApprovalView> {
    return (await this.approvals.one(approvalId)) ?? notThere('approval-unknown');
  }
}
