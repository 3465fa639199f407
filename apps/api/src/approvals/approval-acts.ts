// The table of what two people sign: one line an act, with what carries it out once the second person has signed.
import { ForgiveDueUseCase } from '#domain/contributions';
import type { ApprovalAct } from '#tenancy';
import { RefuseManualMovementUseCase, SignManualMovementUseCase } from '#domain/budget';
import { ChangeIbanUseCase, PublishRulesUseCase } from '#domain/funds';
import { RefusePayoutsUseCase, SealPayoutsUseCase } from '#domain/payouts';
import { HoldDrawUseCase, OpenSealedRecordUseCase } from '#domain/draws';
import { ChangeOutletIbanUseCase } from '#domain/outlets';
import type { Type } from '@nestjs/common';

/** What a second signature sets going; `refusal` only where the act is done first and signed later, to undo it. */
interface ApprovalLine {
  readonly confirmation: Type<{ run(request: { approvalId: string }): Promise<unknown> }>;
  readonly refusal?: Type<{ run(request: { approvalId: string; reason: string }): Promise<unknown> }>;
}

/** Each act with its use cases. */
export const APPROVAL_ACTS: Readonly<Record<ApprovalAct, ApprovalLine>> = {
  'iban.change': { confirmation: ChangeIbanUseCase },
  'outlet-iban.change': { confirmation: ChangeOutletIbanUseCase },
  'movement.manual': { confirmation: SignManualMovementUseCase, refusal: RefuseManualMovementUseCase },
  'rules.publish': { confirmation: PublishRulesUseCase },
  'arrears.forgive': { confirmation: ForgiveDueUseCase },
  'draw.hold': { confirmation: HoldDrawUseCase },
  'draw.open-sealed': { confirmation: OpenSealedRecordUseCase },
  'payouts.seal': { confirmation: SealPayoutsUseCase, refusal: RefusePayoutsUseCase },
};
