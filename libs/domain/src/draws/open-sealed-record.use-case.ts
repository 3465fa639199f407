// Scrutineers bound to secrecy are to read the sealed record of a draw: two people open it, and it is remembered.
import { ApprovalStore, AuditStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { FundsQuery } from '../funds/funds.query';
import { RuleBroken } from '../kernel/rule-broken';
import { DrawsStore } from './draws.store';

/** Which draw, and who the scrutineers are and why. */
export interface OpenSealedRecord {
  readonly drawId: string;
  readonly reason: string;
}

/** What became of it. */
export interface SealedRecordOpened {
  readonly drawId: string;
  readonly approvalId: string;
  readonly state: 'awaiting-approval' | 'opened';
}

const ACT = 'draw.open-sealed';

/** Opens sealed records of the fund in scope. */
@Injectable()
export class OpenSealedRecordUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly draws: DrawsStore,
    private readonly approvals: ApprovalStore,
    private readonly funds: FundsQuery,
    private readonly audit: AuditStore,
  ) {}

  /**
   * Proposes to open it, or with an `approvalId` signs it.
   * @throws RuleBroken `draw-unknown`, `sealed-record-not-there` before the draw was solved
   * @throws ApprovalRefused as {@link ApprovalStore.confirm} says
   */
  run(request: OpenSealedRecord | { readonly approvalId: string }): Promise<SealedRecordOpened> {
    return this.transaction.run(() =>
      'approvalId' in request ? this.sign(request.approvalId) : this.propose(request),
    );
  }

  private async propose({ drawId, reason }: OpenSealedRecord): Promise<SealedRecordOpened> {
    const { state } = await this.draws.lock(drawId);
    if (!['solved', 'drawn', 'published'].includes(state)) throw new RuleBroken('sealed-record-not-there', { state });
    const proposal = { act: ACT, subjectKind: 'draw', subjectId: drawId, payload: {}, reason } as const;
    const { approvalId, granted } = await this.approvals.propose(proposal);
    if (granted) return this.open(drawId, approvalId);
    await this.audit.write({
      action: 'draw.sealed-record-asked',
      subjectKind: 'draw',
      subjectId: drawId,
      facts: { approvalId },
    });
    return { drawId, approvalId, state: 'awaiting-approval' };
  }

  private async sign(approvalId: string): Promise<SealedRecordOpened> {
    const { subjectId } = await this.approvals.confirm({ approvalId, act: ACT });
    return this.open(subjectId ?? '', approvalId);
  }

  private async open(drawId: string, approvalId: string): Promise<SealedRecordOpened> {
    const at = (await this.funds.time()).now.toString();
    await this.draws.happen(drawId, 'sealed-record-opened', { approvalId }, at);
    await this.audit.write({
      action: 'draw.sealed-record-opened',
      subjectKind: 'draw',
      subjectId: drawId,
      facts: { approvalId },
    });
    return { drawId, approvalId, state: 'opened' };
  }
}
